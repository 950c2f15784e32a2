"""What a formula is refused with: a sentence and the place in the text. The edge translates the sentence."""

from __future__ import annotations

from typing import Any


def gettext_noop(text: str) -> str:
    """Marks a sentence for translation, and leaves it as it is: this package knows no language but its own."""
    return text


class DiceError(Exception):
    """`message` is an English sentence with `{names}` for `params`; `at` the position in the formula, from 0."""

    def __init__(self, message: str, at: int = 0, **params: Any) -> None:
        self.message, self.at, self.params = message, at, params
        super().__init__(message.format(**params))
