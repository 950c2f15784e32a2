"""Areas that are often needed, as data: what `area.create` takes when only the name of an effect is given.

Sizes are in feet, as the rules print them (radius, length or edge); `feet` turns them into the unit of a scene.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

EMBER, LAMP, FROST, DUSK, FOG, VENOM = ("#e5604d", "#f2b44b", "#8fc7ea", "#3a3350", "#c9c4d0", "#9fbf4d")
METRES_A_FOOT = 0.3
"""As metric editions of the rules count: 5 ft are 1.5 m."""


class Spell(NamedTuple):
    """`size` is the radius of a circle or cylinder, the length of a cone or line, the edge of a square or cube."""

    name: Any
    shape: str
    size: float
    colour: str


SPELLS: dict[str, Spell] = {
    "fireball": Spell(_("Fireball"), "circle", 20, EMBER),
    "burning_hands": Spell(_("Burning Hands"), "cone", 15, EMBER),
    "lightning_bolt": Spell(_("Lightning Bolt"), "line", 100, FROST),
    "call_lightning": Spell(_("Call Lightning"), "cylinder", 60, FROST),
    "cone_of_cold": Spell(_("Cone of Cold"), "cone", 60, FROST),
    "wall_of_fire": Spell(_("Wall of Fire"), "line", 60, EMBER),
    "cloudkill": Spell(_("Cloudkill"), "circle", 20, VENOM),
    "spirit_guardians": Spell(_("Spirit Guardians"), "circle", 15, LAMP),
    "meteor_swarm": Spell(_("Meteor Swarm"), "circle", 40, EMBER),
    "web": Spell(_("Web"), "cube", 20, FOG),
    "darkness": Spell(_("Darkness"), "circle", 15, DUSK),
    "fog_cloud": Spell(_("Fog Cloud"), "circle", 20, FOG),
}


def feet(size: float, unit: str) -> float:
    """A size of the rules in the scene's own unit; a unit nobody knows counts as feet."""
    return size * METRES_A_FOOT if unit.strip().lower() in ("m", "metre", "metres", "meter", "meters") else size
