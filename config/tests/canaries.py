"""A world whose every secret field holds a string of its own: `CANARY:<table>:<field>_`, or the id of a hidden thing.

Two tables alike, "a" (Ada leads) and "b" (Dana leads). The cast sits at "a"; the outsider plays at "b".
"""

from __future__ import annotations

import copy
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts.models import Notification, StoredFile, User
from audio.models import Remote, Speaker
from audio.testing import a_track
from config.files import tile_file
from config.files.tile_file import Place, Pyramid
from config.jobs.models import JobRun
from config.testing.cast import person
from maps.models import Map, MapFolder, MapUpload
from rooms.files import take_in
from rooms.live import EVENTS
from rooms.live.perform import perform, refreshed
from rooms.live.testing import Seat, Table, plain
from rooms.models import Attachment, GameSession, Invite, Macro, Member, Message, Report, Room
from rooms.models.room import new_seed
from rooms.viewer import Viewer
from scenes import testing as _makers  # noqa: F401  what examples name that is not laid here
from scenes.models import Display

SEATED = ("game_master", "player", "spectator")
OUTSIDE = ("knocking", "banned")
PEOPLE = ("owner", *SEATED, *OUTSIDE, "outsider", "stranger", "former", "staff")


def canary(table: str, field: str) -> str:
    return f"CANARY:{table}:{field}_"


class World:
    """`people` by actor, `tables` "a" and "b", `secrets` {(table or actor, field): the string to look for}."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.people = {name: self.somebody(name) for name in PEOPLE}
        self.tables: dict[str, Table] = {}
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
        if name == "a":
            former = table.seat(self.people["former"])
            former.does("chat.say", text=self.secret(name, "message.of_former"))
            former.does("member.leave")
            things.clear()
        self.send_outside(name, table)
        lead.does("chat.say", text=self.secret(name, "message.early"))
        for role, user in seats.items():
            table.seat(user, role=role)
        table.display()
        things["member"] = str(Member.objects.get(room=table.room, user=seats["player"]).pk)
        things["player_user"] = str(seats["player"].pk)
        lead.does("chat.say", text=self.secret(name, "message"))
        self.furnish(name, table)
        self.plan(name, table)
        self.talk(name, table, seats)
        self.throw_dice(name, table.seat(seats["player"]))
        Invite.write(table.room, owner, role="player", lasts=None, max_uses=None)
        Invite.objects.filter(room=table.room).update(code_hash=self.secret(name, "invite.code_hash"))
        display, _code = Display.set_up(table.room, name=self.secret(name, "display.name"))
        table.things["display"] = str(display.pk)
        Display.objects.filter(room=table.room).update(code_hash=self.secret(name, "display.code_hash"))
        self.ids["code"] += [self.secrets[name, "invite.code_hash"], self.secrets[name, "display.code_hash"]]

    def talk(self, name: str, table: Table, seats: dict[str, User]) -> None:
        """The player whispers to who leads and to the spectator, takes something back, and reports somebody."""
        player = table.seat(seats["player"])

        def said(field: str, **data: Any) -> str:
            id = str(player.does("chat.say", text=self.secret(name, field), **data).made[0].pk)
            self.ids["message"].append(id)
            return id

        table.things["message"] = said("message.of_player")
        said("whisper.to_leads", to="gm")
        if "spectator" in seats:
            whisper = said("whisper.of_two", to=[str(seats["spectator"].pk)])
            self.secret(name, "whisper.of_two.id", whisper)
            player.does("chat.react", message=whisper, emoji="🔥")
        gone = said("message.deleted")
        player.does("chat.edit", message=gone, text=self.secret(name, "message.edited_and_deleted"))
        player.does("chat.delete", message=gone)
        for seat in table.seats.values():
            # What was heard before it was taken back is in nobody's hands any more.
            seat.heard = [frame for frame in seat.heard if gone.encode() not in frame]
        Report.file(table.room, player.viewer.user, about=None, message=None, reason=self.secret(name, "report.reason"))

    def throw_dice(self, name: str, seat: Any) -> None:
        """The player throws for everybody, for some and blind, and keeps a line at hand; the next dice are promised."""
        for visibility in ("public", "gm", "blind", "self"):
            message = seat.does("dice.roll", formula="1d20", visibility=visibility).made[0]
            self.secret(name, f"roll.{visibility}", message.roll["proof"]["seed"])
        member = Member.objects.select_related("room").get(pk=seat.viewer.member.pk)
        self.secret(name, "dice.next_of_room", member.room.dice_seed)
        self.secret(name, "dice.next_of_member", member.dice_seed)
        Macro.write(member, name="Hello", text=self.secret(name, "macro.text"))

    def send_outside(self, name: str, table: Table) -> None:
        """One was here and is banned, one waits to be let in."""
        room, lead = table.room, table.lead
        member = table.seat(self.people["banned"]).viewer.member
        assert member is not None
        ban = lead.does("member.ban", member=str(member.pk), reason=self.secret(name, "ban.reason")).made[0]
        lead.does("room.update", waiting_room=True)
        waiting = Viewer.joining(room, self.people["knocking"])
        knock = perform(waiting, "member.knock", {"role": "player"}, internal=True).made[0]
        table.deliver()
        table.things.clear()
        table.things.update(ban=str(ban.pk), knock=str(knock.pk))
        for what, id in table.things.items():
            self.secret(name, f"{what}.id", id)

    def plan(self, name: str, table: Table) -> None:
        """A session that is being played, and one to come."""
        for key in ("running_session", "session"):
            given = {part: self.secret(name, f"{key}.{part}") for part in ("title", "note")}
            table.lead.does("session.schedule", **given, starts_at="2099-10-02T19:00:00Z")
            table.things[key] = str(GameSession.objects.get(room=table.room, title=given["title"]).pk)
        table.lead.does("session.start", session=table.things["running_session"])

    def furnish(self, name: str, table: Table) -> None:
        lead, things = table.lead, table.things

        def made(key: str, type: str, **data: Any) -> str:
            things[key] = str(lead.does(type, **data).made[0].pk)
            return things[key]

        owner = lead.viewer.user
        folder = MapFolder.objects.create(owner=owner, name=self.secret(name, "folder.name"))
        upload = MapUpload.objects.create(owner=owner, folder=folder, name=self.secret(name, "upload.name"), size=9)
        self.ids.setdefault("upload", []).append(str(upload.pk))
        library = {part: self.map(name, part, owner, folder) for part in ("map", "map.hidden", "map.library")}
        scene = made(
            "scene", "scene.create", name=self.secret(name, "scene.name"), folder=self.secret(name, "scene.folder")
        )
        made("other_scene", "scene.create", name="What the examples put on the table")
        other = made("unshown_scene", "scene.create", name=self.secret(name, "scene.unshown"))
        made("placed_map", "map.place", scene=scene, map=library["map"], hidden=False)
        hidden_map = made("hidden_map", "map.place", scene=scene, map=library["map.hidden"])
        made(
            "token",
            "token.create",
            **{"scene": scene, "name": self.secret(name, "token.name"), "x": 350.0, "y": 350.0},
            **{part: self.secret(name, f"token.{part}") for part in ("gm_name", "gm_notes")},
            bars=[{"name": "HP", "value": 9.0, "max": 9.0, "show": "owners"}],
        )
        hidden = made(
            "hidden_token",
            "token.create",
            scene=scene,
            name=self.secret(name, "token.hidden"),
            x=0.0,
            y=0.0,
            hidden=True,
        )
        made("unshown_token", "token.create", scene=other, name=self.secret(name, "token.unshown"), x=0.0, y=0.0)
        self.mark(name, scene, made)
        self.fight(name, scene, made)
        self.play(name, scene, made)
        self.hand_out(name, scene)
        self.conduct(name, scene, made)
        made("scene_folder", "scene.folder_create", path=self.secret(name, "scene_folder.path"))
        things["map"] = library["map"]
        things["file"] = self.file(name, "file", lead, Message.objects.get(text=self.secrets[name, "message"]))
        things["unsent_file"] = self.file(name, "file.unsent", lead, None)
        for field, id in (("scene.unshown.id", other), ("map.hidden.id", hidden_map), ("token.hidden.id", hidden)):
            self.secret(name, field, id)

    def play(self, name: str, scene: str, made: Any) -> None:
        """A character of the player, one of nobody, and tokens with what is shown to all, to owners and to nobody."""
        lead, player = self.tables[name].lead, self.tables[name].things["player_user"]

        def sheet(key: str) -> dict[str, Any]:
            texts = {part: self.secret(name, f"{key}.{part}") for part in ("name", "notes", "gm_notes")}
            return {**texts, "attributes": {"hp": self.secret(name, f"{key}.attribute")}}

        made("character", "character.create", **sheet("character"))
        made("own_character", "character.create", **sheet("own_character"), owner=player)
        shown = {"nobody": "none", "owners": "owners", "all": "all"}
        bars = [
            {"name": self.secret(name, f"token.bar_of_{who}"), "value": 7.0, "max": 9.0, "show": show}
            for who, show in shown.items()
        ]
        place = {"scene": scene, "x": 140.0, "y": 140.0, "show_name": False, "bars": bars}
        told = {"name": self.secret(name, "token.name_unsaid"), "group": self.secret(name, "token.group")}
        token = made("own_token", "token.create", **place, **told, owner_notes=self.secret(name, "token.owner_notes"))
        lead.does("token.own", token=token, users=[player])
        for id, part in ((token, "token.picture"), (self.tables[name].things["hidden_token"], "token.hidden_picture")):
            lead.does("token.picture", token=id, picture=self.picture(name, part))

    def picture(self, name: str, part: str) -> str:
        content = ContentFile(self.secret(name, part).encode())
        key = default_storage.save(f"token/CANARY-{name}-{part}.key.webp", content)
        self.secret(name, f"{part}.key", f"CANARY-{name}-{part}.key")
        file = {"kind": "token", "sha256": self.secret(name, f"{part}.sha256"), "size": 1, "key": key}
        owner = self.tables[name].lead.viewer.user
        return str(StoredFile.objects.create(owner=owner, content_type="image/webp", **file).pk)

    def mark(self, name: str, scene: str, made: Any) -> None:
        """Areas, drawings and notes, shown to all, to one and to nobody."""
        text: dict[str, Any] = {"scene": scene, "kind": "text", "points": [[140.0, 140.0]]}
        area: dict[str, Any] = {"scene": scene, "shape": "circle", "x": 140.0, "y": 140.0, "size": 10.0}
        note: dict[str, Any] = {"scene": scene, "x": 140.0, "y": 140.0}
        player = self.tables[name].things["player_user"]
        made("area", "area.create", **area, label=self.secret(name, "area.label"))
        made("drawing", "drawing.create", **text, text=self.secret(name, "drawing.text"))
        made(
            "note",
            "note.create",
            **{**note, "shared": "all", "title": self.secret(name, "note.title")},
            gm_notes=self.secret(name, "note.gm_notes"),
        )
        self.build(name, scene, made)
        made(
            "named_note", "note.create", **note, title=self.secret(name, "note.named"), shared="named", readers=[player]
        )
        for key, type, data in (
            ("hidden_area", "area.create", {**area, "revealed": False, "label": self.secret(name, "area.unrevealed")}),
            ("hidden_drawing", "drawing.create", {**text, "hidden": True, "text": self.secret(name, "drawing.hidden")}),
            ("hidden_note", "note.create", {**note, "title": self.secret(name, "note.unshared")}),
        ):
            self.secret(name, f"{key}.id", made(key, type, **data))

    def fight(self, name: str, scene: str, made: Any) -> None:
        """An earlier fight, and one under way with one who is shown, one whose name is not, and a hidden one."""
        lead = self.tables[name].lead
        earlier = made("earlier", "encounter.start", scene=scene, name=self.secret(name, "encounter.earlier"))
        lead.does("encounter.end", encounter=earlier)
        encounter = made("encounter", "encounter.start", scene=scene, name=self.secret(name, "encounter.name"))
        those = {"shown": {}, "unnamed": {}, "hidden": {"hidden": True}}
        for key, how in those.items():
            one = {"name": self.secret(name, f"combatant.{key}")[:50], "hp": "7", "initiative": "3", **how}
            self.secrets[name, f"combatant.{key}"] = str(one["name"])
            joined = lead.does("encounter.add", encounter=encounter, combatants=[{**one, "hidden": True}]).made[0]
            lead.does("combatant.update", combatant=str(joined.pk), show_name=key == "shown", hidden="hidden" in how)
            self.tables[name].things["combatant" if key == "shown" else f"{key}_combatant"] = str(joined.pk)
            if key == "hidden":
                self.secret(name, "combatant.hidden.id", str(joined.pk))
        for _turn in range(2):
            lead.does("encounter.next", encounter=encounter)
        self.tables[name].things["running"] = encounter

    def build(self, name: str, scene: str, made: Any) -> None:
        """A wall, a door, one that is none to players, lights that burn and do not, a stroke of fog."""
        line = {"x1": 0.0, "y1": 0.0, "x2": 70.0, "y2": 0.0}
        light = {"scene": scene, "x": 70.0, "y": 70.0}
        stroke = {"scene": scene, "mode": "hide", "kind": "rect", "points": [[0.0, 0.0], [9.0, 9.0]]}
        for key, type, data in (
            *(
                (f"{kind}", "wall.create", {"scene": scene, "walls": [{**line, "kind": kind}]})
                for kind in ("wall", "door")
            ),
            ("secret_door", "wall.create", {"scene": scene, "walls": [{**line, "kind": "secret"}]}),
            ("light", "light.create", light),
            ("dark_light", "light.create", {**light, "on": False}),
            ("fog_shape", "fog.paint", stroke),
        ):
            self.secret(name, f"{key}.id", made(key, type, **data))

    def conduct(self, name: str, scene: str, made: Any) -> None:
        """What sounds, what lies ready, and a source of sound where nobody is. What the examples play is heard anyway."""
        table = self.tables[name]
        owner, things = table.lead.viewer.user, table.things
        tracks = {
            part: str(a_track(owner, self.secret(name, f"track.{part}"), kind="loop").pk)
            for part in ("sounding", "queued", "on_a_pad", "unheard")
        }
        things["track"] = heard = tracks["sounding"]
        made("sound", "sound.play", track=heard)
        secret = made("queue", "playlist.create", name=self.secret(name, "playlist.name"), tracks=[tracks["queued"]])
        self.secret(name, "playlist.id", secret)
        pad = {"track": tracks["on_a_pad"], "name": self.secret(name, "pad.name")[:40]}
        self.secret(name, "pad.id", made("secret_pad", "pad.create", **pad))
        far = {"scene": scene, "x": 100_000.0, "y": 0.0}
        self.secret(name, "emitter.id", made("far_emitter", "emitter.create", **far, track=tracks["unheard"]))
        made("emitter", "emitter.create", **far, track=heard)
        made("pad", "pad.create", track=heard)
        playlist, entry = table.lead.does("playlist.create", name="What the examples play", tracks=[heard]).made
        things.update(playlist=str(playlist.pk), playing_playlist=str(playlist.pk), entry=str(entry.pk))
        table.lead.does("playlist.play", playlist=things["playlist"])
        for model, more in ((Speaker, {}), (Remote, {"user": owner})):
            device, _code = model.set_up(table.room, name=self.secret(name, f"{model.KIND}.name"), **more)
            things[model.KIND] = str(device.pk)
            hidden = self.secret(name, f"{model.KIND}.code_hash")
            model.objects.filter(pk=device.pk).update(code_hash=hidden)
            self.ids["code"].append(hidden)

    def hand_out(self, name: str, scene: str) -> None:
        """Pictures shown to all, to one and to nobody."""
        table = self.tables[name]
        player = table.things["player_user"]
        shares = {"all": {"shared": "all"}, "named": {"shared": "named", "readers": [player]}, "none": {}}
        for share, wanted in shares.items():
            field = f"handout.{share}"
            data = {"name": self.secret(name, f"{field}.name"), "scene": scene, "width": 4, "height": 3}
            for use in ("picture", "preview"):
                content = ContentFile(self.secret(name, f"{field}.{use}").encode())
                key = default_storage.save(f"handout/{name}-{share}-{use}.webp", content)
                file = {"kind": "handout", "sha256": "3" * 64, "size": 1, "content_type": "image/webp", "key": key}
                data[use] = str(StoredFile.objects.create(owner=table.lead.viewer.user, **file).pk)
            id = str(perform(table.lead.viewer, "handout.create", data, internal=True).made[0].pk)
            table.deliver()
            if wanted:
                table.lead.does("handout.share", handout=id, **wanted)
            table.things["handout" if share == "all" else f"{share}_handout"] = id
        self.secret(name, "handout.none.id", table.things["none_handout"])

    def map(self, name: str, part: str, owner: User, folder: MapFolder) -> str:
        files = []
        for use in ("picture", "thumbnail"):
            key = default_storage.save(
                f"map/{self.secret(name, f'{part}.key').replace(':', '-')}{use}.webp",
                ContentFile(self.secret(name, f"{part}.{use}").encode()),
            )
            self.secrets[name, f"{part}.key"] = f"CANARY-{name}-{part}.key"
            sha256 = self.secret(name, f"{part}.sha256", canary(name, f"{part}.sha256").replace(":", "-"))
            files.append(
                StoredFile.objects.create(
                    owner=owner, kind="map", sha256=sha256, size=1, content_type="image/webp", key=key
                )
            )
        entry = Map.objects.create(
            owner=owner, folder=folder, name=self.secret(name, f"{part}.name"), picture=files[0], thumbnail=files[1],
            width=1400, height=700, tags=[self.secret(name, f"{part}.tag")],
            content_sha256=self.secret(name, f"{part}.content_sha256"),
        )  # fmt: skip
        if part != "map.library":
            Map.objects.filter(pk=entry.pk).update(tiles=self.tiles(name, part, owner), levels=1, tiling="done")
        return str(entry.pk)

    def tiles(self, name: str, part: str, owner: User) -> StoredFile:
        """One tile, which goes out as it lies in its file while nothing of it is withheld."""
        tile = b"\xff\xd8" + self.secret(name, f"{part}.tile").encode()
        pyramid, head = Pyramid(400, 300), b""
        for _ in range(2):
            head = tile_file.head(pyramid, alpha=False, places=[Place(len(head), len(tile), 0)])
        key = default_storage.save(f"map-tiles/{part}.tiles", ContentFile(head + tile))
        return StoredFile.objects.create(
            owner=owner, kind="map-tiles", sha256="2" * 64, size=1, content_type="application/octet-stream", key=key
        )

    def file(self, name: str, part: str, sender: Seat, message: Message | None) -> str:
        """A PDF that was sent with `message`, or waits to be."""
        content = f"%PDF-1.7 {self.secret(name, f'{part}.content')} %%EOF".encode()
        upload = SimpleUploadedFile("Letter.pdf", content)
        kept = take_in(sender.viewer.room, sender.viewer.user, upload)
        Attachment.objects.filter(pk=kept.pk).update(message=message, name=self.secret(name, f"{part}.name"))
        return str(kept.pk)

    def every_id(self, kind: str) -> list[str]:
        """The ids of all of a kind there are, whoever's they are."""
        if kind in self.ids:
            return self.ids[kind]
        models: dict[str, Any] = {"room": Room, "map": Map, "folder": MapFolder, "job": JobRun}
        if kind in models:
            return [str(pk) for pk in models[kind].objects.values_list("pk", flat=True)]
        return [id for table in self.tables.values() for key, id in table.things.items() if key in KEYS[kind]]


KEYS = {
    "scene": ("scene", "unshown_scene"),
    "token": ("token", "hidden_token", "unshown_token", "own_token"),
    "character": ("character", "own_character"),
    "placed_map": ("placed_map", "hidden_map"),
    "file": ("file", "unsent_file"),
    "handout": ("handout", "named_handout", "none_handout"),
    "encounter": ("encounter", "earlier"),
}


ROLLING = ("dice.roll", "encounter.add", "encounter.bulk", "encounter.roll", "combatant.roll")


def heard(table: Table) -> dict[str, bytes]:
    """What every seat has heard so far, and hears while the owner performs each command's example."""
    for seat in table.seats.values():
        seat.sit_down()
    before = {seat: (copy.deepcopy(seat.state), seat.told) for seat in table.seats.values()}
    for event in EVENTS.values():
        if not event.internal:
            with transaction.atomic():
                seats, delivered, things = dict(table.seats), table.delivered, dict(table.things)
                _perform(table, event)
                transaction.set_rollback(True)
            table.seats, table.delivered, table.things = seats, delivered, things
            for seat, (state, told) in before.items():
                seat.viewer, seat.state, seat.told = refreshed(seat.viewer), copy.deepcopy(state), told
    return {
        seat.viewer.role: b"\n".join([*seat.heard, str(plain(seat.state)).encode()]) for seat in table.seats.values()
    }


def _perform(table: Table, event: Any) -> None:
    player = next(seat for seat in table.seats.values() if seat.viewer.role == "player")
    actor = player if event.type == "member.leave" else table.lead
    data = table.example(event.example)
    if event.type in ROLLING:
        # It reveals the seed that it spends, as it should: that is not the secret of this table's next roll.
        Room.objects.filter(pk=table.room.pk).update(dice_seed=new_seed())
    if event.type == "history.redo":
        actor.does("history.undo")
    if event.type == "character.give":
        # Whose it becomes may read it: the other one stays with those who lead.
        data["character"] = table.things["own_character"]
    if event.type == "combatant.order":
        data["order"].append(table.things["unnamed_combatant"])
    if event.kept:
        actor.does(event.type, **data)
        return
    for about in (data, {**data, "token": table.things["hidden_token"]} if "token" in data else data):
        doing = event(actor.viewer, event.Input(**about))
        target = doing.target(actor.viewer)
        for seat in table.seats.values():
            if doing.keys(target) & set(seat.viewer.keys):
                seat.heard.append(str(plain(doing.passes(target))).encode())
