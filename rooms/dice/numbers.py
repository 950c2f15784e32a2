"""Arithmetic of formulas: whole numbers stay whole, 15/2 is 7.5, halves round away from zero, nothing beyond 10^9."""

from __future__ import annotations

import math

from rooms.dice.bounds import NUMBER
from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _

Number = int | float
PLACES = 9
"""Decimals that count: 0.1 + 0.2 is 0.3."""


def tidy(value: Number, at: int = 0) -> Number:
    """`value` without the noise of floating point, whole where it is whole. Raises DiceError beyond 10^9."""
    if not -NUMBER <= value <= NUMBER:
        raise DiceError(_("Numbers beyond 1,000,000,000 are too large."), at)
    if isinstance(value, int):
        return value
    rounded = round(value, PLACES)
    return int(rounded) if rounded.is_integer() else rounded


def written(value: Number) -> str:
    """As in a formula: `7.5`, `-3`, never an exponent."""
    return str(value) if isinstance(value, int) else f"{value:.{PLACES}f}".rstrip("0").rstrip(".")


def half_away(value: Number) -> int:
    """Rounded to the nearest whole number, halves away from zero: 2.5 is 3, -2.5 is -3."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def divided(left: Number, right: Number, at: int) -> Number:
    if right == 0:
        raise DiceError(_("This divides by zero."), at)
    if isinstance(left, int) and isinstance(right, int) and left % right == 0:
        return left // right
    return left / right


def remainder(left: Number, right: Number, at: int) -> Number:
    """What is left of a division, with the sign of the divisor."""
    if right == 0:
        raise DiceError(_("This divides by zero."), at)
    return left % right


def power(base: Number, exponent: Number, at: int) -> Number:
    """Refused before it is computed, when it would be beyond 10^9."""
    if base == 0 and exponent < 0:
        raise DiceError(_("This divides by zero."), at)
    if base < 0 and exponent != int(exponent):
        raise DiceError(_("A negative number has no root here."), at)
    if abs(base) > 1 and exponent > 0 and exponent * math.log(abs(base)) > math.log(NUMBER) + 1e-9:
        raise DiceError(_("Numbers beyond 1,000,000,000 are too large."), at)
    if isinstance(base, int) and isinstance(exponent, int) and exponent >= 0 and abs(base) > 1:
        return base**exponent
    try:
        return float(base) ** float(exponent)
    except OverflowError:
        raise DiceError(_("Numbers beyond 1,000,000,000 are too large."), at) from None
