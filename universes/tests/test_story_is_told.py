"""The story of a universe is told by the server's clock, to everybody alike, and survives the server."""

from __future__ import annotations

from datetime import timedelta
from time import time
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from config.api.errors import Forbidden, Invalid
from rooms.models import Entry, Presence
from universes import timeline
from universes.models import Timeline, Universe

ALL = "/api/v1/universes"


END = 40_000.0
"""So long that what a test itself takes is nothing of it."""


class Clock:
    """Moves the story by moving what is kept: the server's own clock is not touched."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def on(self, seconds: float) -> None:
        """So many seconds later, at a look."""
        Timeline.objects.update(since=F("since") - seconds)
        Universe.objects.update(bar_at=time() - 60)
        timeline.look()
        self.table.deliver()


@pytest.fixture
def clock(moon: Any) -> Clock:
    lead = moon.lead
    lead.does("music.set", tempo=120.0, metre="4/4")
    lead.does("physics.set", gravity=10.0)
    lead.does("story.create", title="Ebb", at=0.0, changes={"music": {"tempo": 60.0}})
    lead.does("story.create", title="Flood", at=END, changes={"music": {"tempo": 240.0}, "physics": {"gravity": 0.0}})
    return Clock(moon)


def now_at(table: Any) -> tuple[float, float]:
    """(tempo, gravity) as Ben sees them."""
    of = table.seats["ben"]
    return of.things("music")[0]["tempo"], of.things("physics")[0]["gravity"]


def moves() -> int:
    return Entry.objects.filter(type="story.moved").count()


def test_parameters_move_once_a_bar_until_it_ends(moon: Any, clock: Clock, ben: Any, as_: Any) -> None:
    lead, his = moon.lead, as_(ben)
    with pytest.raises(Forbidden):
        moon.seats["ben"].does("story.play")
    lead.does("story.play", second=0.0)
    moon.deliver()
    address = f"{ALL}/{moon.things['universe']}/timeline"
    assert his.post(f"{address}/play", {}).status_code == his.post(f"{address}/stop").status_code == 403
    [told] = moon.seats["ben"].things("timeline")
    assert told["second"] == 0.0 and told["since"] is not None
    clock.on(0)
    tempo, gravity = now_at(moon)
    assert (tempo, gravity) == pytest.approx((60, 10), rel=0.01)
    Universe.objects.update(bar_at=time() + 1000)
    before = moves()
    timeline.look()
    assert moves() == before == 1, "one change a bar, whoever looks"
    clock.on(END / 2)
    assert now_at(moon) == pytest.approx((120, 5), rel=0.01)
    lead.does("music.set", intensity=0.9)
    assert his.get(address).json()["data"]["since"] == Timeline.objects.get().since
    clock.on(END / 2 + 5)
    [told] = moon.seats["ben"].things("timeline")
    assert (told["since"], told["second"], *now_at(moon)) == (None, END, 240.0, 0.0)
    assert moon.lead.things("music")[0]["intensity"] == 0.9, "of what it does not speak stays"
    ended = moves()
    timeline.look()
    assert moves() == ended
    moon.deliver()
    moon.is_level()


def test_it_stands_where_it_is_told_to(moon: Any, clock: Clock, ada: Any, as_: Any) -> None:
    mine = as_(ada)
    address = f"{ALL}/{moon.things['universe']}/timeline"
    answer = mine.post(f"{address}/play", {"second": 1000, "rate": 2})
    assert answer.status_code == 200 and answer.json()["data"]["rate"] == 2.0
    clock.on(5000)
    stood = mine.post(f"{address}/stop").json()["data"]
    assert stood["since"] is None and stood["second"] == pytest.approx(11_000, rel=0.01)
    went_on = mine.post(f"{address}/play", {}).json()["data"]
    assert (went_on["second"], went_on["rate"]) == (stood["second"], 1.0)
    [point, _] = mine.get(f"{ALL}/{moon.things['universe']}/story-points").json()["data"]
    moon.deliver()
    moon.lead.does("story.go", story_point=point["id"])
    assert moon.lead.things("timeline")[0]["since"] is None and now_at(moon)[0] == 60.0
    moon.lead.does("story.play", second=3000.0)
    moon.lead.does("universe.restore", seq=moon.lead.state["seq"] - 2)
    assert Timeline.objects.get().since is None
    for wrong in ({"second": -1}, {"rate": 0}, {"rate": 11}, {"speed": 1}):
        assert mine.post(f"{address}/play", wrong).status_code == 400
    assert mine.post(f"{address}/play", {"story_point": moon.things["universe"]}).status_code == 404
    moon.deliver()
    moon.is_level()


def test_it_waits_for_nobody_for_ever(moon: Any, clock: Clock, ben: Any) -> None:
    moon.lead.does("story.play", second=0.0, rate=0.1)
    Presence.objects.create(room=moon.room, user=ben, process="x", devices=1, expires_at=timezone.now() + timedelta(1))
    Timeline.objects.update(seen_at=0.0)
    clock.on(0)
    assert Timeline.objects.get().since is not None, "somebody looks on"
    Presence.objects.all().delete()
    Timeline.objects.update(seen_at=0.0)
    clock.on(100_000)
    [told] = moon.seats["ben"].things("timeline")
    assert told["since"] is None and told["second"] == pytest.approx(10_000, rel=0.01)
    moon.lead.does("story.play")
    moon.lead.does("room.archive", archived=True)
    clock.on(0)
    assert Timeline.objects.get().since is None, "nothing changes any more in what is archived"
    moon.is_level()


def test_without_points_there_is_nothing_to_tell(moon: Any) -> None:
    with pytest.raises(Invalid) as refused:
        moon.lead.does("story.play")
    assert refused.value.code == "no_story"
