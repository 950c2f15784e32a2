"""The connections of `manage.py serve`: daphne's HTTP request and WebSocket with limits in both directions."""

from __future__ import annotations

import asyncio
import time
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

import autobahn.websocket.protocol
import daphne.server  # noqa: F401  before anything of Twisted's: it sets the reactor that runs on asyncio
from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from django.conf import settings
from django.utils.translation import gettext as _
from twisted.web import http

from config.live import bodies
from config.live.frames import Frames

if TYPE_CHECKING:
    from config.live.server import Server

# autobahn prints its forty options for every new socket, for a debug line that is never shown: 1.2 ms of a join.
autobahn.websocket.protocol.pformat = repr

HEADER_SECONDS = 20
"""From the first byte of a request to the end of its header."""
BODY_SECONDS = 60
"""For any body; on top comes a second for each `BODY_PACE` bytes the sender may send."""
BODY_PACE = 16 * 1024
LINGER_SECONDS = 2
"""How long a refused sender may go on talking, so that the answer reaches it before the connection is reset."""
FRAME_LIMIT = 64 * 1024
FRAGMENT_LIMIT = 1024
"""Pieces one message may come in. Empty pieces never reach the size limit, so they are counted."""
CLOSE_TOO_BIG = 1009


def producer_of(transport: Any) -> Any:
    """What was registered with a transport as the producer of what leaves; with TLS a wrapper of Twisted's is around it."""
    return getattr(transport.producer, "_producer", transport.producer)


class LiveChannel(http.HTTPChannel):
    """One HTTP connection: refuses a body that is too large before reading it, and ends one that comes too slowly."""

    maxHeaders = 100
    server: Server

    def __init__(self) -> None:
        super().__init__()
        self.drained = asyncio.Event()
        self.drained.set()
        self._refused = False
        self._deadline: float | None = None

    def connectionMade(self) -> None:
        super().connectionMade()
        self.factory.server.channels.add(self)

    def connectionLost(self, reason: object) -> None:
        self.upgraded()
        super().connectionLost(reason)

    def upgraded(self) -> None:
        """Forgets this channel: its connection is lost or belongs to a WebSocket now."""
        self._deadline = None
        self.drained.set()
        self.factory.server.channels.discard(self)

    # What arrives ---------------------------------------------------------------------------------------------------

    def dataReceived(self, data: bytes) -> None:
        if self._refused:
            return
        if self._deadline is None and not self._handlingRequest:
            self._deadline = time.monotonic() + HEADER_SECONDS
        super().dataReceived(data)

    def rawDataReceived(self, data: bytes) -> None:
        if not self._refused:
            super().rawDataReceived(data)

    def allContentReceived(self) -> None:
        self._deadline = None
        if not self._refused:
            super().allContentReceived()

    def _send100Continue(self) -> None:
        if not self._refused:
            super()._send100Continue()

    def body_limit(self) -> int:
        """How large a body the request whose header was just read may have, in bytes."""
        headers = self.requests[-1].requestHeaders
        return bodies.limit_for(
            self._path.decode("latin1"),
            signed=headers.hasHeader(b"cookie") or headers.hasHeader(b"authorization"),
            uploads=settings.UPLOAD_LIMITS,
            ordinary=settings.BODY_LIMIT,
        )

    def expect_body(self, size: int) -> None:
        """Gives the sender time in proportion to what it may send."""
        self._deadline = time.monotonic() + BODY_SECONDS + size / BODY_PACE

    def refuse(self, status: int, reason: str, message: str) -> None:
        """Answers at once, reads no further and closes."""
        if self._refused:
            return
        self._refused = True
        self._deadline = None
        self.setTimeout(None)
        self.transport.write(bodies.refusal(status, reason, message))
        self.transport.loseWriteConnection()
        self.callLater(LINGER_SECONDS, self.transport.abortConnection)

    def check(self, now: float) -> None:
        """Called every two seconds."""
        if self._deadline is not None and now > self._deadline:
            self.refuse(408, "Request Timeout", _("The request took too long to arrive."))

    # What leaves ----------------------------------------------------------------------------------------------------

    def checkPersistence(self, request: http.Request, version: bytes) -> bool:
        if self.factory.server.draining:
            request.responseHeaders.setRawHeaders(b"Connection", [b"close"])
            return False
        return super().checkPersistence(request, version)

    def is_idle(self) -> bool:
        """Whether no request is under way: such a connection may be closed when the server stops."""
        return not self.requests and not self._refused

    def pauseProducing(self) -> None:
        self.drained.clear()
        super().pauseProducing()

    def resumeProducing(self) -> None:
        self.drained.set()
        super().resumeProducing()

    def stopProducing(self) -> None:
        self.drained.set()
        super().stopProducing()


class LiveRequest(WebRequest):
    """A request whose body is counted while it comes in and handed to Django piece by piece."""

    def __init__(self, channel: LiveChannel, queued: object) -> None:
        super().__init__(channel, queued)
        # Twisted parses forms by itself, in memory; nothing here reads the result.
        self._parsePOSTFormSubmission = False
        self._limit = 0
        self._received = 0

    def gotLength(self, length: int | None) -> None:
        self.content = bodies.new_body() if length is None or length > bodies.CHUNK else BytesIO()
        self._limit = self.channel.body_limit()
        if length is not None and length > self._limit:
            self._too_large()
        else:
            self.channel.expect_body(self._limit if length is None else length)

    def handleContentChunk(self, data: bytes) -> None:
        self._received += len(data)
        if self._received > self._limit:
            self._too_large()
        else:
            super().handleContentChunk(data)

    def _too_large(self) -> None:
        message = _("The request is larger than the %(limit)s bytes allowed here.") % {"limit": self._limit}
        self.channel.refuse(413, "Content Too Large", message)

    def take_body(self) -> IO[bytes]:
        """Hands the body over, once. daphne then finds an empty one and copies nothing."""
        body, self.content = self.content, BytesIO()
        return body

    def process(self) -> Any:
        if self.server.draining and self.requestHeaders.hasHeader(b"upgrade"):
            self.channel.refuse(503, "Service Unavailable", _("The server is restarting."))
            return None
        return super().process()


class LiveSocket(WebSocketProtocol):
    """A WebSocket that stops reading from a flooding sender and can be closed with any code."""

    _frames: Frames | None = None

    def connectionMade(self) -> None:
        # The HTTP channel is still registered with the transport it was upgraded from.
        producer_of(self.transport).upgraded()
        self.transport.unregisterProducer()
        self.drained = asyncio.Event()
        self.drained.set()
        self._held = False
        self._fragments = 0
        super().connectionMade()
        self.transport.registerProducer(self, True)

    # As a producer: the transport says when its buffer is full and when it is empty again.

    def pauseProducing(self) -> None:
        self.drained.clear()

    def resumeProducing(self) -> None:
        self.drained.set()

    def stopProducing(self) -> None:
        self.drained.set()

    # What arrives ---------------------------------------------------------------------------------------------------

    def hold(self) -> None:
        """Stops reading, and parsing what was already read."""
        self._held = True
        self.transport.pauseProducing()

    def release(self) -> None:
        """Goes on where `hold` stopped, after the caller's turn of the event loop."""
        asyncio.get_running_loop().call_soon(self._go_on)

    def _go_on(self) -> None:
        self._held = False
        if self.state in (self.STATE_OPEN, self.STATE_CLOSING):
            self.consumeData()
            if not self._held and self.transport is not None:
                self.transport.resumeProducing()

    def dataReceived(self, data: bytes) -> None:
        if self.state == self.STATE_OPEN and not (self.data or self._held or self.inside_message or self.current_frame):
            data = data[self._take_whole_frames(data) :]
        if data:
            self._dataReceived(data)

    def _take_whole_frames(self, data: bytes) -> int:
        """Reads the whole, ordinary text frames that `data` begins with and returns how many bytes they took.

        Nearly everything a page sends is one of these in a read of its own; autobahn takes 0.2 ms for each, which is
        most of what a drag costs. Anything else, also anything wrong, is left to autobahn.
        """
        at, size = 0, len(data)
        while size - at >= 6 and data[at] == bodies.TEXT_FRAME and not self._held:
            length, mask_at = data[at + 1] - 0x80, at + 2
            if length == 126:
                length, mask_at = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            end = mask_at + 4 + length
            if length < 0 or end > size or data[at + 1] == 0xFF or length > FRAME_LIMIT:
                break
            try:
                text = bodies.unmasked(data[mask_at + 4 : end], data[mask_at : mask_at + 4]).decode()
            except UnicodeDecodeError:
                break
            at = end
            if not self.muted:
                self.last_ping = time.time()
                self.application_queue.put_nowait({"type": "websocket.receive", "text": text})
        if at and self.autoPingTimeoutCall and self.autoPingRestartOnAnyTraffic:
            self._cancelAutoPingTimeoutCall()
        return at

    def processData(self) -> bool:
        # A single read can hold ten thousand small frames: pausing the transport alone would not stop them.
        return False if self._held else super().processData()

    def onMessageBegin(self, isBinary: bool) -> None:
        self._fragments = 0
        super().onMessageBegin(isBinary)

    def onMessageFrameBegin(self, length: int) -> None:
        self._fragments += 1
        super().onMessageFrameBegin(length)
        if self._fragments > FRAGMENT_LIMIT and not self.failedByMe:
            self._fail_connection(CLOSE_TOO_BIG, "too many fragments")

    # What leaves ----------------------------------------------------------------------------------------------------

    @property
    def frames(self) -> Frames:
        """The socket's ready-frame writer; one a socket."""
        if self._frames is None:
            self._frames = Frames(self)
        return self._frames

    def sendData(self, data: bytes, sync: bool = False, chopsize: int | None = None) -> None:
        self.frames.hold()
        super().sendData(data, sync, chopsize)

    def dropConnection(self, abort: bool = False) -> None:
        self.frames.hold()
        super().dropConnection(abort)

    def connectionLost(self, reason: object) -> None:
        self.frames.hold()
        super().connectionLost(reason)

    def serverSend(self, content: str | bytes, binary: bool = False) -> None:
        # Not sendMessage: it holds the limit for what comes in against what goes out, and raises once the peer closed.
        if self.state == self.STATE_OPEN:
            payload = content if isinstance(content, bytes) else content.encode()
            self.sendFrame(opcode=2 if binary else 1, payload=payload)

    def serverClose(self, code: int | None = None) -> None:
        # Not sendClose: it refuses 1012 and the other codes of RFC 6455 that a server, unlike a page, may send.
        if self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=1000 if code is None else code)


class LiveHTTPFactory(HTTPFactory):
    """Makes the HTTP connections of `manage.py serve`."""

    def protocol(self) -> LiveChannel:
        return LiveChannel()

    def buildProtocol(self, addr: object) -> LiveChannel:
        channel = http.HTTPFactory.buildProtocol(self, addr)
        channel.requestFactory = LiveRequest
        return channel


class LiveSocketFactory(WebSocketFactory):
    """Makes the WebSockets of `manage.py serve`."""

    protocol = LiveSocket
