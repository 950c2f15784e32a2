"""Three universes worth visiting, on the first start: a sea, a clockwork of planets, a forge. All may look in."""

from __future__ import annotations

import math
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from universes.building import build as build_universe
from universes.composer.parameters import PRESETS
from universes.document import Document
from universes.models import Universe
from universes.parameters import stored

Things = list[dict[str, Any]]


def build(owner: Any) -> None:
    """Idempotent: universes of these names that the owner has already are left as they are."""
    for make in (drowned_moon, orrery, forge):
        document = make()
        if not Universe.objects.filter(room__owner=owner, name=document.name).exists():
            build_universe(owner, document, visibility=Universe.Visibility.PUBLIC)


def drowned_moon() -> Document:
    """What is lighter than water rises, what is heavier sinks, warmth lets it dance, and weeds sway."""
    floats: Things = [
        _ball(f"float-{number}", -12.0 + 4 * number, -6.0 + number % 3 * 4, 0.5 + number % 4 * 0.3, density)
        for number, density in enumerate((300, 1500, 600, 950, 1020, 400, 2500))
    ]
    weeds: Things = []
    tied: Things = []
    for weed, x in enumerate((-15.0, -6.0, 6.0, 15.0)):
        for knot in range(4):
            id = f"weed-{weed}-{knot}"
            weeds.append(_ball(id, x, -10.5 + 1.5 * knot, 0.3, 700))
            below = (
                {"body_a": f"weed-{weed}-{knot - 1}", "body_b": id} if knot else {"body_a": id, "anchor_b": [x, -12.0]}
            )
            tied.append({"id": f"stalk-{weed}-{knot}", "type": "spring", "stiffness": 9000, "damping": 300, **below})
    return _document(
        name=_("The Drowned Moon"),
        description=_("Once a month the sea remembers that it was sky. Everything here rises, sinks or sways."),
        genre="fantasy", theme="water", seed=1_729,
        physics={"gravity": 1.62, "fluid_density": 1000.0, "viscosity": 0.8, "agitation": 0.5, "temperature": 300.0,
                 "elasticity": 0.6, "boundary": "wall"},
        music=stored(PRESETS["calm"]), bodies=[*floats, *weeds], constraints=tied,
        story=[
            _point(_("Low tide"), 0, music={"tempo": 64.0, "intensity": 0.3}),
            _point(_("The moon calls"), 60, physics={"gravity": 0.6}, music={"intensity": 0.6, "scale": "lydian"}),
            _point(_("The bells below"), 120, physics={"gravity": 3.0, "agitation": 1.0}, music={"tension": 0.4}),
        ],
        visualizations=[_shown(_("The sea"), "physics"), _shown(_("Spray"), "particle_system")],
    )  # fmt: skip


def orrery() -> Document:
    """Mutual gravitation: planets go round by themselves, and two swarms that meet head on ring."""
    pull, sun = 1.0, 900.0
    bodies: Things = [{**_ball("sun", 0.0, 0.0, 1.2), "mass": sun}]
    for number, (away, size) in enumerate(((4.0, 0.3), (6.0, 0.45), (11.0, 0.6))):
        bodies.append(_orbiting(f"planet-{number + 1}", away, 2.1 * number, size, 0.01 * (number + 1), pull * sun))
    for number in range(12):
        turn = 1.0 if number % 2 else -1.0
        bodies.append(_orbiting(f"spark-{number + 1}", 8.0, math.tau * number / 12, 0.22, 0.002, pull * sun, turn))
    return _document(
        name=_("The Clockwork Orrery"),
        description=_("Nobody winds it. The planets keep time, and the sparks between them keep the tune."),
        genre="science fiction", theme="stars", seed=6_174,
        physics={"gravity": 0.0, "gravitation": pull, "pressure": 0.0, "temperature": 3.0, "elasticity": 1.0,
                 "friction": 0.0, "boundary": "wall"},
        music=stored(PRESETS["ambient"]), bodies=bodies, constraints=[],
        story=[
            _point(_("Wound up"), 0, music={"intensity": 0.3}),
            _point(_("Conjunction"), 48, music={"intensity": 0.7, "scale": "whole_tone"}),
            _point(_("The long way round"), 96, physics={"time_scale": 0.5}, music={"tempo": 52.0}),
        ],
        visualizations=[_shown(_("The orrery"), "physics"), _shown(_("Its spectrum"), "spectrum")],
    )  # fmt: skip


def forge() -> Document:
    """A cradle of hammers that gives its blow on from end to end, and blocks to be knocked over."""
    hammers: Things = []
    ropes: Things = []
    for number in range(5):
        x = -4.04 + 2.02 * number
        away = math.radians(50) if number == 0 else 0.0
        place = [x - 8 * math.sin(away), 6 - 8 * math.cos(away)]
        iron = {"restitution": 1.0, "friction": 0.0, "density": 7.8}
        hammers.append(
            {"id": f"hammer-{number + 1}", "name": _("Hammer"), "radius": 1.0, "position": place, "material": iron}
        )
        ropes.append(
            {"id": f"rope-{number + 1}", "type": "distance", "body_a": f"hammer-{number + 1}", "anchor_b": [x, 6.0]}
        )
    blocks: Things = [
        {"id": f"block-{number + 1}", "name": _("Block"), "shape": "box", "width": 2.0, "height": 1.5,
         "position": [13.0, -11.2 + 1.51 * number], "material": {"restitution": 0.1, "friction": 0.6, "density": 2.0}}
        for number in range(5)
    ]  # fmt: skip
    return _document(
        name=_("The Pendulum Forge"),
        description=_("Five hammers, one blow. It has been going from end to end since the mountain was young."),
        genre="fantasy", theme="fire", seed=4_104,
        physics={"gravity": 9.81, "air_resistance": 0.0, "pressure": 0.0, "elasticity": 0.7, "friction": 0.3,
                 "boundary": "wall"},
        music=stored(PRESETS["combat"]), bodies=[*hammers, *blocks], constraints=ropes,
        story=[
            _point(_("Embers"), 0, music={"intensity": 0.3, "tempo": 96.0}),
            _point(_("Full heat"), 40, physics={"temperature": 900.0}, music={"intensity": 0.9, "tempo": 140.0}),
            _point(_("Quenched"), 80, physics={"temperature": 280.0}, music={"mood": "grief", "tempo": 60.0}),
        ],
        visualizations=[_shown(_("The forge"), "physics"), _shown(_("Its voice"), "waveform")],
    )  # fmt: skip


def _document(**fields: Any) -> Document:
    """With the ids that its lists lack."""
    for name in ("story", "visualizations"):
        for number, one in enumerate(fields[name], 1):
            one["id"] = f"{name}-{number}"
    return msgspec.convert({"schema": "dreamtable.universe", "version": 1, **fields}, Document)


def _ball(id: str, x: float, y: float, radius: float, density: float | None = None) -> dict[str, Any]:
    return {"id": id, "radius": radius, "position": [x, y], "material": {"density": density}}


def _orbiting(
    id: str, away: float, at: float, radius: float, mass: float, pull: float, turn: float = 1.0
) -> dict[str, Any]:
    """On a circle about the middle, where `pull` is the sun's mass times the constant."""
    speed = turn * math.sqrt(pull / away)
    place = [away * math.cos(at), away * math.sin(at)]
    return {
        "id": id, "radius": radius, "mass": mass, "position": place,
        "velocity": [-speed * math.sin(at), speed * math.cos(at)],
    }  # fmt: skip


def _point(title: str, at: float, **changes: Any) -> dict[str, Any]:
    return {"title": title, "at": at, "changes": changes}


def _shown(name: str, kind: str) -> dict[str, Any]:
    return {"name": name, "kind": kind}
