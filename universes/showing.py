"""Settings and mappings of visualisations as they are stored, from what is asked for."""

from __future__ import annotations

from typing import Any

import msgspec

from config.api.errors import Invalid
from config.api.inputs import decode
from universes.composer.parameters import ROWS as MUSIC
from universes.physics.parameters import ROWS as PHYSICS
from universes.visuals.mapping import BadMapping, Mapping, check
from universes.visuals.settings import SETTINGS

NUMBERS = (
    *(name for name, row in MUSIC.items() if row.least is not None),
    *(row.name for row in PHYSICS if row.minimum is not None and row.name not in MUSIC),
)
"""Parameters that a mapping may ask for, those that are numbers. Where music and physics call two by one name, it is the
music's.
"""
PARAMETERS = frozenset(NUMBERS)


def settings_of(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """All settings of a kind, the usual ones where nothing is given. Raises Invalid, naming the field."""
    try:
        settings: dict[str, Any] = msgspec.to_builtins(decode(SETTINGS[kind], given))
    except Invalid as problem:
        raise Invalid(fields={f"settings.{field}": words for field, words in problem.fields.items()}) from None
    return settings


def mappings_of(kind: str, given: list[Mapping]) -> list[dict[str, Any]]:
    """As they are stored. Raises Invalid for a source or a property that there is not, and for a range that is none."""
    for place, one in enumerate(given):
        try:
            check(kind, one, PARAMETERS)
        except BadMapping as bad:
            raise Invalid(fields={f"mappings.{place}.{bad.field}": [str(bad)]}) from None
    stored: list[dict[str, Any]] = msgspec.to_builtins(given)
    return stored
