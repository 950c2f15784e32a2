"""Where higher apps join what happens to a person, in their `AppConfig.ready()`. This app knows none of them.

`on_revoked`     a sign-in ended: close its sockets (called after commit, with an `Ended`)
`own_data`       "download my data": name -> function(user) -> JSON-able data
`farewell`       before an account is deleted: function(user) hands over rooms, anonymises messages
`acquaintances`  whom a person may choose from lists: function(user) -> queryset or list of user ids
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ended:
    """Which sign-ins of `user` ended.

    `session` or `family` set: only that session, that family of tokens. Neither set: all of them, except that the
    sockets of the session `kept` may connect again (its key in the cookie is a new one by then).
    """

    user: UUID
    session: str | None = None
    family: UUID | None = None
    kept: str | None = None


on_revoked: list[Callable[[Ended], None]] = []
own_data: dict[str, Callable[[Any], Any]] = {}
farewell: list[Callable[[Any], None]] = []
acquaintances: list[Callable[[Any], Iterable[UUID]]] = []


def revoked(ended: Ended) -> None:
    for close in on_revoked:
        close(ended)
