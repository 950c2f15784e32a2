"""Words in templates and in markup of JavaScript that no translator would ever see: text outside `translate` and `t()`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.frontend import ROOT
from config.words.source import folder_files

HOLE = "\0"
"""Stands where a value is put in."""
_COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}|<!--.*?-->", re.DOTALL)
_TRANSLATED = re.compile(r"{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}", re.DOTALL)
_UNSEEN = re.compile(r"{% block (?:body_class|main_class|viewport|theme) %}.*?{% endblock %}", re.DOTALL)
_TAG = re.compile(r"{[%{].*?[%}]}", re.DOTALL)
_CODE = re.compile(r'<(script|style|code|kbd|pre|svg)\b.*?</\1>|<span class="material-symbols.*?</span>', re.DOTALL)
_TEXT = re.compile(r">([^<>]*)(?=<|$)")
_READ_OUT = re.compile(r"""\b(?:aria-label|title|placeholder|alt|label)=(?:"([^"]*)"|'([^']*)')""")
_WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Dreamtable", "MB", "UTC", "px"}
"""The same in every language."""


def in_templates() -> Iterator[tuple[str, str]]:
    """(file, words) of each text that stands in a page's template as it is."""
    for path in folder_files(ROOT / "templates", "*.html"):
        source = _UNSEEN.sub("", _COMMENT.sub("", path.read_text()))
        source = _TAG.sub(HOLE, _TRANSLATED.sub(HOLE, source))
        yield from ((path.relative_to(ROOT).as_posix(), words) for words in read_out(source))


def in_scripts() -> Iterator[tuple[str, str]]:
    """The same of `html` templates in JavaScript."""
    for path in folder_files(ROOT / "static", "*.js"):
        for markup in markup_of(path.read_text()):
            yield from ((path.relative_to(ROOT).as_posix(), words) for words in read_out(markup))


def read_out(markup: str) -> Iterator[str]:
    """The words in what is shown or read out of `markup`."""
    markup = _CODE.sub(HOLE, markup)
    texts = [match[1] for match in _TEXT.finditer(f">{markup}")]
    texts += [match[1] or match[2] or "" for match in _READ_OUT.finditer(markup)]
    for text in texts:
        if set(_WORD.findall(text)) - NAMES and not text.startswith("/"):  # a command is the same in every language
            yield " ".join(text.replace(HOLE, "…").split())


def markup_of(source: str) -> list[str]:
    """What stands in each html`...` of a script, with a hole for each value; templates within values come by themselves."""
    found: list[str] = []
    at = 0
    while (at := source.find("html`", at)) != -1:
        at = _template(source, at + 5, found)
    return found


def _template(source: str, at: int, found: list[str]) -> int:
    """Reads from behind the first backtick to behind the last one."""
    text = []
    while at < len(source) and source[at] != "`":
        if source[at] == "\\":
            at += 2
        elif source.startswith("${", at):
            at = _value(source, at + 2, found)
            text.append(HOLE)
        else:
            text.append(source[at])
            at += 1
    found.append("".join(text))
    return at + 1


def _value(source: str, at: int, found: list[str]) -> int:
    """Reads to behind the brace that closes a value."""
    depth = 1
    while at < len(source) and depth:
        sign = source[at]
        if source.startswith("html`", at):
            at = _template(source, at + 5, found)
        elif sign == "`":
            at = _template(source, at + 1, [])
        elif sign in "\"'":
            at = re.compile(rf"{sign}(?:[^{sign}\\\n]|\\.)*{sign}?").match(source, at).end()  # type: ignore[union-attr]
        else:
            depth += {"{": 1, "}": -1}.get(sign, 0)
            at += 1
    return at
