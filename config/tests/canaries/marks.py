"""What is drawn, built and written on the map, shown to all, to one and to nobody."""

from __future__ import annotations

from typing import Any

from config.tests.canaries.here import Here


def mark(here: Here, scene: str) -> None:
    """Areas, drawings and notes, shown to all, to one and to nobody."""
    text: dict[str, Any] = {"scene": scene, "kind": "text", "points": [[140.0, 140.0]]}
    area: dict[str, Any] = {"scene": scene, "shape": "circle", "x": 140.0, "y": 140.0, "size": 10.0}
    note: dict[str, Any] = {"scene": scene, "x": 140.0, "y": 140.0}
    player = here.things["player_user"]
    here.made("area", "area.create", **area, label=here.secret("area.label"))
    here.made("drawing", "drawing.create", **text, text=here.secret("drawing.text"))
    here.made(
        "note",
        "note.create",
        **{**note, "shared": "all", "title": here.secret("note.title")},
        gm_notes=here.secret("note.gm_notes"),
    )
    here.made("named_note", "note.create", **note, title=here.secret("note.named"), shared="named", readers=[player])
    for key, type, data in (
        ("hidden_area", "area.create", {**area, "revealed": False, "label": here.secret("area.unrevealed")}),
        ("hidden_drawing", "drawing.create", {**text, "hidden": True, "text": here.secret("drawing.hidden")}),
        ("hidden_note", "note.create", {**note, "title": here.secret("note.unshared")}),
    ):
        here.secret(f"{key}.id", here.made(key, type, **data))


def build(here: Here, scene: str) -> None:
    """A wall, a door, one that is none to players, lights that burn and do not, a stroke of fog."""
    line = {"x1": 0.0, "y1": 0.0, "x2": 70.0, "y2": 0.0}
    light = {"scene": scene, "x": 70.0, "y": 70.0}
    stroke = {"scene": scene, "mode": "hide", "kind": "rect", "points": [[0.0, 0.0], [9.0, 9.0]]}
    for key, type, data in (
        *((f"{kind}", "wall.create", {"scene": scene, "walls": [{**line, "kind": kind}]}) for kind in ("wall", "door")),
        ("secret_door", "wall.create", {"scene": scene, "walls": [{**line, "kind": "secret"}]}),
        ("light", "light.create", light),
        ("dark_light", "light.create", {**light, "on": False}),
        ("fog_shape", "fog.paint", stroke),
    ):
        here.secret(f"{key}.id", here.made(key, type, **data))
