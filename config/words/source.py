"""Which words the source shows people: `_()` of Python, `{% translate %}` of templates, `t()`, `tn()` and `tc()` of JavaScript.

Python is parsed; templates go through Django's `templatize`, which leaves calls of gettext in them; the calls of
JavaScript are found by their form, because they stand within nested template strings.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

from config.frontend import ROOT

APPS = ("accounts", "audio", "config", "maps", "rooms", "scenes", "universes")
FUNCTIONS = ("gettext", "gettext_noop", "_now")
"""What words are given to in Python; `_` too, by which they are imported."""
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
        for path in folder_files(ROOT / app, "*.py"):
            yield from python(path.read_text(), path.relative_to(ROOT).as_posix())
    for path in (*folder_files(ROOT / "templates", "*.html"), *folder_files(ROOT / "templates", "*.txt")):
        yield from template(path.read_text(), path.relative_to(ROOT).as_posix())


def browser() -> Iterator[Found]:
    """Of JavaScript: what gettext's domain `djangojs` holds."""
    for path in folder_files(ROOT / "static", "*.js"):
        yield from script(path.read_text(), path.relative_to(ROOT).as_posix())


def folder_files(folder: Path, pattern: str) -> list[Path]:
    aside = {"tests", "testing", "benchmarks", "vendor", "migrations", "node_modules"}
    return [
        path
        for path in sorted(folder.rglob(pattern))
        if not aside & set(path.relative_to(ROOT).parts) and not path.name.endswith((".test.js", ".d.ts"))
    ]


def python(source: str, file: str) -> Iterator[Found]:
    if "_(" not in source and "gettext" not in source:
        return
    for call in ast.walk(ast.parse(source)):
        name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
        if not isinstance(call, ast.Call) or not _gives_words(name):
            continue
        words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        first, second = (*words, None, None)[:2]
        if not isinstance(first, str):
            continue
        if name.startswith("pgettext"):
            yield Found(file, str(second), context=first)
        else:
            yield Found(file, first, str(second) if name.startswith("ngettext") else None)


def _gives_words(name: str) -> bool:
    return name == "_" or name.removesuffix("_lazy").endswith(FUNCTIONS)


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
