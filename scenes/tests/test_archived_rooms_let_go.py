"""In an archived room nobody changes anything, and yet nothing in it points at what its owner has deleted (SPEC U8)."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import StoredFile, User
from audio.testing import a_track
from config.api.errors import Conflict
from config.testing.cast import PASSWORD, person
from rooms.live import perform
from scenes.models import Character, Handout, Token
from scenes.testing import a_map, a_picture


def names(table: Any, kind: str) -> list[str]:
    """What those who lead read of the things of a kind; of a sound, the name of its track."""
    table.deliver()
    return sorted(one.get("track", one)["name"] for one in table.lead.things(kind))


def test_what_its_owner_deletes_goes_from_there_too(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    dana = person("dana", is_game_master=True)
    his, hers = table.seat(ben), table.seat(dana, role="game_master")
    place = {"scene": table.things["scene"], "hidden": False}
    hers.does("map.place", map=str(a_map(dana, name="Cellar").pk), **place)
    rain, hum = a_track(ada, "Rain"), a_track(dana, "Hum")
    for seat, track in ((table.lead, rain), (hers, hum)):
        seat.does("sound.play", track=str(track.pk), loop=True)
    files = {name: a_picture(dana, name) for name in ("picture", "preview")}
    perform(hers.viewer, "handout.create", {"name": "Letter", "width": 4, "height": 3, **files}, internal=True)
    face = a_picture(dana, "token")
    hers.does("token.picture", token=table.things["token"], picture=face)
    sheet = table.thing("character")
    hers.does("character.portrait", character=sheet, picture=face)
    table.lead.does("room.archive", archived=True)
    for seat in (table.lead, his, hers):
        with pytest.raises(Conflict) as refused:
            seat.does("map.take", placed_map=table.things["placed_map"])
        assert refused.value.code == "archived"

    mine = as_(ada)
    map, placed = table.things["map"], names(table, "placed_map")
    assert (len(placed), names(table, "handout"), names(table, "sound")) == (2, ["Letter"], ["Hum", "Rain"])
    assert mine.patch(f"/api/v1/maps/{map}", {"name": "Old mine"}).status_code == 200
    assert mine.patch(f"/api/v1/tracks/{rain.pk}", {"name": "Drizzle"}).status_code == 200
    assert (names(table, "placed_map"), names(table, "sound")) == (["Cellar", "Old mine"], ["Drizzle", "Hum"])
    assert mine.delete(f"/api/v1/maps/{map}").status_code == 200
    assert mine.delete(f"/api/v1/tracks/{rain.pk}").status_code == 200
    assert (names(table, "placed_map"), names(table, "sound")) == (["Cellar"], ["Hum"])
    table.is_level()

    assert as_(dana).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
    del table.seats["dana"]
    assert not User.objects.filter(pk=dana.pk).exists() and not StoredFile.objects.filter(owner_id=dana.pk).exists()
    assert (names(table, "placed_map"), names(table, "sound"), names(table, "handout")) == ([], [], [])
    assert not Handout.objects.exists()
    assert Token.objects.get(pk=table.things["token"]).picture_id is None
    assert Character.objects.get(pk=sheet).portrait_id is None
    table.is_level()
    table.room.refresh_from_db()
    assert table.room.archived_at is not None
