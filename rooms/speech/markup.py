"""Marked-up words as a small tree of tokens, which the page builds into nodes: no HTML anywhere, nothing is fetched.

A tree is a list of blocks `{"t": "p"|"quote"|"code"|"ul"|"ol", "c": [...]}`. `p` and `quote` hold inlines, `code` one
string, lists hold items, each a list of inlines (`start`: the first number of an `ol`, unless it is 1). An inline is a string or `{"t": "b"|"i"|"s"|"code", "c": [...]}`,
`{"t": "a", "href", "c"}`, `{"t": "mention", "user", "c"}`, `{"t": "roll", ...}`, `{"t": "deferred", "command"}`,
`{"t": "br"}`. Inlines lie at most DEPTH deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

DEPTH = 8
MOST_ROLLS, MOST_MENTIONS, MOST_TRIES = 20, 20, 100
MARKS = re.compile(r"[*_~`\[\]<>@\\]|://|mailto:|^[ \t]*(?:[-+]|\d+[.)])(?=\s)", re.MULTILINE)
MOST_MARKS = 250
"""Where more signs than these could mean something, none does: the parser's time must not be an attack."""
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"`\\^{|}]+", re.IGNORECASE)
INLINE_ROLL = re.compile(r"\[\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\]")
DEFERRED = re.compile(
    r"/(?:r|roll|pr|publicroll|gmr|gmroll|rgm|rollgm|br|blindroll|broll|rsec|sr|selfroll|rme)\s+\S", re.IGNORECASE
)
OPENS = {"strong_open": "b", "em_open": "i", "s_open": "s"}
SCHEMES = ("http", "https", "mailto")

Tree = list[dict[str, Any]]


@dataclass(slots=True)
class Found:
    """What the words name besides themselves. `people` maps folded names to user ids; `throw` makes a roll of a formula,
    None where dice stay words.
    """

    people: Mapping[str, Any] = field(default_factory=dict)
    throw: Callable[[str], dict[str, Any]] | None = None
    mentions: list[str] = field(default_factory=list)
    rolls: int = 0
    tries: int = 0


def tree(text: str, found: Found) -> Tree | None:
    """The tree of `text`, None when it is plain words. Mentioned user ids are put into `found.mentions`.

    Raises what `found.throw` raises for a formula.
    """
    if not 0 < len(MARKS.findall(text)) <= MOST_MARKS:
        return None
    body = _blocks(_parser.parse(text, {"found": found}))
    return None if body in ([], [{"t": "p", "c": [text]}]) else body


def inline_rolls(text: str) -> list[str]:
    """The formulas that would be thrown if `text` were said; some of them may lie in code."""
    return [formula for formula in INLINE_ROLL.findall(text) if not formula.lstrip().startswith("/")]


# Rules of the parser --------------------------------------------------------------------------------------------------


def _roll(state: StateInline, silent: bool) -> bool:
    match = INLINE_ROLL.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    words, found = match[1].strip(), state.env["found"]
    deferred = words.startswith("/")
    if not words or (deferred and not DEFERRED.match(words)) or (not deferred and found.throw is None):
        return False
    if not silent:
        if not deferred:
            found.rolls += 1
            if found.rolls > MOST_ROLLS:
                return False
        token = state.push("deferred" if deferred else "roll", "", 0)
        token.meta = {"command": words} if deferred else found.throw(words)
    state.pos = match.end()
    return True


def _mention(state: StateInline, silent: bool) -> bool:
    at, found = state.pos, state.env["found"]
    if state.src[at] != "@" or (at and (state.src[at - 1].isalnum() or state.src[at - 1] in "._-")):
        return False
    person = _named(state.src, at + 1, state.posMax, found)
    if person is None:
        return False
    user, name, end = person
    if not silent:
        if user not in found.mentions and len(found.mentions) >= MOST_MENTIONS:
            return False
        if user not in found.mentions:
            found.mentions.append(user)
        token = state.push("mention", "", 0)
        token.meta, token.content = {"user": user}, f"@{name}"
    state.pos = end
    return True


def _named(text: str, start: int, most: int, found: Found) -> tuple[str, str, int] | None:
    """(user id, name as written, end) of the longest name of a person that stands at `start`, in brackets or not."""
    if found.tries >= MOST_TRIES:
        return None
    found.tries += 1
    if text.startswith("[", start):
        close = text.find("]", start, start + 60)
        user = found.people.get(folded(text[start + 1 : close])) if close > 0 else None
        return (str(user), text[start + 1 : close].strip(), close + 1) if user else None
    for end in range(min(most, start + 50), start, -1):
        if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            continue
        user = found.people.get(folded(text[start:end])) if not text[end - 1].isspace() else None
        if user is not None:
            return str(user), text[start:end], end
    return None


def _bare_address(state: StateInline, silent: bool) -> bool:
    """An address that nobody marked as a link: it ends before the signs that end a sentence."""
    if state.src[state.pos] != ":" or state.linkLevel or silent:
        return False
    before = re.search(r"(?<![^\W_])(https?|mailto)$", state.pending, re.IGNORECASE)
    match = before and ADDRESS.match(state.src, state.pos - len(before[1]), state.posMax)
    if not before or not match:
        return False
    address = match[0].rstrip(".,:;!?*_~'")
    if address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1]
    if not allowed(address):
        return False
    state.pending = state.pending[: -len(before[1])]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": address}
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    state.pos += len(address) - len(before[1])
    return True


def allowed(address: str) -> bool:
    """Whether a link may lead there: the web, or a mail."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc if parts.scheme.lower() != "mailto" else parts.path)


def folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _made() -> MarkdownIt:
    made = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True, "maxNesting": 20})
    made.enable(["blockquote", "fence", "list", "backticks", "emphasis", "strikethrough", "link", "autolink", "escape",
                 "newline", "balance_pairs", "fragments_join"], ignoreInvalid=True)  # fmt: skip
    made.inline.ruler.before("backticks", "bare_address", _bare_address)
    made.inline.ruler.before("link", "roll", _roll)
    made.inline.ruler.before("link", "mention", _mention)
    made.validateLink = allowed  # type: ignore[method-assign, assignment]
    return made


_parser = _made()


# From the parser's tokens to ours -------------------------------------------------------------------------------------


def _blocks(tokens: list[Token]) -> Tree:
    """Quotes and lists that lie in each other become one: a chat line is no book."""
    body: Tree = []
    stack: list[str] = []
    for token in tokens:
        if token.type in ("blockquote_open", "bullet_list_open", "ordered_list_open"):
            stack.append({"b": "quote" if token.type[1] == "l" else "ul", "o": "ol"}[token.type[0]])
            if len(stack) == 1:
                body.append({"t": stack[0], "c": [], **_first_number(token)})
        elif token.type in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
            stack.pop()
        elif token.type == "list_item_open" and stack[0] != "quote":
            body[-1]["c"].append([])
        elif token.type == "fence":
            _put(body, stack, [token.content.removesuffix("\n")], code=True)
        elif token.type == "inline":
            _put(body, stack, _inlines(token.children or ()), code=False)
    return [block for block in body if any(block["c"])]


def _first_number(token: Token) -> dict[str, int]:
    return {"start": int(token.attrs["start"])} if "start" in token.attrs else {}


def _put(body: Tree, stack: list[str], inlines: list[Any], *, code: bool) -> None:
    if not stack:
        body.append({"t": "code" if code else "p", "c": inlines})
        return
    block = body[-1]["c"]
    into = block if stack[0] == "quote" else block[-1]
    if into:
        into.append({"t": "br"})
    into.extend([{"t": "code", "c": inlines}] if code else inlines)


def _inlines(tokens: Iterable[Token]) -> list[Any]:
    """The inlines of a line; what is marked up deeper than DEPTH is plain."""
    line: list[Any] = []
    open_lists = [line]
    for token in tokens:
        into = open_lists[-1]
        if token.nesting == 1:
            if len(open_lists) > DEPTH:
                open_lists.append(into)
                continue
            node: dict[str, Any] = {"t": OPENS.get(token.type, "a"), "c": []}
            if token.type == "link_open":
                node["href"] = str(token.attrs["href"])
            into.append(node)
            open_lists.append(node["c"])
        elif token.nesting == -1:
            open_lists.pop()
        else:
            _add(into, token)
    return line


def _add(into: list[Any], token: Token) -> None:
    match token.type:
        case "softbreak" | "hardbreak":
            into.append({"t": "br"})
        case "code_inline":
            into.append({"t": "code", "c": [token.content]})
        case "mention":
            into.append({"t": "mention", "user": token.meta["user"], "c": [token.content]})
        case "roll" | "deferred":
            into.append({"t": token.type, **token.meta})
        case _ if token.content and into and isinstance(into[-1], str):
            into[-1] += token.content
        case _ if token.content:
            into.append(token.content)
