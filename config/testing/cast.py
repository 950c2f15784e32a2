"""The cast of every test: Ada leads tables (a game master), Ben plays at hers, Cleo is a stranger to both.

`as_(ada).get("/api/v1/me")` asks the API as Ada with a session; `as_()` asks as nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from config.testing import laid

if TYPE_CHECKING:
    from rest_framework.test import APIClient

    from accounts.models import User
    from rooms.live.testing import Table

PASSWORD = "a lamp over a table"


def person(username: str, **fields: Any) -> User:
    """One more account, with the cast's password and an e-mail address."""
    from accounts.models import User

    fields = {"email": f"{username}@table.example", "display_name": username.capitalize(), **fields}
    return User.objects.create_user(username, PASSWORD, **fields)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """Counted tries and other cached things do not outlive a test, nor for long what is laid again for each."""
    from django.core.cache import cache

    cache.clear()
    laid.grow_stale()


@pytest.fixture
def ada(db: None) -> User:
    return laid.again("ada", lambda: person("ada", is_game_master=True))


@pytest.fixture
def ben(db: None) -> User:
    return laid.again("ben", lambda: person("ben"))


@pytest.fixture
def cleo(db: None) -> User:
    return laid.again("cleo", lambda: person("cleo"))


@pytest.fixture
def as_() -> Callable[..., APIClient]:
    """`as_(user=None, csrf=False)`: a client of the pages and the API; with `csrf` it is checked as browsers are."""
    from rest_framework.test import APIClient

    def client(user: User | None = None, *, csrf: bool = False) -> APIClient:
        made = APIClient(enforce_csrf_checks=csrf)
        if user is not None:
            made.force_login(user, backend="accounts.backends.NameOrEmail")
        return made

    return client


def kit() -> ModuleType:
    """`rooms.live.testing`, to which every app has added what its events need to find."""
    import audio.testing  # noqa: F401
    import rooms.testing  # noqa: F401
    import scenes.testing  # noqa: F401
    import universes.testing  # noqa: F401
    from rooms.live import testing

    return testing


def lay_table(ada: User, ben: User) -> Table:
    """Ada's table with two scenes, a map, tokens shown and hidden; Ben plays at it, a display shows it."""
    table: Table = kit().Table(ada)
    table.seat(ben)
    table.display()
    return table


@pytest.fixture
def table(ada: User, ben: User) -> Table:
    return laid.again(("table", *kit().furnish), lambda: lay_table(ada, ben))
