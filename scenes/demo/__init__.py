"""A campaign to look at: what stands on the first start, and what is built beside it while the server runs already.

All of it is done by `perform`, as a game master would, and drawn and played by ourselves: nothing is fetched.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rooms.models import Room
from scenes.demo import crypt
from scenes.demo.hands import Hands

TOKENS: list[dict[str, Any]] = [
    {"name": "Mira", "x": 11.5, "y": 12.5, "disposition": "ally"},
    {"name": "Brakk", "x": 13.5, "y": 12.5, "disposition": "ally"},
    {"name": "Goblin", "x": 16.5, "y": 4.5, "disposition": "enemy"},
    {"name": "The Lich", "x": 12.5, "y": 4.0, "size": 2.0, "disposition": "enemy", "hidden": True,
     "gm_notes": "Wakes when somebody steps into the circle."},
]  # fmt: skip


def build(owner: Any) -> None:
    """The table with its first scene. Idempotent: a demo table that is there already is left as it is."""
    name = _("The Lich and His Tomb")
    if Room.objects.filter(name=name, owner=owner).exists():
        return
    room = Room.open_by(owner, name=name, description=_("A table to try things on. Invite somebody."))
    hands = Hands(room, owner)
    map = hands.map(crypt.draw, _("Antechamber"), (crypt.COLUMNS, crypt.ROWS))
    scene = str(hands.does("scene.create", "crypt", name=_("Antechamber")).pk)
    hands.does("map.place", scene=scene, map=str(map.pk), hidden=False)
    for token in TOKENS:
        place = {"x": token["x"] * crypt.CELL, "y": token["y"] * crypt.CELL}
        hands.does("token.create", f"token {token['name']}", scene=scene, **{**token, **place})
    for words in (
        _("You hear water, and under it something that counts, slowly."),
        _("Drag a token, or select it and use the arrow keys. Invite players from the panel of people."),
    ):
        hands.does("chat.say", text=words)
