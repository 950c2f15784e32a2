"""Questions in a line: `?{Question|default}` and `?{Kind|axe,1d12|sword,1d8}`. The page asks; the server takes defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _

PROMPT = re.compile(r"\?\{([^{}|]*)((?:\|[^{}|]*)*)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """`default` None: it must be answered. `options` are (label, value), the first being the default."""

    question: str
    default: str | None
    options: tuple[tuple[str, str], ...] = ()


def _prompt(found: re.Match[str]) -> Prompt:
    question, given = found[1].strip(), found[2].split("|")[1:]
    if not given:
        return Prompt(question, None)
    if len(given) == 1:
        return Prompt(question, given[0].strip())
    options = tuple((label.strip(), (value if comma else label).strip()) for label, comma, value in
                    (option.partition(",") for option in given))  # fmt: skip
    return Prompt(question, options[0][1], options)


def prompts(text: str) -> list[Prompt]:
    """The questions in `text`, each once, in order."""
    asked: dict[str, Prompt] = {}
    for found in PROMPT.finditer(text):
        prompt = _prompt(found)
        asked.setdefault(prompt.question, prompt)
    return list(asked.values())


def with_defaults(text: str) -> str:
    """`text` with every question answered by its default; raises DiceError where there is none."""

    def answer(found: re.Match[str]) -> str:
        prompt = _prompt(found)
        if prompt.default is None:
            raise DiceError(_("The question “{question}” has no answer."), found.start(), question=prompt.question)
        return prompt.default

    return PROMPT.sub(answer, text)
