"""The rest of the demo's campaign, which takes some seconds: a tavern and a clearing, walls, lights and doors, portraits,
sounds, a fight that is prepared, what was said so far. Each piece is built once, whole or not at all.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from audio.rendering import presets
from config.jobs import Progress
from rooms.archive.packing import Tell, silent
from rooms.models import Room
from scenes import handouts
from scenes.demo import clearing, crypt, portraits, tavern
from scenes.demo.hands import Hands, Line
from scenes.models import Token
from universes.models import Universe

CELL = crypt.CELL
SOUNDS = ("tavern", "fire", "cave", "forest_night", "door_creak", "magic", "sword_clash")
PADS = (("door_creak", "d", "door-open"), ("magic", "m", "sparkles"), ("sword_clash", "s", "swords"))


def furnish(owner: Any, tell: Tell = silent) -> Room | None:
    """Builds what is missing at the owner's demo table, and returns that; None where there is none any more."""
    room = _room(owner)
    if room is None:
        return None
    hands = Hands(room, owner)
    works: tuple[tuple[str, Callable[[Hands], None]], ...] = (
        (_("characters"), characters),
        (_("the antechamber"), antechamber),
        (_("a tavern"), common_room),
        (_("a clearing"), wood),
        (_("a letter"), letter),
        (_("what was said"), talk),
        (_("sounds"), sounds),
    )
    for number, (words, work) in enumerate(works):
        tell(number / len(works), words)
        work(hands)
    return room


def _room(owner: Any) -> Room | None:
    """The table that the first start made for this owner, whatever it is called by now."""
    marked = Room.objects.filter(owner=owner, entries__client_id="demo:crypt", entries__user=owner, archived_at=None)
    return marked.order_by("created_at").first()


def characters(hands: Hands) -> None:
    for name, face, attributes, macro in (
        ("Mira", "mira", {"hp": 24, "hp_max": 24, "ac": 15, "bow": 7}, "1d20 + @{bow} # Bow"),
        ("Brakk", "brakk", {"hp": 31, "hp_max": 36, "ac": 18, "axe": 6}, "1d20 + @{axe} # Axe"),
    ):
        picture = hands.face(face)
        with hands.once(f"character {name}") as needed:
            if needed:
                look = {"has_sight": True, "darkvision": 60.0 if name == "Brakk" else 30.0, "disposition": "ally"}
                made = hands.does(
                    "character.create", f"character {name}", name=name, attributes=attributes, token=look,
                    macros=[{"name": name, "text": macro}],
                )  # fmt: skip
                hands.does("character.portrait", character=str(made.pk), picture=picture)


def antechamber(hands: Hands) -> None:
    """The first scene gets its walls, and who stands there a face; the party sees what the party sees."""
    scene = hands.made("crypt", "scene")
    faces = {"Mira": "", "Brakk": "", "Goblin": hands.face("goblin"), "The Lich": hands.face("lich")}
    with hands.once("crypt walls") as needed:
        if not needed or scene is None or not hands.room.scenes.filter(pk=scene).exists():  # type: ignore[attr-defined]
            return
        hands.does(
            "scene.update", "crypt walls", scene=scene, vision="party", darkness=0.7, fog=True, folder=_("The tomb"),
            universe=_universe(hands),
        )  # fmt: skip
        hands.walls(scene, CELL, wall=crypt.walls(), door=crypt.DOORS, secret=crypt.SECRET)
        hands.lights(scene, CELL, crypt.LAMPS)
        for name, picture in faces.items():
            token = hands.made(f"token {name}", "token")
            if token is None or not Token.objects.filter(pk=token, scene=scene).exists():
                continue
            if picture:
                hands.does("token.picture", token=token, picture=picture)
            else:
                sees = {"has_sight": True, "light_bright": 10.0, "light_dim": 25.0}
                hands.does("token.update", token=token, character=hands.made(f"character {name}", "character"), **sees)
        corner = [[7 * CELL, 11 * CELL], [19 * CELL, 15 * CELL]]
        hands.does("fog.paint", scene=scene, mode="reveal", kind="rect", points=corner)
        hands.does(
            "note.create", scene=scene, x=12.5 * CELL, y=4.0 * CELL, title=_("The circle"), icon="circle-alert",
            text=_("Lines of silver in the floor. They are warm."),
            gm_notes=_("Who steps in wakes the lich. DC 14 to see the hinge of the lid in time."),
        )  # fmt: skip
        hands.does(
            "note.create", scene=scene, x=4.0 * CELL, y=11.0 * CELL, title=_("Behind the shelf"), icon="key-round",
            gm_notes=_("A secret door. DC 16; the draught gives it away."),
        )  # fmt: skip
        lich, goblin = (hands.made(f"token {name}", "token") for name in ("The Lich", "Goblin"))
        fighters = [
            {"token": one, "initiative": initiative, "hp": hp, "hidden": hidden}
            for one, initiative, hp, hidden in ((lich, "19", "84", True), (goblin, "14", "2d6", False))
            if one and Token.objects.filter(pk=one, scene=scene).exists()
        ]
        encounter = str(hands.does("encounter.start", scene=scene, name=_("The count ends")).pk)
        if fighters:
            hands.does("encounter.add", encounter=encounter, combatants=fighters)


def common_room(hands: Hands) -> None:
    if hands.has_done("tavern"):
        return
    name = _("The Crooked Lantern")
    map = hands.map(tavern.draw, name, (tavern.COLUMNS, tavern.ROWS))
    for face in ("odo", "goblin"):
        hands.face(face)  # drawn before the table is held up
    with hands.once("tavern") as needed:
        if not needed:
            return
        scene = str(hands.does("scene.create", "tavern", name=name, folder=_("On the way")).pk)
        hands.does("map.place", scene=scene, map=str(map.pk), hidden=False)
        hands.does("scene.update", scene=scene, vision="party", darkness=0.3)
        solid = [line for wall in tavern.WALLS for line in _without(wall, set(tavern.WINDOWS))]
        hands.walls(scene, CELL, wall=solid, door=tavern.DOORS, window=tavern.WINDOWS)
        hands.lights(scene, CELL, tavern.LAMPS, colour="#f2b44b")
        for person, face, at, disposition in (
            ("Mira", "mira", (4.0, 7.0), "ally"),
            ("Brakk", "brakk", (6.4, 9.4), "ally"),
            ("Odo", "odo", (12.4, 6.0), "neutral"),
            (_("A guest with a hood"), "goblin", (16.0, 4.6), "enemy"),
        ):
            known = hands.made(f"character {person}", "character")
            fields: dict[str, Any] = {"name": person, "disposition": disposition, "at": at}
            fields |= {"character": known} if known else {"hidden": face == "goblin"}
            hands.token(scene, CELL, face, **fields)
        hands.does(
            "note.create", scene=scene, x=12.4 * CELL, y=6.0 * CELL, title="Odo", icon="star", shared="all",
            text=_("Keeps the lantern and the rumours."),
            gm_notes=_("Knows whose map it is. Wants ten silver, or a song, for the name."),
        )  # fmt: skip


def _without(wall: Line, cuts: set[tuple[int, int, int, int]]) -> list[Line]:
    """The wall but for the panes that lie in it; both are level or upright, from left to right or from top to bottom."""
    x1, y1, x2, y2 = wall
    upright = x1 == x2
    inside = sorted(cut for cut in cuts if (cut[0] == cut[2] == x1 if upright else cut[1] == cut[3] == y1))
    found: list[tuple[float, float]] = []
    begin = y1 if upright else x1
    end = y2 if upright else x2
    for cut in inside:
        low, high = (cut[1], cut[3]) if upright else (cut[0], cut[2])
        if begin <= low and high <= end:
            found.append((begin, low))
            begin = high
    found.append((begin, end))
    return [(x1, low, x1, high) if upright else (low, y1, high, y1) for low, high in found if low < high]


def wood(hands: Hands) -> None:
    if hands.has_done("clearing"):
        return
    name = _("The Stones by the Stream")
    map = hands.map(clearing.draw, name, (clearing.COLUMNS, clearing.ROWS))
    hands.face("wolf")
    with hands.once("clearing") as needed:
        if not needed:
            return
        scene = str(hands.does("scene.create", "clearing", name=name, folder=_("On the way")).pk)
        hands.does("map.place", scene=scene, map=str(map.pk), hidden=False)
        hands.does("scene.update", scene=scene, vision="party", darkness=0.55, night=0.15)
        round_stones = [line for at in clearing.stones() for line in _ring(*at, 0.32, 6)]
        trunks = [line for x, y, radius in clearing.trees() for line in _ring(x, y, radius * 0.45, 5)]
        hands.walls(scene, CELL, wall=round_stones, terrain=trunks)
        hands.lights(scene, CELL, [(*clearing.FIRE, 3.6)], colour="#ff9a3c")
        for person, at in (("Mira", (17.0, 9.6)), ("Brakk", (19.4, 9.8))):
            known = hands.made(f"character {person}", "character")
            if known:
                hands.token(scene, CELL, "", name=person, at=at, disposition="ally", character=known)
        for number, at in enumerate(((3.6, 6.2), (9.4, 2.6), (11.0, 14.2)), 1):
            bars = [{"name": "HP", "value": 11.0, "max": 11.0, "show": "none"}]
            hands.token(scene, CELL, "wolf", name=_("Wolf %(number)s") % {"number": number}, at=at, disposition="enemy",
                        hidden=True, bars=bars)  # fmt: skip
        hands.does(
            "area.create", scene=scene, shape="circle", x=clearing.RING[0] * CELL, y=clearing.RING[1] * CELL,
            size=clearing.RING_RADIUS * 5, label=_("It hums"), colour="#7fd3c4", opacity=0.25, revealed=False,
        )  # fmt: skip


def _ring(x: float, y: float, radius: float, corners: int) -> list[Line]:
    points = [
        (x + radius * math.cos(math.tau * one / corners), y + radius * math.sin(math.tau * one / corners))
        for one in range(corners + 1)
    ]
    return [(*begin, *end) for begin, end in zip(points, points[1:], strict=False)]


def letter(hands: Hands) -> None:
    """A map on parchment, which Odo has and nobody has been shown yet."""
    scene = hands.made("tavern", "scene")
    if scene is None or hands.room.handouts.exists():  # type: ignore[attr-defined]
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.webp"
        portraits.letter(path)
        handouts.take_in(hands.viewer, path, name=_("The way to the tomb"), scene=None)


def talk(hands: Hands) -> None:
    with hands.once("talk") as needed:
        if not needed:
            return
        said = (
            ("chat.say", {"text": _("/desc Rain on the shutters. The Lantern is full, and nobody looks up.")}),
            ("chat.say", {"text": _("/ic We are looking for a man with a map."), "speaker": "Mira"}),
            ("chat.say", {"text": _("/ic Then you are late. He paid, and he left *that* with me."), "speaker": "Odo"}),
            ("dice.roll", {"formula": "1d20 + 5", "label": _("Insight")}),
            ("chat.say", {"text": _("/ic He is lying about the money.  Not about the map."), "speaker": "Mira"}),
            ("chat.say", {"text": _("/me puts [[2d6]] silver on the bar, one by one."), "speaker": "Brakk"}),
            ("dice.roll", {"formula": "2d20kh1 + 2", "label": _("Persuasion")}),
            ("chat.say", {"text": _("/ic Twenty. Behind the *shelf*. You did not hear it from me."), "speaker": "Odo"}),
            ("dice.roll", {"formula": "4d6kh3", "label": _("Strength"), "visibility": "gm"}),
        )  # fmt: skip
        for number, (type, data) in enumerate(said):
            hands.does(type, "talk" if not number else None, **data)


def sounds(hands: Hands) -> None:
    """The slowest: each is computed once for this server. Then a playlist, pads, a fire that is heard near the hearth."""
    if hands.has_done("sounds"):
        return
    tracks = presets.add(hands.owner, list(SOUNDS), None, Progress.unheard())
    with hands.once("sounds") as needed:
        if not needed:
            return
        under = hands.does(
            "playlist.create", "sounds", name=_("Under the mountain"), tracks=[str(tracks["cave"])], group="ambience"
        )  # fmt: skip
        inn = hands.does("playlist.create", name=_("At the inn"), tracks=[str(tracks["tavern"])], group="ambience")
        for preset, key, icon in PADS:
            hands.does("pad.create", track=str(tracks[preset]), hotkey=key, icon=icon)
        begins = {"crypt": under, "tavern": inn}
        places = {"tavern": ("fire", 7.5, 3.0), "clearing": ("forest_night", 13.2, 7.8)}
        for mark, made in begins.items():
            if scene := _scene(hands, mark):
                hands.does("scene.update", scene=scene, playlist=str(made.pk))
        for mark, (preset, x, y) in places.items():
            if scene := _scene(hands, mark):
                reach = 45.0 if preset == "fire" else 120.0
                hands.does(
                    "emitter.create", scene=scene, track=str(tracks[preset]), x=x * CELL, y=y * CELL, radius=reach
                )


def _scene(hands: Hands, mark: str) -> str | None:
    """The scene of this mark, if it is still there."""
    id = hands.made(mark, "scene")
    return id if id and hands.room.scenes.filter(pk=id).exists() else None  # type: ignore[attr-defined]


def _universe(hands: Hands) -> str | None:
    """The owner's first universe, whose music the tomb plays."""
    found = Universe.objects.filter(room__owner=hands.owner).order_by("created_at", "id").first()
    return str(found.pk) if found else None
