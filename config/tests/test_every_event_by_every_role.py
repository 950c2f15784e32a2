"""Every command by every role: done, forbidden, or not found, as this table says. A command without a row fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.rules import require
from config.api.errors import Forbidden, NotFound
from config.api.inputs import decode
from config.testing import laid
from config.testing.cast import lay_table, person
from rooms.back_office import BackOfficeEdit
from rooms.events.door import DoorEvent
from rooms.live import EVENTS, Event, perform
from rooms.live.perform import refreshed
from rooms.models import Member, Room
from rooms.viewer import Viewer
from universes.testing import of_universe, universe_table

# "controller" is a player whom the token was given to. "joining" stands on the doorstep: only there does the server let
# one in. "outsider" plays in another room, "stranger" in none, "former" was a player here; they all look the same.
ROLES = ("owner", "game_master", "player", "controller", "spectator", "display", "outsider", "stranger", "former")
OK, NO, UNKNOWN = "ok", "forbidden", "not_found"
LEADING = (OK, OK, NO, NO, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN)
SPEAKING = (OK, OK, OK, OK, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN)
# Who plays draws; what another one drew is theirs.
DRAWING = (OK, OK, OK, OK, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN)
MOVING = (OK, OK, NO, OK, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN)
UNSEEN = (OK, OK, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
PLANNING = (OK, OK, NO, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
COMING = (OK, OK, OK, OK, OK, NO, OK, OK, OK)
OF_LIBRARY = (OK, UNKNOWN, NO, NO, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN)
OWNING = (OK, NO, NO, NO, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN)

FIGHTING = ("add", "bulk", "roll", "next", "previous", "sort", "clear", "end", "delete")
SOUNDING = ("pause", "resume", "stop", "seek", "volume", "loop", "crossfade", "stop_all")
LISTED = ("update", "delete", "add", "remove", "order", "entry", "play", "next", "previous")
STANDING = ("update", "hurt", "kill", "revive", "remove", "condition", "order")
SAYING = (OK, OK, OK, OK, OK, NO, UNKNOWN, UNKNOWN, UNKNOWN)
TUNING = [f"{what}.{verb}" for what in ("physics", "music") for verb in ("set", "reset", "preset")]
MAKING = [
    *(
        f"{what}.{verb}"
        for what in ("body", "constraint", "story", "visualization")
        for verb in ("create", "update", "delete")
    ),
    *("body.create_many", "story.order", "story.go", "universe.update", "universe.restore"),
]

RULES: dict[str, tuple[str, ...]] = {
    "chat.say": SPEAKING,
    "chat.typing": SPEAKING,
    # What Ada said; a display hears no talk.
    "chat.edit": (OK, OK, NO, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "chat.delete": (OK, OK, NO, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "chat.react": (OK, OK, OK, OK, NO, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "chat.pin": (OK, OK, NO, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "dice.roll": SPEAKING,
    "presence.idle": (OK, OK, OK, OK, OK, NO, UNKNOWN, UNKNOWN, UNKNOWN),
    # One's own newest action: on this table only the owner has done anything that can be undone, and nothing undone
    # since then.
    "history.undo": (OK, *[UNKNOWN] * 8),
    "history.redo": (UNKNOWN,) * 9,
    "room.update": LEADING,
    "room.pause": LEADING,
    "room.archive": OWNING,
    "room.hand_over": OWNING,
    "member.role": LEADING,
    "member.mute": LEADING,
    "member.remove": LEADING,
    "member.ban": LEADING,
    # Of the door only those who lead know anything.
    "member.unban": UNSEEN,
    "member.admit": UNSEEN,
    "member.refuse": UNSEEN,
    # The owner hands the room over first; a display is nobody who could leave.
    "member.leave": (NO, OK, OK, OK, OK, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    # The server's own, on the doorstep: whoever stands there comes in, a member stays one, a display is nobody.
    **dict.fromkeys(("member.join", "member.knock", "member.withdraw", "member.forget"), COMING),
    # The server's own too: `LiveAdmin` finds out first whether one belongs to the room at all.
    "back_office.edit": (OK, OK, NO, NO, NO, NO, NO, NO, NO),
    "session.schedule": LEADING,
    # A display knows of no session.
    **dict.fromkeys(("session.change", "session.cancel", "session.end"), PLANNING),
    "session.start": LEADING,
    "session.answer": (OK, OK, OK, OK, OK, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "scene.create": LEADING,
    "scene.update": LEADING,
    # The scene of the example is not on the table: players do not know it.
    "scene.activate": UNSEEN,
    "scene.delete": UNSEEN,
    "scene.duplicate": LEADING,
    **dict.fromkeys(("scene.universe_order", "scene.physics", "scene.music"), LEADING),
    **dict.fromkeys((f"soundtrack.{verb}" for verb in ("play", "stop", "set", "preset")), LEADING),
    # The server's own: when something of a universe, or of a scene in one, is other than it was.
    **dict.fromkeys(("scene.universe_gone", "soundtrack.changed"), (OK, OK, NO, NO, NO, NO, NO, NO, NO)),
    # Of folders only those who lead know; what others ask for is refused, whether there is one or not.
    **dict.fromkeys(("scene.folder_create", "scene.folder_rename", "scene.folder_delete", "scene.order"), LEADING),
    # The server's own, after REST has read the file; a picture becomes a handout of whoever uploaded it.
    "scene.import": (OK, OK, NO, NO, NO, NO, NO, NO, NO),
    "handout.create": (OK, UNKNOWN, NO, NO, NO, NO, NO, NO, NO),
    # The handout of the example is shown to nobody.
    **dict.fromkeys(("handout.update", "handout.share", "handout.delete"), UNSEEN),
    **dict.fromkeys(("wall.create", "light.create", "fog.paint", "fog.reset", "door.lock"), LEADING),
    # Of walls and strokes of fog only those who lead know; of the light of the example everybody.
    **dict.fromkeys(("wall.update", "wall.move", "wall.split", "wall.delete", "fog.change", "fog.erase"), UNSEEN),
    **dict.fromkeys(("light.update", "light.move", "light.delete"), LEADING),
    # Only the controller's token stands at the door of the example.
    "door.open": (OK, OK, "too_far", OK, NO, NO, UNKNOWN, UNKNOWN, UNKNOWN),
    **dict.fromkeys(("sight.explore", "map.changed"), (OK, OK, NO, NO, NO, NO, NO, NO, NO)),
    "map.place": LEADING,
    "map.update": LEADING,
    "map.take": LEADING,
    **dict.fromkeys(("area.create", "drawing.create", "ping.show", "ruler.show"), DRAWING),
    # What Ada laid and drew.
    **dict.fromkeys(("area.move", "area.drag", "area.update", "area.reveal", "area.delete"), LEADING),
    **dict.fromkeys(("drawing.update", "drawing.drag", "drawing.delete"), LEADING),
    **dict.fromkeys(("note.create", "note.update", "note.share", "note.delete"), LEADING),
    **dict.fromkeys(("camera.pull", "effect.play"), LEADING),
    # The scene of the example is not on the table.
    "encounter.start": UNSEEN,
    **dict.fromkeys((f"encounter.{verb}" for verb in FIGHTING), LEADING),
    **dict.fromkeys((f"combatant.{verb}" for verb in STANDING), LEADING),
    "combatant.roll": MOVING,
    # Of displays only those who lead know; a measure is taken by the display of that code alone.
    **dict.fromkeys(("display.update", "display.measure"), UNSEEN),
    # Everybody knows what sounds; of what lies ready, and of speakers and remote controls, only those who lead.
    **dict.fromkeys((f"sound.{verb}" for verb in SOUNDING), LEADING),
    **dict.fromkeys(("mix.set", "pad.order", "track.unshare"), LEADING),
    # The track of the example lies in the owner's library and is not used here yet.
    **dict.fromkeys(("sound.play", "playlist.create", "pad.create", "emitter.create", "track.share"), OF_LIBRARY),
    **dict.fromkeys((f"playlist.{verb}" for verb in LISTED), UNSEEN),
    **dict.fromkeys((f"pad.{verb}" for verb in ("update", "delete", "press")), UNSEEN),
    **dict.fromkeys((f"emitter.{verb}" for verb in ("update", "move", "delete")), UNSEEN),
    **dict.fromkeys(("speaker.delete", "remote.delete"), UNSEEN),
    # The server's own: when a sound is due, when the library changed, after REST has made a code.
    **dict.fromkeys(("sound.advance", "track.changed", "track.take"), (OK, OK, NO, NO, NO, NO, NO, NO, NO)),
    **dict.fromkeys(("speaker.create", "remote.create"), (OK, OK, NO, NO, NO, NO, NO, NO, NO)),
    "token.create": LEADING,
    "token.move": MOVING,
    "token.drag": MOVING,
    "token.update": LEADING,
    "token.hide": LEADING,
    "token.own": LEADING,
    "token.delete": LEADING,
    **dict.fromkeys(("token.create_many", "token.delete_many", "token.picture"), LEADING),
    **dict.fromkeys(("token.move_many", "token.face", "token.bar", "token.condition"), MOVING),
    "character.create": LEADING,
    # Nobody plays the character of the examples yet.
    **dict.fromkeys((f"character.{verb}" for verb in ("update", "portrait", "give", "delete")), UNSEEN),
    # In a universe: who leads changes it, who only looks on comments; its owner says who may know of it.
    **dict.fromkeys((*TUNING, *MAKING), LEADING),
    "universe.share": OWNING,
    # After REST has taken the picture in.
    "universe.picture": (OK, OK, NO, NO, NO, NO, NO, NO, NO),
    **dict.fromkeys((f"simulation.{verb}" for verb in ("start", "stop", "reset")), LEADING),
    # Of the process that ran it.
    "simulation.halted": (OK, OK, NO, NO, NO, NO, NO, NO, NO),
    **dict.fromkeys(("story.play", "story.stop"), LEADING),
    # By the clock.
    "story.moved": (OK, OK, NO, NO, NO, NO, NO, NO, NO),
    # After a child process has computed it.
    "simulation.moved": (OK, OK, NO, NO, NO, NO, NO, NO, NO),
    "comment.create": SAYING,
    # What Ada said.
    "comment.edit": OWNING,
    "comment.resolve": LEADING,
    "comment.delete": LEADING,
}
ON_HIDDEN = sorted(type for type in RULES if type.startswith("token.") and "token" in EVENTS[type].example)


def lay_universe(ada: Any, ben: Any) -> Any:
    universe = universe_table(ada)
    universe.seat(ben)
    return universe


def lay(ada: Any, ben: Any, lay_table: Callable[[Any, Any], Any]) -> tuple[Any, dict[str, Viewer]]:
    """The table, and who asks; each has been here when it was laid, Ben being the member of the examples."""
    table = lay_table(ada, ben)
    people = {role: person(role) for role in ROLES if role not in ("owner", "player", "display")}
    for role in ("game_master", "spectator"):
        table.seat(people[role], role=role)
    table.seat(people["controller"])
    former = table.seat(people["former"]).viewer
    Member.objects.get(room=table.room, user=people["former"]).delete()
    Room.open_by(people["outsider"], name="Another table")
    users = [str(people["controller"].pk)]
    for token in ("token", "hidden_token"):
        if token in table.things:
            table.lead.does("token.own", token=table.things[token], users=users)
    here: dict[str, Viewer] = {
        "owner": table.lead.viewer,
        "player": table.seat(ben).viewer,
        "display": Viewer.display(table.room),
        "former": former,
        # What a request of theirs would at most be taken for: the database says otherwise at the command.
        "outsider": Viewer(table.room, "player", people["outsider"]),
        "stranger": Viewer(table.room, "player", people["stranger"]),
    }
    for role in ("game_master", "controller", "spectator"):
        here[role] = table.seat(people[role]).viewer
    return table, here


@pytest.fixture
def evening(ada: Any, ben: Any, request: pytest.FixtureRequest) -> tuple[Any, dict[str, Viewer]]:
    """A table, or for the commands of universes a universe."""
    event = EVENTS.get(getattr(request.node, "callspec", None) and request.node.callspec.params.get("type"))
    if event is not None and of_universe(event):
        return laid.again("a universe and every role", lambda: lay(ada, ben, lay_universe))
    return laid.again("a table and every role", lambda: lay(ada, ben, lay_table))


@pytest.fixture
def table(evening: tuple[Any, dict[str, Viewer]]) -> Any:
    return evening[0]


@pytest.fixture
def as_role(evening: tuple[Any, dict[str, Viewer]]) -> Callable[[str], Viewer]:
    return evening[1].__getitem__


def outcome(who: Viewer, event: type[Event], data: Any) -> str:
    """What would become of it: it is taken back, so that the next role finds the same table."""
    with transaction.atomic():
        said = attempt(who, event, data)
        transaction.set_rollback(True)
    return said


def attempt(who: Viewer, event: type[Event], data: Any) -> str:
    try:
        if event.kept:
            who = Viewer.joining(who.room, who.user) if issubclass(event, DoorEvent) else who
            perform(who, event.type, data, internal=event.internal)
        else:
            asked = event(refreshed(who), decode(event.Input, data))
            require(asked.who, event.permission, asked.target(asked.who))
    except (Forbidden, NotFound) as problem:
        return problem.code
    return OK


def test_every_command_has_a_row() -> None:
    assert set(RULES) == set(EVENTS)
    assert all(len(row) == len(ROLES) for row in RULES.values())


@pytest.mark.parametrize("type", sorted(RULES))
def test_it_does_what_the_table_says(table: Any, as_role: Any, type: str) -> None:
    event = EVENTS[type]
    data = table.example(event.example) if event is not BackOfficeEdit else event.Input(rows=list, save=list)
    assert tuple(outcome(as_role(role), event, data) for role in ROLES) == RULES[type]


@pytest.mark.parametrize("type", ON_HIDDEN)
def test_a_hidden_token_does_not_exist_for_players(table: Any, as_role: Any, type: str) -> None:
    """Not even for the one whom it was given to."""
    data = {**table.example(EVENTS[type].example), "token": table.things["hidden_token"]}
    assert tuple(outcome(as_role(role), EVENTS[type], data) for role in ROLES) == UNSEEN


@pytest.mark.parametrize("type", sorted(type for type in RULES if "combatant" in EVENTS[type].example))
def test_a_hidden_combatant_does_not_exist_for_players(table: Any, as_role: Any, type: str) -> None:
    data = {**table.example(EVENTS[type].example), "combatant": table.things["hidden_combatant"]}
    assert tuple(outcome(as_role(role), EVENTS[type], data) for role in ROLES) == UNSEEN


def test_only_the_owner_makes_game_masters(table: Any, as_role: Any) -> None:
    data = {"member": table.things["member"], "role": "game_master"}
    assert tuple(outcome(as_role(role), EVENTS["member.role"], data) for role in ROLES) == OWNING
