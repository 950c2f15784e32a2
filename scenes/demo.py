"""A table to look at on the first start: a drawn map, tokens shown and hidden, a few words said. Built by `perform`,
as a game master would.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from maps.intake import take_in
from rooms.live import perform
from rooms.models import Member, Room
from rooms.viewer import Viewer
from scenes.demo_map import CELL, COLUMNS, ROWS, draw

TOKENS: list[dict[str, Any]] = [
    {"name": "Mira", "x": 11.5, "y": 12.5, "disposition": "ally"},
    {"name": "Brakk", "x": 13.5, "y": 12.5, "disposition": "ally"},
    {"name": "Goblin", "x": 16.5, "y": 4.5, "disposition": "enemy"},
    {"name": "The Lich", "x": 12.5, "y": 4.0, "size": 2.0, "disposition": "enemy", "hidden": True,
     "gm_notes": "Wakes when somebody steps into the circle."},
]  # fmt: skip


def build(owner: Any) -> None:
    """Idempotent: a demo table that is there already is left as it is."""
    name = _("The Lich and His Tomb")
    if Room.objects.filter(name=name, owner=owner).exists():
        return
    room = Room.open_by(owner, name=name, description=_("A table to try things on. Invite somebody."))
    viewer = Viewer.of(room, Member.objects.get(room=room, user=owner), user=owner)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "map.webp"
        draw(picture)
        # The hint in the name tells the library the number of cells, and with it their size.
        map = take_in(picture, f"{_('Antechamber')} [{COLUMNS}x{ROWS}].webp", owner=owner, folder=None)
    scene = perform(viewer, "scene.create", {"name": _("Antechamber")}).made[0]
    perform(viewer, "map.place", {"scene": str(scene.pk), "map": str(map.pk), "hidden": False})
    for token in TOKENS:
        place = {"x": token["x"] * CELL, "y": token["y"] * CELL}
        perform(viewer, "token.create", {"scene": str(scene.pk), **token, **place})
    for words in (
        _("You hear water, and under it something that counts, slowly."),
        _("Drag a token, or select it and use the arrow keys. Invite players from the panel of people."),
    ):
        perform(viewer, "chat.say", {"text": words})
