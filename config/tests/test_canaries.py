"""Who sees which secret: every address, every frame, every export, every error, for everyone, against one table.

What is seen must be what is allowed: no more, and no less. A new route that is not named here fails; so does a secret
without a row.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from config.tests.canaries.crawl import PAGES, ROUTES, Addresses, crawl, pages, paths
from config.tests.canaries.hearing import heard
from config.tests.canaries.world import OUTSIDE, PEOPLE, SEATED, World
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
    # What sounds is heard by all; what lies ready, and what sounds where nobody stands, those who lead know.
    # So is what was shared.
    **dict.fromkeys(("track.sounding", "track.shared"), TABLE),
    # A display plays nothing. What a table uses, those who lead it may listen to.
    **{"track.sounding.sound": MEMBERS, "track.shared.sound": MEMBERS, "track.queued.sound": LEADS},
    **{f"track.library.{part}": OWNER for part in ("name", "title", "tag", "file", "play", "cover", "cover_sha256")},
    **{f"track.library.{part}": NOBODY for part in ("key", "content_sha256", "made_by", "file_sha256", "play_sha256")},
    **dict.fromkeys(("sound_folder.name", "track_upload.name"), OWNER),
    **dict.fromkeys(("track.queued", "track.on_a_pad", "track.unheard", "emitter.id"), LEADS),
    **dict.fromkeys(("playlist.name", "playlist.id", "pad.name", "pad.id", "speaker.name", "remote.name"), LEADS),
    **dict.fromkeys(("speaker.code_hash", "remote.code_hash"), NOBODY),
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
    **{f"map.library.{part}": OWNER for part in ("name", "picture", "thumbnail", "sha256", "tag")},
    "upload.name": OWNER,
    # A universe is private until its owner says otherwise; its seed can be hidden from who only looks on.
    **{f"universe.{part}": MEMBERS for part in ("name", "description", "genre", "theme", "picture")},
    **dict.fromkeys(
        ("body.name", "constraint.name", "story.title", "story.text", "visualization.name", "comment"), MEMBERS
    ),
    "universe.seed": LEADS,
    **dict.fromkeys(("comment.deleted", "universe.picture.key", "universe.picture.sha256"), NOBODY),
    **{f"{map}.{part}": NOBODY for map in ("map", "map.hidden", "map.library") for part in ("key", "content_sha256")},
}
OF_A_PERSON = {"email": True, "notification": True, "job": True, "password": False}
"""Secrets of one person: whether they themselves are shown them."""
OF_STAFF = {"room.name", "report.reason", "email"}
"""What staff look after, whosever it is: accounts, reports, and rooms by their names."""

ROLES = {"a": {role: role for role in ("owner", *SEATED, *OUTSIDE, "display", "former")},
         "b": {"outsider": "player", **{role: role for role in OUTSIDE}}}  # fmt: skip
ACTORS = (*PEOPLE, "anonymous", "display")
REFUSED = ("player", "knocking", "outsider", "anonymous")
"""Who also tries every other method with nonsense, for what the refusals say."""
MIXING = ("owner", "player", "outsider")
"""Who also asks for things of one table at addresses of the other. These tell something only to who is let past one half
of them: the owner is at every half of "a", a player at few, and the outsider at those of "b". Who belongs to neither is
refused as at the addresses that fit."""


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> World:
    monkeypatch.setattr(testing, "furnish", [])
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return World()


def allowed(actor: str, world: World) -> set[tuple[str, str]]:
    return {
        (where, field)
        for where, field in world.secrets
        if (actor == "staff" and field in OF_STAFF)
        or (
            OF_A_PERSON[field] and where == actor if field in OF_A_PERSON else ROLES[where].get(actor) in SECRETS[field]
        )
    }


def seen_by(actor: str, world: World, as_: Any, frames: dict[str, bytes]) -> set[tuple[str, str]]:
    client = as_(world.people.get(actor))
    seen = frames.get(actor, b"")
    if actor == "display":
        _screen, code = Display.set_up(world.tables["a"].room, name="Wall")
        seen += client.get(f"/display/{code}/").content
    seen += crawl(client, Addresses(world, mixed=actor in MIXING), unsafe=actor in REFUSED)
    return {key for key, secret in world.secrets.items() if secret.encode() in seen}


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_everyone_sees_what_the_table_says(world: World, as_: Any) -> None:
    assert set(ROUTES) == {route for route, methods in paths().items() if "get" in methods}
    assert set(PAGES) == set(pages(urlpatterns))
    assert {field for _where, field in world.secrets} == set(SECRETS) | set(OF_A_PERSON)
    frames = heard(world.tables["a"]) | {"outsider": heard(world.tables["b"])["player"]}
    for role, told in heard(world.universes["a"]).items():
        frames[role] += told
    frames["outsider"] += heard(world.universes["b"])["player"]
    wrong = {}
    for actor in ACTORS:
        with transaction.atomic():
            found = seen_by(actor, world, as_, frames)
            transaction.set_rollback(True)
        if found != (expected := allowed(actor, world)):
            wrong[actor] = {"sees, and may not": found - expected, "may see, and does not": expected - found}
    assert not wrong
