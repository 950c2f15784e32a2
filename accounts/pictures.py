"""Small pieces of markup for lists and pages of the back office: a picture with a name, a bar, a wave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WAVE_HEIGHT = 32


def heading(name: Any, below: Any = "", picture: str | None = None, *, round: bool = False) -> SafeString:
    """A name, with a picture (its address) before it and a quieter line below."""
    image: Any = ""
    if picture is not None:
        image = format_html(
            '<img class="gm-thumb{}" src="{}" alt="" loading="lazy">', " gm-round" if round else "", picture
        )
    small = format_html("<small>{}</small>", below) if below else ""
    return format_html('<span class="gm-head">{}<span><b>{}</b>{}</span></span>', image, name, small)


def initials(name: str, colour: str) -> SafeString:
    """The sign of a person without a picture: their first letter in their colour."""
    return format_html(
        '<svg class="gm-thumb gm-round" viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="16" fill="{}"/>'
        '<text x="16" y="21.5" text-anchor="middle" fill="#14121a">{}</text></svg>',
        colour,
        name[:1].upper(),
    )


def bar(name: str, value: float, most: float | None) -> SafeString:
    """A bar such as hit points; its length tells something only where the most is known."""
    part = 100 if not most else max(0.0, min(100.0, 100 * value / most))
    kind = "gm-low" if most and part <= 25 else "gm-half" if most and part <= 50 else "gm-well"
    told = f"{value:g} / {most:g}" if most is not None else f"{value:g}"
    return format_html(
        '<span class="gm-bar {}"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="6" class="gm-bar-ground"/><rect width="{}" height="6" class="gm-bar-fill"/></svg>'
        "<span>{} {}</span></span>",
        kind,
        f"{part:.1f}",
        name,
        told,
    )


def bars(shown: Iterable[dict[str, Any]]) -> SafeString | str:
    """Bars as `scenes.models.bars` has them, {name, value, max}; a dash without any."""
    made = [(bar(one["name"], one["value"], one["max"]),) for one in shown]
    return format_html_join("", "{}", made) or "–"


def colour(value: str) -> SafeString:
    """A patch of a colour, with its name for who does not see it."""
    return format_html(
        '<svg class="gm-colour" viewBox="0 0 16 16" role="img" aria-label="{}"><rect width="16" height="16" rx="3" fill="{}"/></svg>',
        value,
        value or "none",
    )


def wave(peaks: list[int]) -> SafeString:
    """The course of a sound's loudness: `peaks` from 0 to 100 over its length."""
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="0.7" height="{}"/>',
        (
            (at, f"{(WAVE_HEIGHT - height) / 2:.1f}", f"{height:.1f}")
            for at, peak in enumerate(peaks)
            for height in (max(1.0, peak / 100 * WAVE_HEIGHT),)
        ),
    )
    return format_html(
        '<svg class="gm-wave" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        max(1, len(peaks)),
        WAVE_HEIGHT,
        bars,
    )


def player(address: str, name: str, peaks: list[int]) -> SafeString:
    """A sound to be heard where it stands: a button, and its wave, in which one jumps. Loads nothing before that."""
    return format_html(
        '<span class="gm-player" data-player data-src="{}"><button type="button" class="gm-play" aria-label="{}">'
        '<span class="material-symbols-outlined" aria-hidden="true">play_arrow</span></button>'
        '<span class="gm-track">{}<progress max="1" value="0" aria-hidden="true"></progress></span></span>',
        address,
        _("Listen to %(name)s") % {"name": name},
        wave(peaks),
    )


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1_000_000:,.1f} MB"


def length(seconds: float) -> str:
    """ "3:07" of 187 seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
