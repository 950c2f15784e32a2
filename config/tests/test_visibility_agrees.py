"""The query (`visible_to`), the projection and the REST address of a thing agree on who may know of it.

Walks over every projected model, on two tables, for everybody of the cast.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from audio.models import Pad, Playlist, PlaylistEntry, Remote, Speaker
from config.testing import laid
from config.testing.cast import lay_table, person
from rooms.live.projecting import PROJECTED
from rooms.live.testing import Table
from rooms.models import Ban, Knock, Member, Room
from rooms.viewer import Viewer
from scenes.models import Character, Display, Emitter, EncounterLine, FogShape, SceneFolder, Wall
from universes.models import Body, Comment, Constraint, Run, StoryPoint, Timeline, Visualization, World
from universes.testing import universe_table

WHO = ("ada", "ben", "gia", "sol", "cleo", "eve", "fay")


def lay(ada: Any, ben: Any, cleo: Any) -> tuple[Table, dict[str, Any]]:
    """Ada leads with Gia, Ben plays, Sol watches, Cleo leads another table, Eve is a stranger, Fay has left."""
    table = lay_table(ada, ben)
    gia, sol, eve, fay = (person(name) for name in ("gia", "sol", "eve", "fay"))
    table.lead.does("chat.say", text="Before Gia came")
    table.seat(gia, role="game_master")
    table.seat(sol, role="spectator")
    table.seat(fay).does("member.leave")
    for at in (table, Table(cleo, name="Another table")):
        at.lead.does("chat.say", text="You hear water.")
        at.lead.does("map.place", scene=at.things["scene"], map=at.things["map"])
        at.lead.does("scene.folder_create", path="Below")
        for thing in ("character", "sound", "playlist", "pad", "speaker", "remote", "emitter", "shared"):
            at.thing(thing)
        at.lead.does("mix.set", master=0.8)
        at.lead.does("soundtrack.play")
        at.lead.does("handout.share", handout=at.thing("handout"), shared="all")
    universe = universe_table(ada)
    for who, role in ((ben, "player"), (gia, "game_master"), (sol, "spectator")):
        universe.seat(who, role=role)
    universe.seat(fay).does("member.leave")
    for at in (universe, universe_table(cleo)):
        for thing in ("constraint", "story_point", "visualization", "comment"):
            at.thing(thing)
    return table, dict(zip(WHO, (ada, ben, gia, sol, cleo, eve, fay), strict=True))


@pytest.fixture
def evening(ada: Any, ben: Any, cleo: Any) -> tuple[Table, dict[str, Any]]:
    return laid.again("two tables and everybody", lambda: lay(ada, ben, cleo))


@pytest.fixture
def table(evening: tuple[Table, dict[str, Any]]) -> Table:
    return evening[0]


@pytest.fixture
def cast(evening: tuple[Table, dict[str, Any]]) -> dict[str, Any]:
    return evening[1]


def room_of(row: Any) -> Room:
    if isinstance(row, PlaylistEntry):
        row = row.playlist
    if isinstance(row, Body | Constraint | Run):
        row = row.world
    if isinstance(row, World | StoryPoint | Timeline | Visualization | Comment):
        row = row.universe
    return row if isinstance(row, Room) else getattr(row, "room", None) or row.scene.room


def projected(viewer: Viewer | None, row: Any) -> bool:
    """By the model's first projection, its public face (a second one, such as `control`, is for named people)."""
    first = PROJECTED[type(row)].projections[0]
    return viewer is not None and first.function(viewer, row) is not None


class Asked:
    """What REST answers one person. Each address is asked once: nothing happens meanwhile."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.answers: dict[str, Any] = {}

    def get(self, address: str) -> Any:
        if address not in self.answers:
            self.answers[address] = self.client.get(address)
        return self.answers[address]


def answers(client: Asked, row: Any) -> bool:
    """Whether REST shows the thing: at its own address, else in the list or snapshot that holds such things."""
    room, kind = room_of(row).pk, PROJECTED[type(row)].projections[0].kind
    api = f"/api/v1/rooms/{room}"
    if kind in OWN_ADDRESS:
        return client.get(OWN_ADDRESS[kind].format(row=row)).status_code == 200
    if kind in ("member", "message", "session", "knock", "ban"):
        listed = client.get(f"{api}/{kind}s").json()
        return str(row.pk) in {one["id"] for one in listed.get("data", [])}
    of_scene = f"?scene={row.scene_id}" if hasattr(row, "scene_id") else ""
    answer = client.get(f"{api}/snapshot{of_scene}").json()
    return str(row.pk) in answer["data"]["things"].get(kind, {}) if answer["success"] else False


OWN_ADDRESS = {
    "room": "/api/v1/rooms/{row.pk}",
    "universe": "/api/v1/universes/{row.pk}",
    "scene": "/api/v1/scenes/{row.pk}",
    "placed_map": "/api/v1/scenes/{row.scene_id}/maps/{row.pk}/picture",
    "handout": "/api/v1/rooms/{row.room_id}/handouts/{row.pk}",
}


OF_TABLE = (Playlist, PlaylistEntry, Pad, Speaker, Remote, Emitter)
LEADS_ONLY = (Knock, Ban, SceneFolder, Wall, FogShape, EncounterLine, Character, *OF_TABLE)
"""Only those who lead know of them; of characters also who plays one, and here nobody does."""

SEEN = [model for model in PROJECTED if model is not Display]
"""A display's row is projected to that display alone, by a key of its own (scenes/tests/test_displays.py)."""


@pytest.mark.parametrize("model", SEEN, ids=lambda model: model._meta.label)
def test_they_agree(cast: Any, as_: Any, model: Any) -> None:
    if not default_storage.exists("map/none/picture.webp"):
        default_storage.save("map/none/picture.webp", ContentFile(b"picture"))
    rows = list(model.objects.all())
    known = dict.fromkeys(cast, 0)
    for name, user in cast.items():
        client = Asked(as_(user))
        for row in rows:
            viewer = Viewer.entering(room_of(row), user)
            by_user = model.objects.visible_to(user).filter(pk=row.pk).exists()
            at_table = viewer is not None and model.objects.visible_to(viewer).filter(pk=row.pk).exists()
            assert {by_user, at_table, answers(client, row)} == {projected(viewer, row)}, (name, row)
            known[name] += by_user
    assert known["eve"] == known["fay"] == 0
    assert known["ada"] >= known["ben"]
    assert bool(known["ben"]) == (model not in LEADS_ONLY)
    assert known["gia"] and rows


@pytest.mark.parametrize("model", SEEN, ids=lambda model: model._meta.label)
def test_they_agree_for_a_display(cast: Any, table: Table, model: Any) -> None:
    display = Viewer.display(table.room)
    for row in model.objects.all():
        if room_of(row) == table.room:
            assert model.objects.visible_to(display).filter(pk=row.pk).exists() == projected(display, row), row


def test_a_public_room_is_known_and_what_lies_in_it_is_not(cast: Any, as_: Any, table: Table) -> None:
    Room.objects.filter(pk=table.room.pk).update(is_public=True)
    eve = as_(cast["eve"])
    assert eve.get(f"/api/v1/rooms/{table.room.pk}").status_code == 200
    parts = ("members", "messages", "snapshot", "scenes", "invites", "displays", "knocks", "bans", "sessions", "knock")
    for part in parts:
        assert eve.get(f"/api/v1/rooms/{table.room.pk}/{part}").status_code == 404
    assert not Member.objects.visible_to(cast["eve"]).exists()
