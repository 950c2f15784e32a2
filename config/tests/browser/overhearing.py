"""Everything that reaches one person's browser, to look for what must not be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

TOLD = ("document", "fetch", "xhr")


class Wire:
    """Records every frame of every socket and the body of every document and answer. Make it before the first page."""

    def __init__(self, page: Page) -> None:
        self.frames: list[str] = []
        self.bodies: dict[str, str] = {}
        self.unread: list[str] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("requestfinished", self._body)

    def traces_of(self, *secrets: str) -> list[str]:
        """Where one of the secrets is; AssertionError when an answer could not be read."""
        assert not self.unread, self.unread
        found = [f"frame: {frame[:300]}" for frame in self.frames if any(secret in frame for secret in secrets)]
        return found + [url for url, body in self.bodies.items() if any(secret in body for secret in secrets)]

    def id_of_hidden(self, leads: Page, name: str) -> str:
        """The id of a token that only who leads knows, from their own snapshot."""
        room = leads.url.rstrip("/").rpartition("/")[2]
        origin = leads.url.partition("/rooms/")[0]
        snapshot: Any = leads.request.get(f"{origin}/api/v1/rooms/{room}/snapshot").json()["data"]
        return next(id for id, token in snapshot["things"]["token"].items() if token["name"] == name)

    def _frame(self, frame: str | bytes) -> None:
        self.frames.append(frame if isinstance(frame, str) else frame.decode())

    def _body(self, request: Request) -> None:
        answer = request.response()
        if request.resource_type not in TOLD or answer is None or 300 <= answer.status < 400:
            return
        try:
            self.bodies[request.url] = answer.text()
        except Error as error:
            self.unread.append(f"{request.url}: {error}")
