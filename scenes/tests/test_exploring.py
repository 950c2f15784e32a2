"""What was seen stays known: moves leave their way, the server's own event reveals what was seen along it, once and never
lost."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.models import Entry
from scenes import explore, sight, tasks
from scenes.models import Explored, Scene, Step
from scenes.sight.scenery import Scenery
from scenes.tests.dungeon import dig

pytestmark = pytest.mark.django_db


def known(table: Any, x: float, y: float) -> bool:
    scene = Scene.objects.get(pk=table.things["scene"])
    return sight.seen_as(scene, None).known(x, y)


def test_it_works(table: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dungeon = dig(table, ben)
    lead, seat = table.lead, table.seat(ben)
    lead.does("token.update", token=dungeon.mira, sight_range=20.0)
    lead.does("fog.reset", scene=dungeon.scene, explored=True)
    assert not known(table, 350, 1500)

    monkeypatch.setattr("scenes.testing.explore_at_once", lambda table: None)
    monkeypatch.setattr("rooms.live.testing.settle", [])
    seat.does("token.move", token=dungeon.mira, x=350.0, y=350.0, path=[[350.0, 1500.0], [350.0, 350.0]])
    assert Step.objects.count() == 1 and not known(table, 350, 1500), "a crash now loses nothing"
    before = Entry.objects.filter(room=table.room).count()
    tasks.explore_forgotten_steps.call()
    assert known(table, 350, 1500) and not Step.objects.exists()
    written = Entry.objects.filter(room=table.room, type="sight.explore").last()
    assert Entry.objects.filter(room=table.room).count() == before + 1 and written.user is None

    explore.catch_up(Scene.objects.get(pk=dungeon.scene).pk)
    assert Entry.objects.filter(room=table.room).count() == before + 1, "nothing new is no entry"
    row = Explored.objects.get(scene=dungeon.scene, sight="open")
    revision, *box = row.changes[-1]
    assert revision == row.revision and box[3] >= 1500
    table.deliver()
    table.is_level()


def test_who_walks_to_the_end_of_the_world_takes_nobodys_memory(table: Any, ben: Any) -> None:
    """A mask wide enough for that would have cells wider than rooms."""
    dungeon = dig(table, ben)
    cell = Explored.objects.get(scene=dungeon.scene, sight="open").cell
    assert known(table, 350, 700)
    table.seat(ben).does("token.move", token=dungeon.mira, x=-900_000.0, y=350.0)
    assert Explored.objects.get(scene=dungeon.scene, sight="open").cell == cell
    assert known(table, 350, 700)
    table.is_level()


def test_a_moment_looks_from_so_many_places_at_most(table: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or one player with winding paths would keep the whole table waiting."""
    dungeon = dig(table, ben)
    monkeypatch.setattr("rooms.live.testing.settle", [])
    winding = [[350.0 + 10.0 * (at % 2), 350.0] for at in range(50)]
    for _move in range(3):
        table.seat(ben).does("token.move", token=dungeon.mira, x=360.0, y=350.0, path=winding)
    looked: list[int] = []
    monkeypatch.setattr(explore, "union", lambda areas: areas[0])
    monkeypatch.setattr(Scenery, "area", lambda scenery, eyes: looked.append(len(list(eyes))))
    monkeypatch.setattr(explore, "MOST_EYES", 20)
    scene = Scene.objects.get(pk=dungeon.scene)
    explore.findings(scene, Step.objects.filter(scene=scene))
    assert max(looked) in range(10, 21)


def test_asks_that_come_together_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most five times a second a scene."""
    ran: list[Any] = []
    later: list[Any] = []
    monkeypatch.setattr(explore, "on_a_thread", lambda work, scene: later.append((work, scene)))
    monkeypatch.setattr(explore, "Timer", lambda wait, work, args: _Started(lambda: later.append(args)))
    queue = explore.Queue(ran.append, 0.2)
    for _ask in range(5):
        queue.ask("crypt")
    queue.ask("attic")
    assert len(later) == 2
    for work, scene in later[:]:
        work(scene)
    queue.ask("crypt")
    queue.ask("crypt")
    assert ran == ["crypt", "attic"] and len(later) == 3


class _Started:
    daemon = False

    def __init__(self, start: Any) -> None:
        self.start = start
