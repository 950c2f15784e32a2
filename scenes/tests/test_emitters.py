"""Sounds come from somewhere: a player hears them where their tokens are, softer with distance and behind walls, and
learns nothing of what they do not hear, nor where anything stands.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from audio.models import Track
from audio.testing import a_track
from config.api.errors import Forbidden, Invalid, NotFound
from rooms.viewer import Viewer
from scenes.models import Emitter
from scenes.tests.dungeon import dig
from scenes.vision import Barriers, Segment
from scenes.vision.hearing import arrival, walls_between


def heard(seat: Any) -> dict[str, dict[str, Any]]:
    return {one["track"]["name"]: one for one in seat.things("heard")}


@pytest.fixture
def cave(table: Any, ada: Any, ben: Any) -> Any:
    """Ben's Mira stands west of a wall with a door (70 px are 5 ft); a fire crackles beside her, a fall roars east of it."""
    made = dig(table, ben, vision="none")
    for name, x in (("Fire", 420.0), ("Fall", 1050.0)):
        track = str(a_track(ada, name, kind="loop").pk)
        one = table.lead.does("emitter.create", scene=made.scene, track=track, x=x, y=350.0, radius=100.0).made[0]
        table.things[name] = str(one.pk)
    return made


def test_it_is_heard_where_ones_tokens_are(table: Any, cave: Any, ben: Any) -> None:
    """Through the closed door it is muffled; opened, it is clear; far away there is nothing."""
    lead, hears = table.lead, table.seat(ben)
    fire, fall = heard(hears)["Fire"], heard(hears)["Fall"]
    assert (fire["gain"], fire["muffle"], fire["pan"]) == (0.9, 0.0, 0.05)
    assert (fall["gain"], fall["muffle"], fall["pan"]) == (round(0.5**2 * 0.4**2, 2), round(1 - 0.4**2, 2), 0.5)
    assert set(fire) == {"id", "scene", "track", "gain", "muffle", "pan", "started"}
    assert set(hears.state["things"].get("emitter", {})) == set()
    assert {one["x"] for one in lead.things("emitter")} == {420.0, 1050.0}
    assert not lead.things("heard")
    lead.does("door.open", door=str(cave.door.pk), open=True)
    assert heard(hears)["Fall"]["muffle"] == 0.6, "the secret door beside it is a wall"
    lead.does("token.move", token=cave.mira, x=900.0, y=350.0)
    assert heard(hears)["Fall"]["gain"] > 0.3
    lead.does("token.move", token=cave.mira, x=-900.0, y=350.0)
    assert set(heard(hears)) == set()
    lead.does("history.undo")
    assert "Fall" in heard(hears)
    table.is_level()


def test_who_has_no_token_hears_what_the_party_hears_and_without_any_nobody_does(
    table: Any, cave: Any, ben: Any, cleo: Any
) -> None:
    lead, looks_on = table.lead, table.seat(cleo, role="spectator")
    assert set(heard(looks_on)) == set(heard(table.display())) == {"Fire", "Fall"}
    lead.does("token.own", token=cave.mira, users=[])
    assert not heard(table.seat(ben)) and not heard(looks_on)
    lead.does("token.own", token=cave.mira, users=[str(ben.pk)])
    lead.does("token.hide", token=cave.mira, hidden=True)
    assert not heard(table.seat(ben))
    table.is_level()


def test_where_each_sees_for_themselves_each_hears_so(table: Any, cave: Any, ben: Any, cleo: Any) -> None:
    lead, far = table.lead, table.seat(cleo)
    lead.does("scene.update", scene=cave.scene, vision="own")
    assert heard(table.seat(ben)) and not heard(far)
    scout: dict[str, Any] = {"scene": cave.scene, "name": "Scout", "x": 1060.0, "y": 350.0, "has_sight": True}
    token = lead.does("token.create", **scout).made[0]
    lead.does("token.own", token=str(token.pk), users=[str(cleo.pk)])
    assert heard(far)["Fall"]["gain"] > heard(table.seat(ben))["Fall"]["gain"]
    table.is_level()


def test_only_what_is_heard_is_fetched(table: Any, cave: Any, ada: Any, ben: Any, cleo: Any) -> None:
    """`may_hear`: the stream asks where one's tokens are now."""
    speaker = Viewer.display(table.room)

    def fetches(who: Any) -> set[str]:
        return set(Track.objects.hearable_by(who).values_list("name", flat=True))

    assert fetches(ben) == fetches(speaker) == {"Fire", "Fall"}
    assert fetches(cleo) == set()
    table.lead.does("emitter.update", emitter=table.things["Fire"], on=False)
    assert fetches(ben) == {"Fall"} and fetches(ada) == {"Fire", "Fall"}
    table.lead.does("token.move", token=cave.mira, x=-900.0, y=350.0)
    assert fetches(ben) == fetches(speaker) == set()


def test_set_up_change_and_take_away(table: Any, cave: Any, ben: Any, cleo: Any) -> None:
    lead, fire, hears = table.lead, table.things["Fire"], table.seat(ben)
    before = heard(hears)["Fire"]["started"]
    lead.does("emitter.update", emitter=fire, volume=0.5, walls=False)
    assert heard(hears)["Fire"]["gain"] == 0.45
    lead.does("emitter.update", emitter=fire, on=False)
    assert "Fire" not in heard(hears)
    lead.does("emitter.update", emitter=fire, on=True)
    assert heard(hears)["Fire"]["started"] > before
    lead.does("emitter.move", emitter=fire, x=5_000.0, y=350.0)
    assert "Fire" not in heard(hears)
    lead.does("history.undo")
    assert "Fire" in heard(hears)
    lead.does("emitter.delete", emitter=fire)
    lead.does("history.undo")
    assert "Fire" in heard(hears)
    for type, data in (("emitter.delete", {}), ("emitter.move", {"x": 0.0, "y": 0.0})):
        with pytest.raises(NotFound):
            hears.does(type, emitter=fire, **data)
    with pytest.raises(Forbidden):
        hears.does("emitter.create", scene=cave.scene, track=lead.things("emitter")[0]["track"]["id"], x=0.0, y=0.0)
    with pytest.raises(NotFound):
        lead.does("emitter.create", scene=cave.scene, track=str(a_track(cleo).pk), x=0.0, y=0.0)
    with pytest.raises(Invalid):
        lead.does("emitter.update", emitter=fire, radius=-1.0)
    copied = lead.does("scene.duplicate", scene=cave.scene).made[0]
    assert Emitter.objects.filter(scene=copied).count() == 2
    lead.does("scene.activate", scene=table.things["other_scene"])
    assert not heard(hears)
    table.is_level()


def test_a_track_that_is_deleted_falls_silent(table: Any, cave: Any, ben: Any) -> None:
    Track.objects.get(name="Fire").remove()
    table.deliver()
    assert set(heard(table.seat(ben))) == {"Fall"}
    table.is_level()


def test_a_scene_begins_its_playlist(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    """Put on the table; what another list of the group plays makes way. Undone, all is as it was."""
    lead, hears, other = table.lead, table.seat(ben), table.things["other_scene"]
    tracks = [str(a_track(ada, name).pk) for name in ("Halls", "Deeps")]
    lists = [
        lead.does("playlist.create", name=name, tracks=[track]).made[0]
        for name, track in zip("AB", tracks, strict=True)
    ]
    with pytest.raises(NotFound):
        lead.does("scene.update", scene=other, playlist=other)
    lead.does("scene.update", scene=other, playlist=str(lists[1].pk))
    lead.does("playlist.play", playlist=str(lists[0].pk))
    lead.does("scene.activate", scene=other)
    assert {one["track"]["name"]: one["fade"]["to"] for one in hears.things("sound")} == {"Halls": 0.0, "Deeps": 1.0}
    lead.does("history.undo")
    assert [one["track"]["name"] for one in hears.things("sound")] == ["Halls"]
    lead.does("scene.activate", scene=other)
    lead.does("scene.activate", scene=table.things["scene"])
    lead.does("scene.activate", scene=other)
    assert len(hears.things("sound")) == 2, "it plays already"
    assert "playlist" not in hears.things("scene")[0]
    table.is_level()


def test_walls_between() -> None:
    """A polyline is crossed once at its corner; a thicket counts half; what lies beside the way does not count."""
    walls = Barriers.of(
        [Segment(5, -5, 5, 0), Segment(5, 0, 5, 5), Segment(8, -5, 8, 5, True), Segment(0, 1, 20, 1)], crossings=False
    )
    assert walls_between(walls, (0, 0), (10, 0)) == 1.5
    assert walls_between(walls, (0, 0), (4, 0)) == 0
    assert walls_between(walls, (10, 0), (0, 0)) == 1.5
    clear, behind = arrival((10, 0), (0, 0), 20, None), arrival((10, 0), (0, 0), 20, walls)
    assert clear is not None and behind is not None
    assert (clear.gain, clear.muffle, clear.pan) == (0.25, 0.0, 0.5)
    assert behind.gain == pytest.approx(0.25 * 0.4**1.5)
    assert arrival((30, 0), (0, 0), 20, None) is None
    assert np.isclose(behind.muffle, 1 - 0.4**1.5)
