"""A world whose every secret field holds a string of its own: `CANARY:<table>:<field>_`, or the id of a hidden thing.

Two tables alike, "a" (Ada leads) and "b" (Dana leads). The cast sits at "a"; the outsider plays at "b".
"""

from __future__ import annotations

from typing import Any

from accounts.models import Notification, User
from audio.models import SoundFolder, Track
from config.jobs.models import JobRun
from config.testing.cast import person
from config.tests.canaries.furnishing import furnish
from config.tests.canaries.here import Here, canary
from config.tests.canaries.room import plan, send_outside, talk, throw_dice
from config.tests.canaries.universes import found
from maps.models import Map, MapFolder
from rooms.live.testing import Table
from rooms.models import Invite, Member, Message, Room
from scenes import testing as _makers  # noqa: F401  what examples name that is not laid here
from scenes.models import Display
from universes.models import Universe

SEATED = ("game_master", "player", "spectator")
OUTSIDE = ("knocking", "banned")
PEOPLE = ("owner", *SEATED, *OUTSIDE, "outsider", "stranger", "former", "staff")


class World:
    """`people` by actor, `tables` "a" and "b", `secrets` {(table or actor, field): the string to look for}."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.people = {name: self.somebody(name) for name in PEOPLE}
        self.tables: dict[str, Table] = {}
        self.universes: dict[str, Table] = {}
        self.ids: dict[str, list[str]] = {
            "user": [str(one.pk) for one in self.people.values()],
            "code": [],
            "message": [],
            "eyes": ["gm", "all"],
            "tile": ["0"],
        }
        self.lay("a", self.people["owner"], {role: self.people[role] for role in SEATED})
        self.lay("b", self.somebody("dana"), {"player": self.people["outsider"]})

    def secret(self, where: str, field: str, value: str | None = None) -> str:
        self.secrets[where, field] = value or canary(where, field)
        return self.secrets[where, field]

    def somebody(self, name: str) -> User:
        user = person(name, is_game_master=name in ("owner", "dana"), is_staff=name == "staff")
        user.email, user.password = f"{self.secret(name, 'email')}@table.example".replace(":", "-"), ""
        self.secrets[name, "email"] = user.email
        user.password = self.secret(name, "password")
        user._password = None
        user.save(update_fields=["email", "password"])
        Notification.objects.create(
            user=user, kind="accounts.welcome", params={"name": self.secret(name, "notification")}
        )
        JobRun.objects.create(owner=user.pk, name="x.prepare", note=self.secret(name, "job"))
        return user

    def lay(self, name: str, owner: User, seats: dict[str, User]) -> None:
        """A table on which every kind of thing lies, shown and hidden; the player comes after the first words."""
        table = Table(
            owner, name=self.secret(name, "room.name")[:50], description=self.secret(name, "room.description")
        )
        self.tables[name] = table
        lead, things = table.lead, table.things
        here = Here(name, table, self.secrets, self.ids)
        if name == "a":
            former = table.seat(self.people["former"])
            former.does("chat.say", text=self.secret(name, "message.of_former"))
            former.does("member.leave")
            things.clear()
        send_outside(here, self.people["banned"], self.people["knocking"])
        lead.does("chat.say", text=self.secret(name, "message.early"))
        for role, user in seats.items():
            table.seat(user, role=role)
        table.display()
        things["member"] = str(Member.objects.get(room=table.room, user=seats["player"]).pk)
        things["player_user"] = str(seats["player"].pk)
        lead.does("chat.say", text=self.secret(name, "message"))
        furnish(here)
        self.universes[name] = found(here, seats)
        lead.does("scene.update", scene=things["scene"], universe=self.universes[name].things["universe"])
        plan(here)
        talk(here, seats)
        throw_dice(here, table.seat(seats["player"]))
        Invite.write(table.room, owner, role="player", lasts=None, max_uses=None)
        Invite.objects.filter(room=table.room).update(code_hash=self.secret(name, "invite.code_hash"))
        display, _code = Display.set_up(table.room, name=self.secret(name, "display.name"))
        table.things["display"] = str(display.pk)
        Display.objects.filter(room=table.room).update(code_hash=self.secret(name, "display.code_hash"))
        self.ids["code"] += [self.secrets[name, "invite.code_hash"], self.secrets[name, "display.code_hash"]]

    def every_id(self, kind: str) -> list[str]:
        """The ids of all of a kind there are, whoever's they are."""
        if kind in self.ids:
            return self.ids[kind]
        models: dict[str, Any] = {"room": Room, "map": Map, "folder": MapFolder, "job": JobRun}
        models |= {"sound_folder": SoundFolder, "track": Track, "universe": Universe}
        if kind in models:
            return [str(pk) for pk in models[kind].objects.values_list("pk", flat=True)]
        tables = (*self.tables.values(), *self.universes.values())
        return [id for table in tables for key, id in table.things.items() if key in KEYS[kind]]

    def homes(self) -> dict[str, str]:
        """At which of the two tables each thing lies that belongs to one, by id."""
        homes = {}
        for name, table in (*self.tables.items(), *self.universes.items()):
            said = Message.objects.filter(room=table.room).values_list("pk", flat=True)
            homes |= dict.fromkeys((str(table.room.pk), *table.things.values(), *map(str, said)), name)
        return homes


KEYS = {
    "scene": ("scene", "unshown_scene"),
    "token": ("token", "hidden_token", "unshown_token", "own_token"),
    "character": ("character", "own_character"),
    "placed_map": ("placed_map", "hidden_map"),
    "file": ("file", "unsent_file"),
    "handout": ("handout", "named_handout", "none_handout"),
    "encounter": ("encounter", "earlier"),
    "universe_thing": ("body", "constraint", "story_point", "visualization", "comment"),
}
