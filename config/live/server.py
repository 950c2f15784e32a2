"""`manage.py serve`: daphne with limits, back-pressure, ready frames and an orderly end.

Every limit stands in front of Django, because daphne reads a whole request before the application sees any of it, and
hands a socket's frames to an unbounded queue. What is subclassed here is internal to daphne, Twisted and autobahn, so
requirements pin daphne's minor version and `config/tests` drive a real server through each behaviour.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import daphne.server
from django.conf import settings
from twisted.internet import defer, reactor
from twisted.internet.endpoints import SSL4ServerEndpoint, serverFromString
from twisted.logger import globalLogBeginner

from config.live import lifecycle
from config.live.bodies import RequestInput, SocketInput
from config.live.frames import EXTENSION, waiting_bytes
from config.live.lifecycle import on_drain, on_start
from config.live.protocols import (
    FRAME_LIMIT,
    LiveChannel,
    LiveHTTPFactory,
    LiveSocket,
    LiveSocketFactory,
    producer_of,
)
from config.live.proxies import real_client

__all__ = ["Server", "endpoint", "on_drain", "on_start"]

logger = logging.getLogger(__name__)

BUFFER_LIMIT = 1024 * 1024
"""Bytes that may wait for one reader before the application has to wait too."""
STALL_SECONDS = 60
"""A reader that took nothing for so long is cut off."""
DRAIN_SECONDS = 10
"""What requests under way, and sockets that were told to close, may take at the end."""
BACKLOG = 1024
"""Connections the operating system queues: a whole evening's players come back within one second after a restart."""
CLOSE_RESTARTING = 1012


def endpoint(host: str, port: int) -> str:
    """The Twisted description of a TCP endpoint; IPv6 addresses are allowed."""
    escaped = host.strip("[]").replace(":", r"\:")
    return f"tcp:{port}:interface={escaped}:backlog={BACKLOG}"


class Server(daphne.server.Server):
    """One process that serves an ASGI application over HTTP/1.1 and WebSocket."""

    http_factory: LiveHTTPFactory
    ws_factory: LiveSocketFactory

    def __init__(
        self,
        application: Callable[..., Any],
        *,
        host: str,
        port: int,
        ready: Callable[[str], None],
        tls: tuple[int, Any] | None = None,
    ) -> None:
        """`ready` is called with each address once the server listens; with `port` 0 the system chose the port. `tls`: a
        second port, and the context factory whose certificate is shown there (`config.tls.context`).
        """
        super().__init__(
            application,
            endpoints=[endpoint(host, port)],
            signal_handlers=False,
            websocket_timeout=-1,
            websocket_handshake_timeout=30,
            websocket_connect_timeout=30,
            websocket_max_message_size=FRAME_LIMIT,
            websocket_max_frame_size=FRAME_LIMIT,
            server_name="",
        )
        self.channels: set[LiveChannel] = set()
        self.connections: dict[Any, dict[str, Any]] = {}
        self.draining = False
        self.failed = False
        self._ready = ready
        self._host = host.strip("[]")
        self._tls = tls
        self._started = False
        self._ports: list[Any] = []
        self._trusted = tuple(settings.TRUSTED_PROXIES)

    # Start ----------------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Serves until told to stop. daphne's own `run` names its factories, so they can only be replaced here."""
        self.http_factory = LiveHTTPFactory(self)
        self.ws_factory = LiveSocketFactory(self, server=self.server_name)
        self.ws_factory.setProtocolOptions(
            autoPingTimeout=self.ping_timeout,
            allowNullOrigin=True,
            openHandshakeTimeout=self.websocket_handshake_timeout,
            maxMessagePayloadSize=self.websocket_max_message_size,
            maxFramePayloadSize=self.websocket_max_frame_size,
            failByDrop=False,  # the sender learns the reason: 1009, 1007, 1002
        )
        globalLogBeginner.beginLoggingTo([lambda event: None], redirectStandardIO=False, discardBuffer=True)
        loop = daphne.server.twisted_loop
        asyncio.set_event_loop(loop)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_stop)
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        endpoints = [("http", serverFromString(reactor, description)) for description in self.endpoints]
        if self._tls is not None:
            number, certificate = self._tls
            secure = SSL4ServerEndpoint(reactor, number, certificate, backlog=BACKLOG, interface=self._host)
            endpoints.append(("https", secure))
        for scheme, listener in endpoints:
            listening = listener.listen(self.http_factory)
            listening.addCallbacks(self.listen_success, self.listen_error, callbackArgs=(scheme,))
        reactor.addSystemEventTrigger("before", "shutdown", self.kill_all_applications)
        if not self.abort_start:
            reactor.run(installSignalHandlers=False)

    def listen_success(self, port: Any, scheme: str = "http") -> None:
        self._ports.append(port)
        address = port.getHost()
        host = f"[{address.host}]" if ":" in address.host else address.host
        if not self._started:
            self._started = True
            asyncio.ensure_future(lifecycle.call(on_start, seconds=DRAIN_SECONDS), loop=daphne.server.twisted_loop)
        self._ready(f"{scheme}://{host}:{address.port}")

    def listen_error(self, failure: Any) -> None:
        self.failed = True
        print(failure.getErrorMessage(), file=sys.stderr)
        self.stop()

    # Connections ----------------------------------------------------------------------------------------------------

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> RequestInput | SocketInput | None:
        """Starts the application for one request or socket and returns where daphne puts what arrives."""
        if protocol not in self.connections:
            return None
        scope["asgi"] = {"version": "3.0"}
        scope["root_path"] = self.root_path  # daphne lets any caller set it by a header
        if scope["client"]:
            scope["client"][0], scheme = real_client(scope["headers"], scope["client"][0], self._trusted)
            if scheme:
                scope["scheme"] = scheme
        received: RequestInput | SocketInput
        if scope["type"] == "websocket":
            scope["scheme"] = {"https": "wss"}.get(scope.get("scheme", ""), "ws")
            scope["extensions"] = {EXTENSION: protocol.frames}
            received = SocketInput(pause=protocol.hold, resume=protocol.release)
        else:
            received = RequestInput(protocol.take_body())
        instance = self.application(scope, received.get, partial(self.handle_reply, protocol))
        self.connections[protocol]["application_instance"] = asyncio.ensure_future(instance)
        return received

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """The application's `send`. Waits while more than `BUFFER_LIMIT` bytes wait for this reader."""
        await super().handle_reply(protocol, message)
        transport = protocol.transport
        if transport is not None and waiting_bytes(transport) > BUFFER_LIMIT:
            await self._until_taken(transport)

    async def _until_taken(self, transport: Any) -> None:
        producer = producer_of(transport)
        least, since = waiting_bytes(transport), time.monotonic()
        while transport.connected and waiting_bytes(transport) > BUFFER_LIMIT and producer is not None:
            try:
                # The second covers a producer that was unregistered meanwhile: nobody would wake us.
                await asyncio.wait_for(producer.drained.wait(), 1)
            except TimeoutError:
                pass
            if waiting_bytes(transport) < least:
                least, since = waiting_bytes(transport), time.monotonic()
            elif time.monotonic() - since > STALL_SECONDS:
                transport.abortConnection()
                return

    def protocol_disconnected(self, protocol: Any) -> None:
        # daphne calls it twice for a rejected socket, and fails when it has forgotten the socket in between.
        if protocol in self.connections:
            super().protocol_disconnected(protocol)

    def timeout_checker(self) -> None:
        now = time.monotonic()
        for channel in list(self.channels):
            channel.check(now)
        super().timeout_checker()

    # End ------------------------------------------------------------------------------------------------------------

    def _told_to_stop(self) -> None:
        if self.draining:
            self.stop()  # told twice: at once
            return
        self.draining = True
        asyncio.ensure_future(self._drain())

    async def _drain(self) -> None:
        """Takes nothing new, lets the applications say goodbye, waits for what is under way, stops with status 0."""
        for port in self._ports:
            port.stopListening()
        until = time.monotonic() + DRAIN_SECONDS
        await lifecycle.call(on_drain, seconds=DRAIN_SECONDS)
        for protocol in list(self.connections):
            if isinstance(protocol, LiveSocket):
                protocol.serverClose(CLOSE_RESTARTING)
        while time.monotonic() < until and self._under_way():
            for channel in [channel for channel in self.channels if channel.is_idle()]:
                channel.loseConnection()
            await asyncio.sleep(0.05)
        self.stop()

    def _under_way(self) -> bool:
        return any(self._running(details) for details in self.connections.values()) or any(
            channel.requests for channel in self.channels
        )

    @staticmethod
    def _running(details: dict[str, Any]) -> bool:
        instance = details.get("application_instance")
        return instance is not None and not instance.done()

    def kill_all_applications(self) -> defer.Deferred[Any]:
        # daphne's own fails when a connection has no application any more.
        late = [details["application_instance"] for details in self.connections.values() if self._running(details)]
        for instance in late:
            instance.cancel()
        ended = defer.Deferred.fromFuture(asyncio.gather(*late, return_exceptions=True))
        return ended.addErrback(lambda failure: None)
