"""Ready WebSocket frames: made once for many sockets, written to each without framing or scheduling it again.

`manage.py serve` puts a `Frames` object under `EXTENSION` into the scope of every socket. Under another ASGI server the
key is missing and the ordinary `send` does the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from twisted.internet.tcp import Server as Transport

EXTENSION = "dreamtable.frames"

PASSING_LIMIT = 64 * 1024
"""Bytes that may wait for a reader before what merely passes is no longer given to it."""

_TEXT = 0x81  # FIN set, opcode 1
_OPEN = 3  # autobahn's WebSocketProtocol.STATE_OPEN


def text_frame(payload: bytes) -> bytes:
    """The whole, unmasked frame a server sends for one text message. `payload` must be UTF-8 already.

    RFC 6455, 5.2: a length up to 125 stands in the second byte; up to 65,535 follows in two bytes; else in eight.
    """
    size = len(payload)
    if size < 126:
        return bytes((_TEXT, size)) + payload
    if size < 65_536:
        return bytes((_TEXT, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_TEXT, 127)) + size.to_bytes(8, "big") + payload


def waiting_bytes(transport: Transport) -> int:
    """How many bytes Twisted holds for this connection that the operating system has not taken yet."""
    return len(transport.dataBuffer) - transport.offset + transport._tempDataLen


class Frames:
    """Writes ready frames to one socket and tells how many bytes wait for it. Never raises for a lost connection.

    A write goes straight to the operating system while Twisted holds nothing back for this socket; else it joins
    Twisted's buffer, so the order is kept. Going around Twisted is safe only without TLS in Twisted; a frame that is
    not compressed is valid on a socket with compression too (RFC 7692, 6).

    `_send` is set only while that is so. Whoever writes to the transport in another way calls `hold` first; the next
    write then looks whether the buffer is empty again. That look costs as much as the rest of the write.
    """

    __slots__ = ("_direct", "_protocol", "_send", "_transport")

    def __init__(self, protocol: object) -> None:
        self._protocol = protocol
        self._transport: Transport | None = None
        self._direct: Callable[[bytes], int] | None = None
        self._send: Callable[[bytes], int] | None = None

    def write(self, frame: bytes, most: int | None = None) -> None:
        """Sends a frame made by `text_frame`, or several joined. Dropped in silence before the handshake, once the
        socket closes, and, where `most` is given, while more than so many bytes wait.
        """
        send = self._send or self._look()
        if send is None:
            self._write_later(frame, most)
            return
        try:
            sent = send(frame)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self.abort()
            return
        if sent < len(frame):
            self.hold()
            self._transport.write(frame[sent:])

    def offer(self, frame: bytes, _payloads: object = None) -> None:
        """What passes: dropped for a reader for whom more than `PASSING_LIMIT` bytes wait."""
        self.write(frame, PASSING_LIMIT)

    def hold(self) -> None:
        """Something else was, or is about to be, given to the transport; or the socket closes."""
        self._send = None

    def waiting(self) -> int:
        """Bytes that wait in this process for the reader; the operating system's own buffer comes on top."""
        if self._send is not None or self._transport is None:
            return 0
        return waiting_bytes(self._transport)

    def abort(self) -> None:
        """Drops the connection at once, with whatever waits. The application still gets its `websocket.disconnect`."""
        self.hold()
        if self._protocol.transport is not None:
            self._protocol.transport.abortConnection()

    def _look(self) -> Callable[[bytes], int] | None:
        if self._protocol.state != _OPEN:
            return None
        transport = self._transport
        if transport is None:
            # Only now: the transport belongs to the protocol from the upgrade on.
            transport = self._transport = self._protocol.transport
            # With TLS the transport is a protocol of Twisted's around the real one, whose attributes show through it.
            if not getattr(transport, "TLS", True) and not hasattr(transport, "wrappedProtocol"):
                self._direct = transport.socket.send
        if not waiting_bytes(transport):
            self._send = self._direct
        return self._send

    def _write_later(self, frame: bytes, most: int | None) -> None:
        if self._protocol.state == _OPEN and (most is None or waiting_bytes(self._transport) <= most):
            self._transport.write(frame)
