"""Which words the source shows people: `_()` of Python, `{% translate %}` of templates, `t()`, `tn()` and `tc()` of JavaScript.

Babel reads Python; templates go through Django's `templatize`, which leaves calls of gettext in them; the calls of
JavaScript are read here, because they stand within nested template strings.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from config.frontend import ROOT

APPS = ("accounts", "audio", "config", "maps", "rooms", "scenes", "universes")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_WORDS = r'"(?:[^"\\\n]|\\.)*"'
_CALL = re.compile(rf"(?<![\w.$])(?P<name>tn|tc|t)\(\s*(?P<first>{_WORDS})(?:\s*,\s*(?P<second>{_WORDS}))?")
_TEMPLATE_CALL = re.compile(
    r"""(?<!\w)(?P<name>ngettext|pgettext|gettext|_)\(\s*u?(?P<first>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""(?:\s*,\s*u?(?P<second>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?"""
)


@dataclass(frozen=True)
class Found:
    """Words in a file. `many`: what they are for a number other than one; `context`: tells apart what English does not."""

    file: str
    one: str
    many: str | None = None
    context: str | None = None


def server() -> Iterator[Found]:
    """Of Python and of templates: what gettext's domain `django` holds."""
    for app in APPS:
        for path in _files(ROOT / app, "*.py"):
            with path.open("rb") as source:
                yield from python(source, path.relative_to(ROOT).as_posix())
    for path in (*_files(ROOT / "templates", "*.html"), *_files(ROOT / "templates", "*.txt")):
        yield from template(path.read_text(), path.relative_to(ROOT).as_posix())


def browser() -> Iterator[Found]:
    """Of JavaScript: what gettext's domain `djangojs` holds."""
    for path in _files(ROOT / "static", "*.js"):
        yield from script(path.read_text(), path.relative_to(ROOT).as_posix())


def _files(folder: Path, pattern: str) -> list[Path]:
    aside = {"tests", "testing", "benchmarks", "vendor", "migrations", "node_modules"}
    return [
        path
        for path in sorted(folder.rglob(pattern))
        if not aside & set(path.relative_to(ROOT).parts) and not path.name.endswith((".test.js", ".d.ts"))
    ]


def python(source: IO[bytes], file: str) -> Iterator[Found]:
    for _line, words, _comments, context in extract("python", source, KEYWORDS):
        one, many = words if isinstance(words, tuple) else (words, None)
        if one:
            yield Found(file, one, many, context)


def template(source: str, file: str) -> Iterator[Found]:
    for call in _TEMPLATE_CALL.finditer(templatize(source)):
        yield _found(call, file, many="ngettext", context="pgettext")


def script(source: str, file: str) -> Iterator[Found]:
    for call in _CALL.finditer(source):
        yield _found(call, file, many="tn", context="tc")


def _found(call: re.Match[str], file: str, *, many: str, context: str) -> Found:
    """`many`, `context`: the names of the functions whose second word is the plural, whose first is the context."""
    first = str(ast.literal_eval(call["first"]))
    second = str(ast.literal_eval(call["second"])) if call["second"] else ""
    if call["name"] == context:
        return Found(file, second, context=first)
    return Found(file, first, second if call["name"] == many else None)
