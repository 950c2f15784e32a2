"""The consumer every socket of the project stands on: one frame at a time, credits first, never 1011 for bad input."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from math import isfinite
from time import time
from typing import Any

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.api import errors
from config.live import metrics, wire
from config.live.credits import Credits
from config.live.hub import RESTARTING, TOO_SLOW
from config.live.outlet import Outlet

log = logging.getLogger("dreamtable.live")

SIGN_IN, NOT_ALLOWED, NO_SUCH, FLOODING, TOO_BIG = 4001, 4003, 4004, 4029, 1009
MOST_BYTES = 16 * 1024
STRIKES = 5
ACK, ACK_COST = '{"type":"ack"', 0.1
"""Acknowledging is little work, and must not use up what a drag at full speed needs."""


class Refused(Exception):
    """Closes the handshake with `code`, said over an accepted socket: browsers cannot read anything else."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


class LiveSocket(AsyncConsumer):
    """Subclasses say who may enter (`enter`), what they are first told (`hello`) and what a frame does (`command`).

    No per-socket channel and no per-message housekeeping on asgiref's one shared thread: hubs deliver, and database
    work goes to `config.live.pool`.
    """

    outlet: Outlet
    credits: Credits
    strikes = 0
    entered = False
    language = settings.LANGUAGE_CODE
    """In which refusals are worded; `enter` sets it."""

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        # Channels' own starts two tasks for each message, to listen to a channel layer as well. Here is only `receive`.
        self.scope, self.base_send = scope, send
        with contextlib.suppress(StopConsumer):
            while True:
                await self.dispatch(await receive())

    async def dispatch(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "websocket.receive":
                await self._receive(message)
            case "websocket.connect":
                await self._connect()
            case "websocket.disconnect":
                await self._gone()
                raise StopConsumer()

    # What a subclass fills ------------------------------------------------------------------------------------------

    async def enter(self) -> None:
        """Lets the visitor of `self.scope` in, or raises Refused."""

    async def hello(self) -> dict[str, Any] | None:
        """The first frame, once the socket is open."""

    async def command(self, frame: dict[str, Any]) -> None:
        """One frame from the client. Raises Problem for a refusal."""
        raise errors.Invalid(_("There is no such command."), code="unknown_type")

    async def left(self) -> None:
        """The socket is gone."""

    # The life of the socket -----------------------------------------------------------------------------------------

    async def _connect(self) -> None:
        self.outlet = Outlet(self.scope, self.base_send)
        self.credits = Credits()
        try:
            await self.enter()
        except Refused as refused:
            return await self._turn_away(refused.code)
        except Exception:  # a database that is away, say: the page is told to come again
            log.exception("nobody could be let in")
            return await self._turn_away(RESTARTING)
        self.entered = True
        translation.activate(self.language)  # for this socket's task alone
        await self.base_send({"type": "websocket.accept"})
        first = await self.hello()
        if first is not None:
            self.tell(first)

    async def _turn_away(self, code: int) -> None:
        metrics.closes.labels(code).inc()
        await self.base_send({"type": "websocket.accept"})
        self.outlet.closed = True
        await self.base_send({"type": "websocket.close", "code": code})

    async def _receive(self, message: dict[str, Any]) -> None:
        if not self.entered or self.outlet.closed:
            return
        text: str | bytes = message.get("text") or message.get("bytes") or ""
        looks_like_ack = text[: len(ACK)] == ACK
        if not self.credits.pay(ACK_COST if looks_like_ack else 1.0):
            if self.credits.flooding:
                await self.close(FLOODING)
            elif self.credits.refused % 30 == 1:
                self.refuse(None, errors.SlowDown())
            return
        if len(text) > MOST_BYTES:
            self.refuse(None, errors.TooLarge(_("A frame holds at most 16 KB.")))
            return
        re: str | None = None
        try:
            frame = wire.decode(text)
            if (
                looks_like_ack and frame["type"] != "ack"
            ):  # a second "type" behind the first: another command at its price
                raise wire.BadFrame("an acknowledgement that is none")
            re = frame.get("id") if isinstance(frame.get("id"), str) and len(frame["id"]) <= 64 else None
            await self._control_or_command(frame, re)
        except wire.BadFrame:
            await self._strike(_("A frame is one JSON object in UTF-8."))
        except errors.SlowDown as problem:
            self.refuse(re, problem)
            if self.credits.flooding:
                await self.close(FLOODING)
            return
        except errors.Problem as problem:
            self.refuse(re, problem)
        except (OperationalError, InterfaceError) as error:
            log.warning("a command met the database away: %r", error)
            self.refuse(re, errors.Unavailable(code="retry"))
        except Exception:  # a fault of ours must not cost the player the socket
            log.exception("a command failed")
            self.refuse(re, errors.Problem(_("Something went wrong on the server. It has been noted."), code="fault"))
        self.credits.served()

    async def _control_or_command(self, frame: dict[str, Any], re: str | None) -> None:
        if frame.get("type") == "ping":
            self.tell({"type": "pong", "id": re, "time": timezone.now()})
        elif frame.get("type") == "clock":
            self._tell_time(frame.get("data"))
        else:
            await self.command(frame)

    async def _strike(self, words: str) -> None:
        self.strikes += 1
        self.refuse(None, errors.Invalid(words, code="bad_frame"))
        if self.strikes >= STRIKES:
            await self.close(1008)

    def _tell_time(self, data: Any) -> None:
        """The server's clock beside the asker's own reading: the way there and back bounds how far it may be off."""
        t0 = data.get("t0") if isinstance(data, dict) else None
        if isinstance(t0, bool) or not isinstance(t0, int | float) or not isfinite(t0):
            raise errors.Invalid(fields={"t0": [_("This must be a number.")]})
        self.tell({"type": "clock", "data": {"t0": t0, "t1": time()}})

    async def _gone(self) -> None:
        self.outlet.abandon()
        if self.entered:
            self.entered = False
            await self.left()

    # Words for subclasses -------------------------------------------------------------------------------------------

    def tell(self, frame: dict[str, Any]) -> None:
        self.outlet.send(wire.encode(frame))
        if self.outlet.overflow:
            self.close_soon(TOO_SLOW)

    def refuse(self, re: str | None, problem: errors.Problem) -> None:
        metrics.refusals.labels(problem.code).inc()
        self.outlet.send(wire.error(re, problem.code, problem.message, problem.fields, problem.state))

    async def close(self, code: int) -> None:
        await self.outlet.close(code)

    def close_soon(self, code: int) -> None:
        """For hubs, which never wait."""
        if not self.outlet.closed:
            task = asyncio.ensure_future(self.outlet.close(code))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())


class NowhereSocket(LiveSocket):
    """Every path that is nobody's: said as for an absent room, not a fault in the log."""

    async def enter(self) -> None:
        raise Refused(NO_SUCH)
