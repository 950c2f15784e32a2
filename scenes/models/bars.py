"""Bars of tokens: [{name, value, max, show, attribute, max_attribute}].

A bar that names an attribute shows what the token's character has there now, so that bars in every scene and dice agree;
`value` and `max` are then what it falls back to without the character.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Bar = dict[str, Any]
MOST = 1_000_000.0
ALL, OWNERS = frozenset({"all"}), frozenset({"all", "owners"})


def current(bars: Iterable[Bar], attributes: Mapping[str, Any]) -> list[Bar]:
    """The bars with the numbers they show, given the character's attributes."""
    return [
        {
            **bar,
            "value": _number(attributes, bar.get("attribute"), bar["value"]),
            "max": _number(attributes, bar.get("max_attribute"), bar["max"]),
        }
        for bar in bars
    ]


def shown(bars: Iterable[Bar], to: frozenset[str]) -> list[Bar]:
    """Name, value and max of those that are shown to `ALL` or `OWNERS`."""
    return [{name: bar[name] for name in ("name", "value", "max")} for bar in bars if bar["show"] in to]


def within(bar: Bar, value: float) -> float:
    """What is left after harm or healing: never below nothing, nor above what the bar holds."""
    value = min(max(0.0, value), MOST)
    return value if bar["max"] is None else min(value, bar["max"])


def _number(attributes: Mapping[str, Any], name: str | None, otherwise: Any) -> Any:
    value = attributes.get(name) if name else None
    return value if isinstance(value, int | float) else otherwise
