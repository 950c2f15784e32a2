"""How much one roll may ask for. Whatever goes beyond is refused with a sentence, never computed."""

from __future__ import annotations

LENGTH = 500
"""Characters of a formula."""
DEPTH = 20
"""Brackets, functions and powers inside each other."""
DICE = 1_000
"""Dice thrown in one roll, with those that exploded or were thrown again."""
SIDES = 1_000_000
AGAIN = 100
"""Explosions, or repeated throws, of one die."""
NUMBER = 10**9
"""No number in a formula, and no result on the way, lies further from zero."""
MODIFIERS = 10
"""Behind one term."""
ATTRIBUTES = 50
"""Attributes looked up for one roll, those inside other attributes included."""
SALT = 64
LABEL = 100
