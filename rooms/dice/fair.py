"""Dice whose fairness everybody who sees a roll can check afterwards (README.md says why it is built this way).

A secret seed is chosen and its SHA-256 told before; the page adds a salt; the dice follow from both; then the seed is
told. static/rooms/dice/verify.js does the same sums.
"""

from __future__ import annotations

import hmac
from struct import Struct

WORDS = 2**32
EIGHT = Struct(">8I")


class Fair:
    """A source of dice: HMAC-SHA256(seed, salt, formula, counter) as a stream of 32-bit numbers, none favoured.

    Numbers above the largest multiple of `sides` are passed over, so that every face is equally likely. `draws` holds
    [sides, value] of each die in the order they were thrown.
    """

    __slots__ = ("_key", "_words", "_mixed", "_counter", "draws")

    def __init__(self, seed: str, salt: str, formula: str) -> None:
        self._key = bytes.fromhex(seed)
        self._mixed = f"{salt}\n{formula}\n"
        self._words: list[int] = []
        self._counter = 0
        self.draws: list[list[int]] = []

    def throw(self, sides: int) -> int:
        most = WORDS - WORDS % sides
        while True:
            if not self._words:
                self._refill()
            word = self._words.pop()
            if word < most:
                value = word % sides + 1
                self.draws.append([sides, value])
                return value

    def _refill(self) -> None:
        """Eight numbers from the next digest, big-endian; taken from the front."""
        digest = hmac.digest(self._key, f"{self._mixed}{self._counter}".encode(), "sha256")
        self._words = [*EIGHT.unpack(digest)][::-1]
        self._counter += 1
