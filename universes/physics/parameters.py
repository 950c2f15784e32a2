"""THE table of a world's physical parameters: unit, range, default and what each does, in one place. The REST schema,
its validation, the page's panels and the documentation all read it; presets change some of its values.

Units are SI throughout (metres, kilograms, seconds, kelvin) but for the pressure in kPa. y points up, gravity down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Boundary = Literal["none", "wall", "wrap", "absorb"]
Integration = Literal["verlet", "euler"]

# Dry air: the universal gas constant over the molar mass of air (ISO 2533).
AIR_GAS_CONSTANT = 287.05287
STANDARD_PRESSURE = 101.325
STANDARD_TEMPERATURE = 293.15
BOLTZMANN = 1.380649e-23


def _(text: str) -> str:
    """Marks a text that people read for translation; who shows it translates it. This package knows no Django."""
    return text


def _is(unit: str, effect: str, least: float, most: float) -> Meta:
    return Meta(ge=least, le=most, description=effect, extra={"unit": unit})


def _told(effect: str, unit: str = "") -> Meta:
    return Meta(description=effect, extra={"unit": unit})


def air_density(pressure: float, temperature: float) -> float:
    """kg/m3 of dry air at `pressure` kPa and `temperature` K, as an ideal gas; none at 0 K, where no gas is left."""
    return pressure * 1000.0 / (AIR_GAS_CONSTANT * temperature) if temperature > 0 else 0.0


class Physics(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parameters of one world."""

    gravity: Annotated[float, _is("m/s²", _("Pulls every body downward."), 0, 100)] = 9.81
    air_resistance: Annotated[
        float,
        _is(
            "kg/m³",
            _(
                "Drag that grows with the square of the speed, for each metre of a body's width in air at 293.15 K and"
                " 101.325 kPa; it goes with the density of the medium."
            ),
            0,
            1,
        ),
    ] = 0.0
    elasticity: Annotated[
        float,
        _is("", _("How much of the speed a bounce gives back, where neither body's material says."), 0, 1),
    ] = 1.0
    friction: Annotated[
        float, _is("", _("How strongly touching surfaces hold each other, where neither body's material says."), 0, 1)
    ] = 0.1
    temperature: Annotated[
        float,
        _is("K", _("Thins the air as it rises, and agitates bodies that a medium drags (see agitation)."), 0, 1000),
    ] = STANDARD_TEMPERATURE
    pressure: Annotated[float, _is("kPa", _("Makes the air denser where no fluid is set."), 0, 200)] = STANDARD_PRESSURE
    fluid_density: Annotated[
        Annotated[float, Meta(ge=0, le=2000)] | None,
        _told(_("Fills the world with a fluid in which bodies rise or sink; off leaves it to the air."), "kg/m³"),
    ] = None
    viscosity: Annotated[
        Annotated[float, Meta(ge=0, le=1)] | None,
        _told(_("Drag that grows with the speed itself, as in honey (Stokes); off is none."), "Pa·s"),
    ] = None
    damping: Annotated[float, _is("1/s", _("The share of its speed that every body loses in a second."), 0, 10)] = 0.0
    gravitation: Annotated[
        float, _is("m³/(kg·s²)", _("Makes all bodies attract each other: the constant G of Newton's law."), 0, 1e6)
    ] = 0.0
    softening: Annotated[
        float, _is("m", _("Below this distance mutual attraction grows no further (Plummer)."), 1e-6, 100)
    ] = 0.001
    agitation: Annotated[
        float,
        _is(
            "J/K",
            _(
                "Energy that heat gives a body for each kelvin. Nature's value cannot be seen at the size of a ball; 0.001"
                " makes a kilogram dance."
            ),
            0,
            1,
        ),
    ] = BOLTZMANN
    boundary: Annotated[Boundary, _told(_("What meets a body at the edge of the world."))] = "none"
    width: Annotated[float, _is("m", _("How wide the world is, about its middle, where it has an edge."), 1, 10000)] = (
        40.0
    )
    height: Annotated[
        float, _is("m", _("How high the world is, about its middle, where it has an edge."), 1, 10000)
    ] = 24.0
    time_step: Annotated[float, _is("s", _("The time that one step covers."), 0.001, 0.1)] = 1 / 60
    substeps: Annotated[int, _is("", _("Parts into which a step is divided: more is more exact."), 1, 32)] = 8
    iterations: Annotated[
        int, _is("", _("Rounds of settling contacts, half as many where nothing is joined: more is firmer."), 1, 50)
    ] = 10
    time_scale: Annotated[
        float, _is("×", _("Seconds of the world to one of the clock. The paths stay the same."), 0.1, 10)
    ] = 1.0
    integration: Annotated[
        Integration, _told(_("How paths are followed: verlet is exact to second order, euler to first."))
    ] = "verlet"

    @property
    def medium_density(self) -> float:
        """kg/m3 of what fills the world: the fluid, or else the air."""
        if self.fluid_density is not None:
            return self.fluid_density
        return air_density(self.pressure, self.temperature)


@dataclass(frozen=True)
class Row:
    """One line of the table. `minimum` and `maximum` are None for a choice, `optional` says that None turns it off."""

    name: str
    unit: str
    minimum: float | None
    maximum: float | None
    default: float | int | str | None
    effect: str
    whole: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()


NUMBER = (msgspec.inspect.FloatType, msgspec.inspect.IntType)


def _row(field: msgspec.inspect.Field) -> Row:
    told = field.type
    assert isinstance(told, msgspec.inspect.Metadata)
    about = told.extra_json_schema or {}
    kinds = told.type.types if isinstance(told.type, msgspec.inspect.UnionType) else (told.type,)
    kind = next(kind for kind in kinds if not isinstance(kind, msgspec.inspect.NoneType))
    return Row(
        name=field.name,
        unit=(told.extra or {})["unit"],
        minimum=kind.ge if isinstance(kind, NUMBER) else None,
        maximum=kind.le if isinstance(kind, NUMBER) else None,
        default=field.default,
        effect=about["description"],
        whole=isinstance(kind, msgspec.inspect.IntType),
        optional=len(kinds) > 1,
        choices=tuple(str(value) for value in kind.values) if isinstance(kind, msgspec.inspect.LiteralType) else (),
    )


def _rows() -> tuple[Row, ...]:
    told = msgspec.inspect.type_info(Physics)
    assert isinstance(told, msgspec.inspect.StructType)
    return tuple(_row(field) for field in told.fields)


ROWS: tuple[Row, ...] = _rows()
DEFAULTS = Physics()
PRESETS: dict[str, dict[str, float]] = {
    "space": {"gravity": 0.0, "air_resistance": 0.0, "elasticity": 1.0, "friction": 0.0},
    "earth": {"gravity": 9.81, "air_resistance": 0.1, "elasticity": 0.7, "friction": 0.3},
    "water": {"gravity": 9.81, "air_resistance": 0.5, "elasticity": 0.3, "friction": 0.8},
}


def with_preset(physics: Physics, name: str) -> Physics:
    """`physics` with the values of a preset. Raises KeyError for an unknown name."""
    return msgspec.structs.replace(physics, **PRESETS[name])
