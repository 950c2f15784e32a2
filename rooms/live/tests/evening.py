"""A random evening: people of every role say, whisper, throw, show, hide, take back, drop out and come again.

Every secret is a word of its own (`CANARY-7-`). All bytes that anybody is sent are searched for them, and each must be
one that this person may know at that moment; every fold must equal a fresh snapshot.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from config.api.errors import Problem
from config.live import wire
from rooms.live import replay
from rooms.live.history import entries_since
from rooms.live.perform import perform
from rooms.live.snapshot import snapshot
from rooms.live.testing import Seat, Table, plain
from rooms.models import Member, Message, Room
from rooms.viewer import Viewer
from scenes.models import Token

CANARY = re.compile(rb"CANARY-(\d+)-")
ROLES = ("game_master", "player", "spectator")


@dataclass
class Word:
    """A secret. `audience`: all, gm, named, token, notes, or nobody while it is not said."""

    audience: str = "nobody"
    readers: set[str] = field(default_factory=set)
    message: int = 0
    deleted: bool = False


class Chair(Seat):
    """A seat that keeps its snapshots among what it heard; `away` while the line is down."""

    away = False
    checked = 0

    def sit_down(self) -> None:
        super().sit_down()
        self.heard.append(wire.encode(self.state))

    def hears(self, kept: wire.Kept) -> None:
        if not self.away:
            super().hears(kept)


class Laid:
    """The table before the evening, laid once for many: `people` by name, the first owns it, the last comes late."""

    def __init__(self, people: dict[str, Any]) -> None:
        self.people = people
        owner, *others, self.late = people
        self.table = Table(people[owner])
        for name, role in zip(others, ROLES, strict=True):
            self.table.seat(people[name], role=role)
        self.seated = [owner, *others]
        self.chairs = {name: Chair(self.table, self.viewer(name)) for name in self.seated}

    def viewer(self, name: str) -> Viewer:
        """With a room of its own, as every connection has."""
        viewer = Viewer.entering(Room.objects.get(pk=self.table.room.pk), self.people[name])
        assert viewer is not None
        return viewer


class Evening:
    """One evening at a laid table. Its entries are to be taken back by the caller's transaction."""

    def __init__(self, laid: Laid, seed: int) -> None:
        self.random = Random(seed)
        self.done: list[str] = [f"seed {seed}"]
        self.laid, self.people, self.late = laid, laid.people, laid.late
        self.words: list[Word] = []
        self.of_message: dict[str, list[Word]] = {}
        self.shown: set[int] = set()
        self.ever_shown: set[int] = set()
        self.known: dict[str, set[int]] = {str(user.pk): set() for user in self.people.values()}
        self.table, self.room = copy(laid.table), laid.table.room
        self.tokens = [laid.table.things["token"], laid.table.things["hidden_token"]]
        self.table.seats = {}
        for name in laid.seated:
            chair = copy(laid.chairs[name])
            chair.table, chair.state, chair.heard = self.table, deepcopy(chair.state), list(chair.heard)
            self.table.seats[self.people[name].username] = chair
        self.table.delivered = self.chair(laid.seated[0]).told

    # People ----------------------------------------------------------------------------------------------------------

    def chair(self, name: str) -> Chair:
        found = self.table.seats[self.people[name].username]
        assert isinstance(found, Chair)
        return found

    def seated(self) -> list[str]:
        return [name for name, user in self.people.items() if user.username in self.table.seats]

    def joins(self, name: str, role: str) -> None:
        perform(Viewer.joining(self.room, self.people[name]), "member.join", {"role": role}, internal=True)
        self.table.deliver()
        self.sits(name)

    def sits(self, name: str) -> None:
        self.table.seats[self.people[name].username] = Chair(self.table, self.laid.viewer(name))

    def comes_back(self, name: str) -> None:
        """As a socket's resume: the missed entries, or afresh when one of them ended this person's sockets."""
        chair, user = self.chair(name), str(self.people[name].pk)
        missed = entries_since(self.room.pk, chair.told, 10_000)
        if any(user in kept.revokes for kept in missed):
            return self.sits(name)
        chair.away = False
        for kept in missed:
            chair.hears(kept)
        return self.check(chair, late=True)

    # What they do ----------------------------------------------------------------------------------------------------

    def play(self, steps: int) -> None:
        for _step in range(steps):
            self.step()
        for name in list(self.people):
            if self.people[name].username in self.table.seats and self.chair(name).away:
                self.comes_back(name)
        self.compare()

    def step(self) -> None:
        here = [name for name in self.seated() if not self.chair(name).away]
        roll = self.random.random()
        if roll < 0.04 and self.late not in self.seated():
            self.joins(self.late, self.random.choice(ROLES[1:]))
        elif roll < 0.09 and len(here) > 1:
            self.chair(self.random.choice(here)).away = True
        elif roll < 0.16 and len(here) < len(self.seated()):
            self.comes_back(self.random.choice([name for name in self.seated() if name not in here]))
        else:
            name = self.random.choice(here)
            action = self.random.choices(list(ACTIONS), list(ACTIONS.values()))[0]
            self.attempts(name, action)
        self.look()

    def attempts(self, name: str, action: Callable[[Evening, str], tuple[str, dict[str, Any], Word | None]]) -> None:
        type, data, word = action(self, name)
        chair = self.chair(name)
        before = Member.objects.filter(room=self.room).count(), self.table.delivered
        try:
            outcome = chair.does(type, **data)
        except Problem as problem:
            self.done.append(f"{name} {type} {data}: {problem.code}")
            assert before == (Member.objects.filter(room=self.room).count(), self.table.delivered)
            return
        self.done.append(f"{name} {type} {data}: {outcome.seq}")
        made = outcome.made[0] if outcome.made else None
        if isinstance(made, Message):
            self.said(chair, type, data, made, word)
        elif isinstance(made, Token):
            self.tokens.append(str(made.pk))
        if type == "chat.edit" and word is not None:
            self.changed(data["message"], word)
        if type == "chat.delete":
            for gone in self.of_message.get(data["message"], ()):
                gone.deleted = True
        for other in self.people:
            member = self.people[other].username not in self.table.seats
            if member and Member.objects.filter(room=self.room, user=self.people[other]).exists():
                self.sits(other)

    def said(self, chair: Chair, type: str, data: dict[str, Any], made: Message, word: Word | None) -> None:
        if word is None:
            return
        me, to = str(chair.viewer.user.pk), data.get("to") or []
        visibility = data.get("visibility", "public")
        word.message = made.seq
        if type == "dice.roll":
            word.audience = {"public": "all", "gm": "gm", "blind": "gm", "self": "named"}[visibility]
            word.readers = {me} if visibility in ("gm", "self") else set()
        else:
            word.audience = "gm" if "gm" in to else "named" if to else "all"
            word.readers = {me, *(one for one in to if one != "gm")}
        self.of_message[str(made.pk)] = [word]

    def changed(self, message: str, word: Word) -> None:
        """New words have the readers of the old ones."""
        first, *_others = self.of_message.get(message) or [Word("all")]
        word.audience, word.readers, word.message = first.audience, first.readers, first.message
        self.of_message.setdefault(message, [first]).append(word)

    def secret(self, audience: str = "nobody") -> tuple[str, Word]:
        self.words.append(Word(audience))
        return f"CANARY-{len(self.words) - 1}-", self.words[-1]

    def any_message(self) -> str:
        newest = Message.objects.filter(room=self.room).order_by("-seq").values_list("pk", flat=True)[:12]
        return str(self.random.choice(list(newest) or [self.room.pk]))

    # What must hold --------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Everything that was sent since the last look."""
        names = Token.objects.filter(scene__room=self.room, scene__active=True, hidden=False)
        self.shown = {number for name in names.values_list("name", flat=True) for number in numbers(name.encode())}
        self.ever_shown |= self.shown
        for name in self.seated():
            self.check(self.chair(name))
        if self.random.random() < 0.05:
            chair = self.chair(self.random.choice(self.seated()))
            if not chair.away:
                self.is_level(chair)

    def check(self, chair: Chair, *, late: bool = False) -> None:
        for frame in chair.heard[chair.checked :]:
            for number in numbers(frame):
                assert self.may_know(chair.viewer, number, late=late), self.story(chair, number, frame)
                self.known[str(chair.viewer.user.pk)].add(number)
        chair.checked = len(chair.heard)

    def may_know(self, viewer: Viewer, number: int, *, late: bool = False) -> bool:
        """`late`: among what was missed a token may have been shown that is hidden by now."""
        word = self.words[number]
        if word.deleted:
            return False
        if word.audience == "token":
            return viewer.leads or number in (self.ever_shown if late else self.shown)
        if word.audience in ("gm", "notes") and viewer.leads:
            return True
        came = viewer.member.joined_seq if viewer.member else 0
        if not (viewer.leads or self.room_is_open() or word.message > came):
            return False
        return word.audience == "all" or str(viewer.user.pk) in word.readers

    def room_is_open(self) -> bool:
        self.room.refresh_from_db(fields=["open_history"])
        return self.room.open_history

    def is_level(self, chair: Chair) -> None:
        try:
            chair.is_level()
        except AssertionError as problem:
            raise AssertionError(f"{problem}\n" + "\n".join(self.done)) from None

    def compare(self) -> None:
        """At the end: three people's folds; of one of them the replay at the head, and what it shows at another number."""
        replaying, *others = self.random.sample(self.seated(), 3)
        for name in (replaying, *others):
            viewer = self.laid.viewer(name)
            fresh = plain(snapshot(viewer))
            held = {kind: things for kind, things in self.chair(name).state["things"].items() if things}
            assert held == fresh["things"], f"{name} folded something else\n" + "\n".join(self.done)
            if name != replaying:
                continue
            head = plain(replay.state_at(viewer, self.table.delivered))
            assert head == fresh, f"{name}: replay at the head is not the snapshot\n" + "\n".join(self.done)
            since = self.random.randrange(self.table.delivered)
            told = [replay.state_at(viewer, since), replay.entries_of(viewer, since, 500)[0]]
            for number in numbers(wire.encode(told)):
                known = number in self.known[str(viewer.user.pk)] and not self.words[number].deleted
                assert known or self.may_know(viewer, number, late=True), self.story(
                    self.chair(name), number, b"replay"
                )

    def story(self, chair: Chair, number: int, frame: bytes) -> str:
        who = f"{chair.viewer.user.username} ({chair.viewer.role})"
        return f"{who} was sent {self.words[number]} ({number}) in {frame[:400]!r}\n" + "\n".join(self.done)


def numbers(words: bytes) -> set[int]:
    return {int(found) for found in CANARY.findall(words)}


# Actions: what somebody tries, whether they may or not ---------------------------------------------------------------

Attempt = tuple[str, dict[str, Any], Word | None]


def say(evening: Evening, name: str) -> Attempt:
    text, word = evening.secret()
    return "chat.say", {"text": text}, word


def whisper(evening: Evening, name: str) -> Attempt:
    text, word = evening.secret()
    users = [str(user.pk) for user in evening.people.values()]
    to = evening.random.sample([*users, "gm"], evening.random.choice((1, 1, 2)))
    return "chat.say", {"text": text, "to": to}, word


def roll(evening: Evening, name: str) -> Attempt:
    label, word = evening.secret()
    visibility = evening.random.choice(("public", "gm", "blind", "self"))
    return "dice.roll", {"formula": "1d20+2", "visibility": visibility, "label": label}, word


def edit(evening: Evening, name: str) -> Attempt:
    text, word = evening.secret()
    return "chat.edit", {"message": evening.any_message(), "text": text}, word


def delete(evening: Evening, name: str) -> Attempt:
    return "chat.delete", {"message": evening.any_message()}, None


def react(evening: Evening, name: str) -> Attempt:
    return "chat.react", {"message": evening.any_message(), "emoji": evening.random.choice("🎲👍")}, None


def pin(evening: Evening, name: str) -> Attempt:
    return "chat.pin", {"message": evening.any_message(), "pinned": evening.random.random() < 0.5}, None


def token_create(evening: Evening, name: str) -> Attempt:
    called, _word = evening.secret("token")
    notes, _notes = evening.secret("notes")
    scene = evening.table.things[evening.random.choice(("scene", "other_scene"))]
    place = {"x": 0.0, "y": 0.0, "hidden": evening.random.random() < 0.6}
    return "token.create", {"scene": scene, "name": called, "gm_notes": notes, **place}, None


def token_move(evening: Evening, name: str) -> Attempt:
    x = float(evening.random.randrange(10))
    return "token.move", {"token": evening.random.choice(evening.tokens), "x": x, "y": 0.0}, None


def token_rename(evening: Evening, name: str) -> Attempt:
    called, _word = evening.secret("token")
    return "token.update", {"token": evening.random.choice(evening.tokens), "name": called}, None


def token_hide(evening: Evening, name: str) -> Attempt:
    hidden = evening.random.random() < 0.5
    return "token.hide", {"token": evening.random.choice(evening.tokens), "hidden": hidden}, None


def token_own(evening: Evening, name: str) -> Attempt:
    users = [
        str(user.pk) for user in evening.random.sample(list(evening.people.values()), evening.random.choice((0, 1)))
    ]
    return "token.own", {"token": evening.random.choice(evening.tokens), "users": users}, None


def token_delete(evening: Evening, name: str) -> Attempt:
    return "token.delete", {"token": evening.random.choice(evening.tokens)}, None


def scene_activate(evening: Evening, name: str) -> Attempt:
    return "scene.activate", {"scene": evening.table.things[evening.random.choice(("scene", "other_scene"))]}, None


def map_update(evening: Evening, name: str) -> Attempt:
    hidden = evening.random.random() < 0.5
    return "map.update", {"placed_map": evening.table.things["placed_map"], "hidden": hidden}, None


def undo(evening: Evening, name: str) -> Attempt:
    if evening.random.random() < 0.7:
        return "history.undo", {}, None
    return "history.undo", {"seq": evening.random.randrange(1, evening.table.delivered + 2)}, None


def redo(evening: Evening, name: str) -> Attempt:
    return "history.redo", {}, None


def role(evening: Evening, name: str) -> Attempt:
    members = Member.objects.filter(room=evening.room).order_by("user__username").values_list("pk", flat=True)
    member = str(evening.random.choice(list(members)))
    return "member.role", {"member": member, "role": evening.random.choice(ROLES)}, None


def open_history(evening: Evening, name: str) -> Attempt:
    return "room.update", {"open_history": evening.random.random() < 0.5}, None


ACTIONS = {
    **{say: 10, whisper: 10, roll: 8, edit: 6, delete: 3, react: 4, pin: 2},
    **{token_create: 6, token_move: 10, token_rename: 4, token_hide: 8, token_own: 4, token_delete: 4},
    **{scene_activate: 4, map_update: 2, undo: 14, redo: 8, role: 3, open_history: 1},
}
"""How often each is tried."""
