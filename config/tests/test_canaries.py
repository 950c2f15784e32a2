"""Who sees which secret: every address, every frame, every export, every error, for everyone, against one table.

What is seen must be what is allowed: no more, and no less. A new route that is not named here fails; so does a secret
without a row.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern

from config.api.description import described
from config.tests.canaries import OUTSIDE, PEOPLE, SEATED, World, heard
from config.urls import urlpatterns
from rooms.live import testing
from scenes.models import Display

OWNER, LEADS = {"owner"}, {"owner", "game_master"}
MEMBERS = {"owner", "game_master", "player", "spectator"}
TABLE = MEMBERS | {"display"}
NOBODY: set[str] = set()

SECRETS: dict[str, set[str]] = {
    # Who waits at the door knows at whose; nothing else of the room is theirs.
    "room.name": TABLE | {"knocking"},
    "room.description": TABLE,
    "file.name": MEMBERS,
    "file.content": MEMBERS,
    "file.unsent.name": OWNER,
    "file.unsent.content": OWNER,
    # A display shows the scene, not the talk. Who came after the first words reads them if they lead; the former member
    # was gone before them, and finds in the export what was their own.
    "message": MEMBERS,
    "message.early": LEADS,
    "message.of_former": LEADS | {"former"},
    "message.of_player": MEMBERS,
    # The game masters read what is said to them; words between two are for these, whoever leads.
    "whisper.to_leads": LEADS | {"player"},
    **dict.fromkeys(("whisper.of_two", "whisper.of_two.id"), {"player", "spectator"}),
    **dict.fromkeys(("message.deleted", "message.edited_and_deleted"), NOBODY),
    "report.reason": {"player"},
    "roll.public": MEMBERS,
    "roll.gm": LEADS | {"player"},
    "roll.blind": LEADS,
    "roll.self": {"player"},
    # What dice not yet thrown will show.
    "dice.next_of_room": NOBODY,
    "dice.next_of_member": NOBODY,
    "macro.text": {"player"},
    **dict.fromkeys(("knock.id", "ban.id", "ban.reason"), LEADS),
    **{f"{session}.{part}": MEMBERS for session in ("session", "running_session") for part in ("title", "note")},
    "scene.name": TABLE,
    "scene.folder": LEADS,
    "scene.unshown": LEADS,
    "scene.unshown.id": LEADS,
    "token.name": TABLE,
    "token.gm_name": LEADS,
    "token.gm_notes": LEADS,
    "token.hidden": LEADS,
    "token.hidden.id": LEADS,
    "token.unshown": LEADS,
    "token.bar_of_all": TABLE,
    "token.bar_of_nobody": LEADS,
    # Given to the player.
    **{f"token.{part}": LEADS | {"player"} for part in ("bar_of_owners", "name_unsaid", "owner_notes", "group")},
    "token.picture": TABLE,
    "token.hidden_picture": LEADS,
    **{f"token.{one}.{part}": NOBODY for one in ("picture", "hidden_picture") for part in ("key", "sha256")},
    **{f"character.{part}": LEADS for part in ("name", "notes", "gm_notes", "attribute")},
    **{f"own_character.{part}": LEADS | {"player"} for part in ("name", "notes", "attribute")},
    "own_character.gm_notes": LEADS,
    **dict.fromkeys(("area.label", "drawing.text", "note.title"), TABLE),
    **dict.fromkeys(("area.unrevealed", "drawing.hidden", "note.unshared", "note.gm_notes"), LEADS),
    # Who was at the table heard of an earlier fight while it was fought.
    **dict.fromkeys(("encounter.name", "encounter.earlier", "combatant.shown"), TABLE),
    **dict.fromkeys(("combatant.unnamed", "combatant.hidden", "combatant.hidden.id"), LEADS),
    **dict.fromkeys(("hidden_area.id", "hidden_drawing.id", "hidden_note.id"), LEADS),
    **dict.fromkeys(("door.id", "light.id"), TABLE),
    **dict.fromkeys(("wall.id", "secret_door.id", "dark_light.id", "fog_shape.id"), LEADS),
    "note.named": LEADS | {"player"},
    **{f"handout.all.{part}": TABLE for part in ("name", "picture", "preview")},
    **{f"handout.named.{part}": LEADS | {"player"} for part in ("name", "picture", "preview")},
    **{f"handout.none.{part}": LEADS for part in ("name", "picture", "preview", "id")},
    "scene_folder.path": LEADS,
    # Players are sent tiles of what they know, never the whole picture.
    **{f"map.{part}": who for part, who in (("picture", LEADS), ("tile", TABLE), ("hidden.tile", LEADS))},
    "map.hidden.id": LEADS,
    "folder.name": OWNER,
    "display.name": LEADS,
    "display.code_hash": NOBODY,
    "invite.code_hash": NOBODY,
    # Who leads a room may use the maps that lie in it; the rest of the library is its owner's.
    **{f"{map}.{part}": LEADS for map in ("map", "map.hidden") for part in ("name", "thumbnail", "sha256", "tag")},
    "map.hidden.picture": LEADS,
    # What sounds is heard by all; what lies ready, and what sounds where nobody stands, those who lead know.
    "track.sounding": TABLE,
    **dict.fromkeys(("track.queued", "track.on_a_pad", "track.unheard", "emitter.id"), LEADS),
    **dict.fromkeys(("playlist.name", "playlist.id", "pad.name", "pad.id", "speaker.name", "remote.name"), LEADS),
    **dict.fromkeys(("speaker.code_hash", "remote.code_hash"), NOBODY),
    **{f"map.library.{part}": OWNER for part in ("name", "picture", "thumbnail", "sha256", "tag")},
    "upload.name": OWNER,
    **{f"{map}.{part}": NOBODY for map in ("map", "map.hidden", "map.library") for part in ("key", "content_sha256")},
}
OF_A_PERSON = {"email": True, "notification": True, "job": True, "password": False}
"""Secrets of one person: whether they themselves are shown them."""

ROLES = {"a": {role: role for role in ("owner", *SEATED, *OUTSIDE, "display", "former")},
         "b": {"outsider": "player", **{role: role for role in OUTSIDE}}}  # fmt: skip
ACTORS = (*PEOPLE, "anonymous", "display")
REFUSED = ("player", "knocking", "outsider", "anonymous")
"""Who also tries every other method with nonsense, for what the refusals say."""

# Every GET address with the kinds of ids it takes; further ones with queries.
ROUTES: dict[str, tuple[str, ...]] = {
    "/api/v1/calendar": (),
    "/api/v1/health": (),
    "/api/v1/health/db": (),
    "/api/v1/health/full": (),
    "/api/v1/invites/{code}": ("code",),
    "/api/v1/jobs/{id}": ("job",),
    "/api/v1/map-folders": (),
    "/api/v1/map-folders/{id}": ("folder",),
    "/api/v1/maps": (),
    "/api/v1/maps/{id}": ("map",),
    "/api/v1/maps/{id}/picture": ("map",),
    "/api/v1/maps/{id}/thumbnail": ("map",),
    "/api/v1/maps/{id}/usage": ("map",),
    "/api/v1/maps/tags": (),
    "/api/v1/maps/uploads": (),
    "/api/v1/maps/uploads/{id}": ("upload",),
    "/api/v1/me": (),
    "/api/v1/me/export": (),
    "/api/v1/me/settings": (),
    "/api/v1/notifications": (),
    "/api/v1/rooms": (),
    "/api/v1/rooms/{room_id}": ("room",),
    "/api/v1/rooms/{room_id}/characters": ("room",),
    "/api/v1/rooms/{room_id}/characters/{character_id}": ("room", "character"),
    "/api/v1/rooms/{room_id}/characters/{character_id}/portrait": ("room", "character"),
    "/api/v1/displays/{code}": ("code",),
    "/api/v1/remotes/{code}": ("code",),
    "/api/v1/rooms/{room_id}/displays": ("room",),
    "/api/v1/rooms/{room_id}/remotes": ("room",),
    "/api/v1/rooms/{room_id}/speakers": ("room",),
    "/api/v1/rooms/{room_id}/encounters/{encounter_id}": ("room", "encounter"),
    "/api/v1/rooms/{room_id}/encounters/{encounter_id}/history": ("room", "encounter"),
    "/api/v1/rooms/{room_id}/entries": ("room",),
    "/api/v1/rooms/{room_id}/files/{file_id}": ("room", "file"),
    "/api/v1/rooms/{room_id}/handouts": ("room",),
    "/api/v1/rooms/{room_id}/handouts/{handout_id}": ("room", "handout"),
    "/api/v1/rooms/{room_id}/handouts/{handout_id}/picture": ("room", "handout"),
    "/api/v1/rooms/{room_id}/invites": ("room",),
    "/api/v1/rooms/{room_id}/macros": ("room",),
    "/api/v1/rooms/{room_id}/members": ("room",),
    "/api/v1/rooms/{room_id}/sessions": ("room",),
    "/api/v1/rooms/{room_id}/knocks": ("room",),
    "/api/v1/rooms/{room_id}/knock": ("room",),
    "/api/v1/rooms/{room_id}/bans": ("room",),
    "/api/v1/rooms/{room_id}/export": ("room",),
    "/api/v1/rooms/{room_id}/messages": ("room",),
    "/api/v1/rooms/{room_id}/messages/{message_id}": ("room", "message"),
    "/api/v1/rooms/{room_id}/replay": ("room",),
    "/api/v1/rooms/{room_id}/roll-statistics": ("room",),
    "/api/v1/rooms/{room_id}/scene-folders": ("room",),
    "/api/v1/rooms/{room_id}/scenes": ("room",),
    "/api/v1/rooms/{room_id}/search": ("room",),
    "/api/v1/rooms/{room_id}/snapshot": ("room",),
    "/api/v1/rooms/{room_id}/unread": ("room",),
    "/api/v1/scenes/{scene_id}": ("scene",),
    "/api/v1/scenes/{scene_id}/document": ("scene",),
    "/api/v1/scenes/{scene_id}/export": ("scene",),
    "/api/v1/scenes/{scene_id}/tokens/{token_id}/picture": ("scene", "token"),
    "/api/v1/scenes/{scene_id}/tokens/{token_id}/sees": ("scene", "token"),
    "/api/v1/scenes/{scene_id}/maps/{placed_id}/picture": ("scene", "placed_map"),
    "/api/v1/scenes/{scene_id}/explored/{eyes}": ("scene", "eyes"),
    "/api/v1/scenes/{scene_id}/thumbnail": ("scene",),
    "/api/v1/scenes/{scene_id}/maps/{placed_id}/tiles/{eyes}/{z}/{x}/{y}": (
        *("scene", "placed_map", "eyes"),
        *("tile", "tile", "tile"),
    ),
    "/api/v1/spells": (),
    "/api/v1/users/{id}/profile": ("user",),
}
QUERIES: dict[str, tuple[str, ...]] = {
    "/api/v1/maps?folder={id}": ("folder",),
    "/api/v1/maps?q=CANARY&order=new": (),
    "/api/v1/maps?duplicates=1&tag=CANARY": (),
    "/api/v1/rooms?mine=1&q=CANARY": (),
    "/api/v1/rooms/{room_id}/handouts/{handout_id}/picture?preview=1": ("room", "handout"),
    "/api/v1/scenes/{scene_id}/export?format=json": ("scene",),
    "/api/v1/scenes/{scene_id}/export?format=uvtt": ("scene",),
    "/api/v1/rooms/{room_id}/export?format=html": ("room",),
    "/api/v1/rooms/{room_id}/export?format=json": ("room",),
    "/api/v1/rooms/{room_id}/messages?around=2": ("room",),
    "/api/v1/rooms/{room_id}/messages?before=99": ("room",),
    "/api/v1/rooms/{room_id}/messages?date=2020-01-01&tz=Asia/Tokyo": ("room",),
    "/api/v1/rooms/{room_id}/messages?limit=1": ("room",),
    "/api/v1/rooms/{room_id}/sessions?to_come=1": ("room",),
    "/api/v1/rooms/{room_id}/entries?since=0": ("room",),
    **{f"/api/v1/rooms/{{room_id}}/replay?at={seq}": ("room",) for seq in (0, 5, 99)},
    "/api/v1/rooms/{room_id}/search?q=canary": ("room",),
    "/api/v1/rooms/{room_id}/snapshot?scene={id}": ("room", "scene"),
    "/api/v1/nothing/here": (),
    "/api/v1/schema": (),
}
PAGES: dict[str, tuple[str, ...]] = {
    "": (),
    "account/": (),
    "calendar/<str:token>.ics": ("code",),
    "display/<str:code>/": ("code",),
    "forgot/": (),
    "join/<str:code>/": ("code",),
    "library/": (),
    "people/<uuid:pk>/avatar": ("user",),
    "register/": (),
    "reset/<str:uid>/<str:token>/": ("code", "code"),
    "rooms/": (),
    "rooms/<uuid:room_id>/": ("room",),
    "rooms/<uuid:room_id>/as/<uuid:user_id>/": ("room", "user"),
    "rooms/<uuid:room_id>/initiative/": ("room",),
    "rooms/<uuid:room_id>/join/": ("room",),
    "rooms/<uuid:room_id>/waiting/": ("room",),
    "sign-in/": (),
    "sign-in/demo/": (),
    "sign-out/": (),
    "words.json": (),
}
OTHERS = ("gm/", "admin/", "api/v1/")
"""What lies below has its own table or test (test_back_office_crawl)."""


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> World:
    monkeypatch.setattr(testing, "furnish", [])
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return World()


def paths() -> dict[str, Any]:
    return described()["paths"]  # type: ignore[no-any-return]


def pages(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        elif route not in OTHERS:
            yield from pages(pattern.url_patterns, route)


def filled(route: str, kinds: tuple[str, ...], world: World) -> Iterator[str]:
    """The addresses of a route, with every id of its kinds; one more id than there are gaps repeats the last."""
    gaps = route.replace("<", "{").replace(">", "}").split("{")
    for ids in itertools.product(*(world.every_id(kind) for kind in kinds)):
        yield gaps[0] + "".join(id + gap.split("}", 1)[1] for id, gap in zip(ids, gaps[1:], strict=True))


def body(response: Any, address: str) -> bytes:
    """All bytes of an answer with its headers, without what the asker wrote into the address."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    raw = content + str(response.headers).encode()
    for word in address.replace("?", "/").replace("=", "/").split("/"):
        raw = raw.replace(word.encode(), b"") if len(word) > 20 else raw
    return raw


def crawl(client: Any, world: World, *, unsafe: bool) -> bytes:
    seen = []
    asked = {**ROUTES, **QUERIES, **{f"/{page}": kinds for page, kinds in PAGES.items()}}
    for route, kinds in asked.items():
        for address in filled(route, kinds, world):
            response = client.get(address)
            assert response.status_code < 500, address
            seen.append(body(response, address))
    for route, methods in paths().items() if unsafe else ():
        kinds = tuple(KIND_OF[part.split("}")[0]](route) for part in route.split("{")[1:])
        for address in filled(route, kinds, world):
            for method in set(methods) - {"get"}:
                response = getattr(client, method)(address, {"nonsense": 1})
                assert response.status_code < 500, (method, address)
                seen.append(body(response, address))
    return b"\n".join(seen)


KIND_OF: dict[str, Any] = {
    "code": lambda route: "code",
    **dict.fromkeys("zxy", lambda route: "tile"),
    "eyes": lambda route: "eyes",
    "id": lambda route: (
        "upload"
        if "/uploads/" in route
        else {"jobs": "job", "map-folders": "folder", "maps": "map"}.get(route.split("/")[3], "user")
    ),
    "room_id": lambda route: "room",
    "file_id": lambda route: "file",
    "scene_id": lambda route: "scene",
    "placed_id": lambda route: "placed_map",
    "encounter_id": lambda route: "encounter",
    "handout_id": lambda route: "handout",
    "import_id": lambda route: "user",
    "display_id": lambda route: "user",
    "device_id": lambda route: "user",
    "number": lambda route: "tile",
    "character_id": lambda route: "character",
    "token_id": lambda route: "token",
    "invite_id": lambda route: "user",
    "message_id": lambda route: "message",
    "macro_id": lambda route: "user",
}


def allowed(actor: str, world: World) -> set[tuple[str, str]]:
    return {
        (where, field)
        for where, field in world.secrets
        if (
            OF_A_PERSON[field] and where == actor if field in OF_A_PERSON else ROLES[where].get(actor) in SECRETS[field]
        )
    }


def seen_by(actor: str, world: World, as_: Any, frames: dict[str, bytes]) -> set[tuple[str, str]]:
    client = as_(world.people.get(actor))
    seen = frames.get(actor, b"")
    if actor == "display":
        _screen, code = Display.set_up(world.tables["a"].room, name="Wall")
        seen += client.get(f"/display/{code}/").content
    seen += crawl(client, world, unsafe=actor in REFUSED)
    return {key for key, secret in world.secrets.items() if secret.encode() in seen}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_everyone_sees_what_the_table_says(world: World, as_: Any) -> None:
    assert set(ROUTES) == {route for route, methods in paths().items() if "get" in methods}
    assert set(PAGES) == set(pages(urlpatterns))
    assert {field for _where, field in world.secrets} == set(SECRETS) | set(OF_A_PERSON)
    frames = heard(world.tables["a"]) | {"outsider": heard(world.tables["b"])["player"]}
    wrong = {}
    for actor in ACTORS:
        with transaction.atomic():
            found = seen_by(actor, world, as_, frames)
            transaction.set_rollback(True)
        if found != (expected := allowed(actor, world)):
            wrong[actor] = {"sees, and may not": found - expected, "may see, and does not": expected - found}
    assert not wrong
