"""The demo's campaign is built once, stands as a game master would have laid it, and is nobody else's business."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from audio.models import Pad, Playlist
from audio.testing import a_track
from rooms.live import perform, snapshot
from rooms.models import Entry, Message, Room
from rooms.viewer import Viewer
from scenes import demo
from scenes.demo import campaign, clearing, crypt, tavern
from scenes.models import Encounter, Scene, Token
from universes import demo as worlds
from universes.building import build as build_universe


def plain(path: Path) -> None:
    """In place of a map, which takes seconds."""
    Image.new("RGB", (280, 210), "#335577").save(path, "WEBP")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, ada: Any) -> None:
    for place in (crypt, tavern, clearing):
        monkeypatch.setattr(place, "draw", plain)
    tracks = {name: a_track(ada, name, kind="loop").pk for name in campaign.SOUNDS}
    monkeypatch.setattr(campaign.presets, "add", lambda *given: tracks)


def test_it_is_built_once(quick: None, ada: Any, ben: Any) -> None:
    assert campaign.furnish(ada) is None, "there is no table yet"
    world = build_universe(ada, worlds.forge())
    demo.build(ada)
    room = campaign.furnish(ada)
    assert room is not None
    head = Room.objects.get(pk=room.pk).head
    demo.build(ada)
    assert campaign.furnish(ada) == room
    assert Room.objects.get(pk=room.pk).head == head, "nothing is done twice"
    assert Room.objects.gatherings().filter(owner=ada).count() == 1

    scenes = {one.name: one for one in Scene.objects.filter(room=room)}
    assert set(scenes) == {"Antechamber", "The Crooked Lantern", "The Stones by the Stream"}
    first = scenes["Antechamber"]
    assert first.active and first.fog and first.universe == world
    for scene in scenes.values():
        assert scene.walls.exists() and scene.lights.exists() and scene.vision == "party"
    doors = {scene.name: scene.walls.filter(kind__in=("door", "secret")).count() for scene in scenes.values()}
    assert doors == {"Antechamber": 5, "The Crooked Lantern": 3, "The Stones by the Stream": 0}
    assert not Token.objects.filter(scene__room=room, picture=None, character=None).exists(), "everybody has a face"
    assert Encounter.objects.get(scene=first).combatants.count() == 2
    assert Message.objects.filter(room=room, kind="roll").count() == 3
    assert (Playlist.objects.filter(room=room).count(), Pad.objects.filter(room=room).count()) == (2, 3)
    assert {one.emitters.count() for one in scenes.values()} == {0, 1}

    perform(Viewer.joining(room, ben), "member.join", {"role": "player"}, internal=True)
    viewer = Viewer.entering(room, ben)
    assert viewer is not None
    seen = str(snapshot(viewer))
    for secret in ("Lich", "Wolf", "circle", "shelf", "The Stones", "hood"):
        assert secret not in seen.replace("The Lich and His Tomb", ""), secret

    # What was taken away stays away, and a scene that is gone takes nothing with it.
    scenes["The Crooked Lantern"].delete()
    Entry.objects.filter(room=room, client_id="demo:sounds").update(client_id=None)
    assert campaign.furnish(ada) == room
    assert Scene.objects.filter(room=room).count() == 2


def test_walls_stand_round_what_is_drawn() -> None:
    """The crypt's are closed rings; the tavern's have a gap for each door and window, and nothing lies over another."""
    ends: dict[tuple[float, float], int] = {}
    for x1, y1, x2, y2 in crypt.walls():
        for end in ((x1, y1), (x2, y2)):
            ends[end] = ends.get(end, 0) + 1
    assert set(ends.values()) == {2}
    solid = [line for wall in tavern.WALLS for line in campaign._without(wall, set(tavern.WINDOWS))]
    long = sum(abs(x2 - x1) + abs(y2 - y1) for x1, y1, x2, y2 in (*solid, *tavern.WINDOWS))
    assert long == sum(abs(x2 - x1) + abs(y2 - y1) for x1, y1, x2, y2 in tavern.WALLS)
    assert (2, 4, 2, 6) not in solid and (2, 2, 2, 4) in solid
    standing = clearing.trees()
    assert len(standing) > 25
    assert all(abs(x - clearing.FIRE[0]) > radius for x, _y, radius in standing if abs(_y - clearing.FIRE[1]) < radius)
