"""The talk as one page that needs nothing else: no script, no request, its look within. Everything typed is escaped."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rooms.export.formats import Format
from rooms.export.words import Said, dice, manner, removed, rolled

LOOK = """
:root { color-scheme: light dark; --ground: #f8f3e7; --ink: #2a2431; --quiet: #5f5667; --line: #d6c9b0; --violet: #5e3fae; --lamp: #7d4f00; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14121a; --ink: #ece6da; --quiet: #a79fb0; --line: #322d3f; --violet: #ae95e8; --lamp: #f2b44b; }
}
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; } h2 { margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); font-size: 1.05rem; }
article { padding: .3rem .6rem; border-left: 3px solid transparent; break-inside: avoid; }
article.private { border-color: var(--violet); } article.narration { font-style: italic; }
header { display: flex; gap: .5rem; align-items: baseline; } time, .quiet { color: var(--quiet); font-size: .85rem; }
header time { margin-left: auto; } p, blockquote, pre, ul, ol { margin: .15rem 0; white-space: pre-wrap; }
blockquote { padding-left: .7rem; border-left: 2px solid var(--line); color: var(--quiet); } pre { overflow: auto; }
.roll strong { color: var(--lamp); }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
TAGS = {"b": "strong", "i": "em", "s": "s", "code": "code", "quote": "blockquote", "ul": "ul", "ol": "ol"}


class Page(Format):
    extension, content_type = "html", "text/html; charset=utf-8"

    def begin(self) -> str:
        return format_html(
            '<!DOCTYPE html>\n<html lang="{}">\n<head><meta charset="utf-8">'
            '<meta http-equiv="Content-Security-Policy" content="{}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<title>{}</title><style>{}</style></head>\n<body>\n<h1>{}</h1>\n<p class=\"quiet\">{}</p>\n<main>\n",
            get_language() or "en", POLICY, self.viewer.room.name, LOOK, self.viewer.room.name, self.taken(),
        )  # fmt: skip

    def message(self, said: Said) -> str:
        day, at, listeners = self.new_day(said), self.at(said), self.people.listeners(said)
        about = ", ".join(
            filter(None, [manner(said), _("whispered to %(names)s") % {"names": listeners} if listeners else ""])
        )
        return format_html(
            '{}<article class="{}{}" id="m{}"><header><strong>{}</strong> <span class="quiet">{}</span>'
            '<time datetime="{}">{}</time></header>{}</article>\n',
            format_html("<h2>{}</h2>\n", day) if day else "", said["kind"], " private" if listeners else "", said["seq"],
            self.people.speaker(said), about, at.isoformat(timespec="seconds"), f"{at:%H:%M}", self.words(said),
        )  # fmt: skip

    def end(self) -> str:
        return "</main>\n</body>\n</html>\n"

    def words(self, said: Said) -> SafeString:
        if said["deleted"]:
            return format_html('<p class="quiet">({})</p>', removed(said))
        parts = []
        if said["roll"] is not None:
            parts.append(roll_of(said["roll"]))
        elif said["body"]:
            parts.append(blocks(said["body"]))
        elif said["text"]:
            parts.append(format_html("<p>{}</p>", said["text"]))
        parts += [format_html('<p class="quiet">{}</p>', _("[file: %(name)s]") % file) for file in said["files"]]
        if said["edited_at"]:
            parts.append(format_html('<p class="quiet">({})</p>', _("edited")))
        return joined(parts)


def joined(parts: Any) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def roll_of(roll: dict[str, Any]) -> SafeString:
    before, _equals, total = rolled(roll).rpartition(" = ")
    return format_html(
        '<p class="roll">{} = <strong>{}</strong> <span class="quiet">{}</span></p>', before, total, dice(roll["parts"])
    )


def blocks(tree: list[Any]) -> SafeString:
    """The blocks of a token tree (rooms/speech/markup.py); one of a kind unknown here gives its words."""
    return joined(_block(block) for block in tree)


def _block(block: Any) -> SafeString:
    kind, inside = block["t"], block.get("c", [])
    if kind in ("ul", "ol"):
        return _within(kind, joined(format_html("<li>{}</li>", inlines(item)) for item in inside))
    if kind == "code":
        return format_html("<pre><code>{}</code></pre>", inlines(inside))
    return _within(kind, inlines(inside))


def inlines(them: list[Any]) -> SafeString:
    return joined(_inline(one) for one in them)


def _inline(one: Any) -> Any:
    if isinstance(one, str):
        return one
    kind, inside = one["t"], one.get("c", [])
    if kind == "br":
        return mark_safe("<br>")
    if kind == "roll":
        return rolled({"label": "", **one})
    if kind == "deferred":
        return one["command"]
    if kind == "a" and one["href"].startswith(("https://", "http://", "mailto:")):
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', one["href"], inlines(inside))
    return _within(kind, inlines(inside)) if kind in TAGS else inlines(inside)


def _within(kind: str, inside: SafeString) -> SafeString:
    tag = TAGS.get(kind, "p")
    return format_html("<{}>{}</{}>", tag, inside, tag)
