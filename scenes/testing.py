"""What events of a scene need to find on a test's table: two scenes, a map in the first, tokens shown and hidden, and
an action that was undone."""

from __future__ import annotations

from typing import Any

from accounts.models import StoredFile
from audio.testing import a_track
from maps.models import Map
from rooms.live import perform, testing
from rooms.live.testing import Table
from scenes import explore, universes
from scenes.models import Display, Scene, Vision
from universes.composer.parameters import Music
from universes.models import Universe
from universes.parameters import stored
from universes.physics.parameters import Physics

SECRET_NAME, SECRET_NOTE = "CANARY:token:gm_name", "CANARY:token:gm_notes"
SECRET_AREA, SECRET_DRAWING, SECRET_PIN = "CANARY:area:unrevealed", "CANARY:drawing:hidden", "CANARY:map_note:unshared"
SECRET_HANDOUT, SECRET_FOLDER, SECRET_SOUND = "CANARY:handout:name", "CANARY:folder:path", "CANARY:emitter:unheard"
SECRET_FIGHTER, SECRET_CHARACTER = "CANARY:combatant:hidden", "CANARY:character:gm_notes"
SECRET_SCENE, SECRET_MAP, SECRET_TOKEN = "CANARY:scene:unshown", "CANARY:map:name", "CANARY:token:hidden"
SECRET_WORLD, SECRET_MOOD = "CANARY:universe:name", "CANARY:universe:description"


HIT_POINTS = [{"name": "HP", "value": 10.0, "max": 12.0, "show": "owners"}]


def a_map(owner: Any, *, name: str = SECRET_MAP, width: int = 1400, height: int = 700) -> Map:
    """A map of the library without real pixels: what a scene needs to know of one."""
    files = [
        StoredFile.objects.create(
            owner=owner, kind="map", sha256="0" * 64, size=1, content_type="image/webp", key=f"map/none/{part}.webp"
        )
        for part in ("picture", "thumbnail")
    ]
    return Map.objects.create(
        owner=owner,
        name=name,
        picture=files[0],
        thumbnail=files[1],
        width=width,
        height=height,
        cell_width=70,
        cell_height=70,
    )


def lay_scenes(table: Table) -> None:
    """Names scene, other_scene, map, placed_map, token (shown) and hidden_token in `table.things`."""
    lead = table.lead
    scene = lead.does("scene.create", name="Antechamber").made[0]
    other = lead.does("scene.create", name=SECRET_SCENE).made[0]
    map = a_map(lead.viewer.user)
    placed = lead.does("map.place", scene=str(scene.pk), map=str(map.pk), hidden=False).made[0]
    mine: dict[str, Any] = {"name": "Mira", "x": 350.0, "y": 350.0, "bars": HIT_POINTS}
    told = {"gm_name": SECRET_NAME, "gm_notes": SECRET_NOTE}
    shown = lead.does("token.create", scene=str(scene.pk), **mine, **told).made[0]
    secret: dict[str, Any] = {"name": SECRET_TOKEN, "x": 700.0, "y": 350.0, "hidden": True, "bars": HIT_POINTS}
    hidden = lead.does("token.create", scene=str(scene.pk), **secret).made[0]
    lead.does("token.create", scene=str(other.pk), name=SECRET_TOKEN, x=0.0, y=0.0)
    made = {
        "scene": scene,
        "other_scene": other,
        "map": map,
        "placed_map": placed,
        "token": shown,
        "hidden_token": hidden,
    }
    table.things.update({name: str(thing.pk) for name, thing in made.items()})


def lay_marks(table: Table) -> None:
    """Names area, drawing and note (shown) and hidden_area, hidden_drawing and hidden_note in `table.things`."""
    lead, scene = table.lead, table.things["scene"]
    area: dict[str, Any] = {"scene": scene, "shape": "circle", "x": 400.0, "y": 400.0, "size": 20.0}
    text: dict[str, Any] = {"scene": scene, "kind": "text", "points": [[200.0, 200.0]]}
    pin: dict[str, Any] = {"scene": scene, "x": 350.0, "y": 420.0}
    made = {
        "area": lead.does("area.create", **area, label="Fireball"),
        "hidden_area": lead.does("area.create", **area, label=SECRET_AREA, revealed=False),
        "drawing": lead.does("drawing.create", **text, text="Here"),
        "hidden_drawing": lead.does("drawing.create", **text, text=SECRET_DRAWING, hidden=True),
        "note": lead.does("note.create", **pin, title="A well", gm_notes=SECRET_PIN, shared="all"),
        "hidden_note": lead.does("note.create", **pin, title=SECRET_PIN, text=SECRET_PIN),
    }
    table.things.update({name: str(outcome.made[0].pk) for name, outcome in made.items()})


def lay_fight(table: Table) -> None:
    """Names encounter, combatant (of the shown token) and hidden_combatant in `table.things`; it has not begun."""
    lead = table.lead
    encounter = str(lead.does("encounter.start", scene=table.things["scene"], name="At the well").made[0].pk)
    fighters = [
        {"token": table.things["token"], "initiative": "12", "hp": "20", "is_player": True},
        {"name": SECRET_FIGHTER, "initiative": "15", "hp": "7", "hidden": True},
    ]
    made = lead.does("encounter.add", encounter=encounter, combatants=fighters).made
    names = {"encounter": encounter, "combatant": str(made[0].pk), "hidden_combatant": str(made[1].pk)}
    table.things.update(names)


def a_running_fight(table: Table) -> str:
    """The second one acts: there is a turn before."""
    for _turn in range(2):
        table.lead.does("encounter.next", encounter=table.things["encounter"])
    return table.things["encounter"]


def lay_structure(table: Table) -> None:
    """Names wall, door (before the token), secret_door, light and fog_shape in `table.things`."""
    lead, scene = table.lead, table.things["scene"]
    lines = [
        {"x1": 0.0, "y1": 560.0, "x2": 0.0, "y2": 700.0},
        {"x1": 315.0, "y1": 420.0, "x2": 385.0, "y2": 420.0, "kind": "door"},
        {"x1": 0.0, "y1": 560.0, "x2": 140.0, "y2": 560.0, "kind": "secret"},
    ]
    walls = lead.does("wall.create", scene=scene, walls=lines).made
    light = lead.does("light.create", scene=scene, x=100.0, y=100.0).made[0]
    stroke: dict[str, Any] = {"mode": "reveal", "kind": "rect", "points": [[0.0, 0.0], [700.0, 70.0]]}
    fog = lead.does("fog.paint", scene=scene, **stroke).made[0]
    made = {"wall": walls[0], "door": walls[1], "secret_door": walls[2], "light": light, "fog_shape": fog}
    table.things.update({name: str(thing.pk) for name, thing in made.items()})


def explore_at_once(table: Table) -> None:
    """What the server would do a moment after a command."""
    for scene in Scene.objects.filter(room=table.room, active=True).exclude(vision=Vision.NONE):
        explore.catch_up(scene.pk)


if explore_at_once not in testing.settle:
    testing.settle.append(explore_at_once)


def settle_soundtrack(table: Table) -> None:
    """What the server does when a command is through: commits are not seen in most tests."""
    universes.settle(table.room.pk)


if settle_soundtrack not in testing.settle:
    testing.settle.append(settle_soundtrack)


def a_used_universe(table: Table) -> str:
    """A private one of the owner's, which plays at the table."""
    owner: Any = table.lead.viewer.user
    universe = Universe.open_by(
        owner, name=SECRET_WORLD, description=SECRET_MOOD, music=stored(Music()), physics=stored(Physics())
    )
    table.lead.does("scene.update", scene=table.things["scene"], universe=str(universe.pk))
    return str(universe.pk)


def a_character(table: Table) -> str:
    sheet: dict[str, Any] = {"attributes": {"hp": 31, "hp_max": 31}, "gm_notes": SECRET_CHARACTER}
    return str(table.lead.does("character.create", name="Sir Alric", **sheet).made[0].pk)


testing.makers["character"] = a_character


def leave_undone(table: Table) -> None:
    """The last that happened was taken back: there is something to do again."""
    table.lead.does("token.create", scene=table.things["scene"], name=SECRET_TOKEN, x=0.0, y=0.0, hidden=True)
    table.lead.does("history.undo")


for lay in (lay_scenes, lay_structure, lay_marks, lay_fight, leave_undone):
    if lay not in testing.furnish:
        testing.furnish.append(lay)


def a_picture(owner: Any, part: str = "handout") -> str:
    """A stored picture without real pixels, of its uploader. Returns its id."""
    key = f"{part}/none/{part}.webp"
    size = {"width": 4, "height": 3}
    file = StoredFile.objects.create(
        owner=owner, kind=part, sha256="1" * 64, size=1, content_type="image/webp", key=key, **size
    )
    return str(file.pk)


def a_handout(table: Table) -> str:
    """Shown to nobody."""
    files = {name: a_picture(table.lead.viewer.user, name) for name in ("picture", "preview")}
    made = perform(
        table.lead.viewer, "handout.create", {"name": SECRET_HANDOUT, "width": 4, "height": 3, **files}, internal=True
    )
    return str(made.made[0].pk)


def a_folder(table: Table) -> str:
    table.lead.does("scene.folder_create", path=SECRET_FOLDER)
    return SECRET_FOLDER


def an_unthrown(table: Table) -> str:
    """Who stands for the shown token, without an initiative yet."""
    table.lead.does("combatant.update", combatant=table.things["combatant"], initiative=None)
    return table.things["combatant"]


def an_emitter(table: Table) -> str:
    """Where no token of a player is: nobody hears it."""
    track = a_track(table.lead.viewer.user, SECRET_SOUND)
    place: dict[str, Any] = {"scene": table.things["scene"], "x": 5_000.0, "y": 350.0}
    return str(table.lead.does("emitter.create", track=str(track.pk), **place).made[0].pk)


testing.makers.update(
    used_universe=a_used_universe,
    emitter=an_emitter,
    unthrown=an_unthrown,
    display=lambda table: str(Display.set_up(table.room, name="The television")[0].pk),
    running=a_running_fight,
    handout=a_handout,
    folder=a_folder,
    handout_file=lambda table: a_picture(table.lead.viewer.user),
    handout_preview=lambda table: a_picture(table.lead.viewer.user),
)
