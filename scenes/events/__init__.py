"""What may be done on the table, by noun: scenes, maps placed in them, tokens."""

from scenes.events import (
    areas,
    combatants,
    copies,
    drawings,
    encounters,
    folders,
    handouts,
    maps,
    notes,
    pointing,
    scenes,
    tokens,
)

__all__ = [
    "areas",
    "combatants",
    "copies",
    "drawings",
    "encounters",
    "folders",
    "handouts",
    "maps",
    "notes",
    "pointing",
    "scenes",
    "tokens",
]
