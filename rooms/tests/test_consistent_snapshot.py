"""State and number of a snapshot come from one transaction that takes no writer's lock (SPEC S5)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooms.live.snapshot import snapshot
from rooms.models import Room
from rooms.viewer import Viewer


@pytest.mark.django_db(transaction=True)
def test_it_works(ada: Any) -> None:
    room = Room.open_by(ada, name="The Lich")
    viewer = Viewer.entering(room, ada)
    assert viewer
    with CaptureQueriesContext(connection) as asked:
        snapshot(viewer)
    words = [one["sql"].split("--")[0] for one in asked]
    if connection.vendor == "sqlite":
        assert words[0] == "BEGIN DEFERRED"
    else:
        assert any("REPEATABLE READ" in sql for sql in words[:2])
    assert words[-1] == "COMMIT"
    assert sum('"rooms_room"."head"' in sql for sql in words) >= 1
    assert not [sql for sql in words if sql.startswith(("UPDATE", "INSERT", "DELETE"))]
