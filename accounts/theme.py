"""The back office in the colours of the table (settings import this: it must import nothing of Django)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def theme(request: Any) -> str | None:
    """The person's own; None lets the device decide."""
    chosen = getattr(request.user, "theme", "dark")
    return None if chosen == "auto" else chosen


def file(name: str) -> Callable[[Any], str]:
    """The address of a static file, asked when a page needs it: settings come before the files are known."""

    def address(request: Any) -> str:
        from django.templatetags.static import static

        return static(name)

    return address


UNFOLD = {
    "SITE_TITLE": "Dreamtable",
    "SITE_HEADER": "Dreamtable",
    "SITE_SYMBOL": "casino",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": file("base/icon.svg")}],
    "STYLES": [file("vendor/fonts.css"), file("accounts/back_office.css")],
    "SCRIPTS": [file("accounts/player.js")],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "THEME": theme,
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "base": {
            "50": "#f6f2ea",
            "100": "#ece6da",
            "200": "#ddd6ca",
            "300": "#c9c1cf",
            "400": "#a79fb0",
            "500": "#6b6277",
            "600": "#544c63",
            "700": "#3d3650",
            "800": "#322d3f",
            "900": "#1d1a25",
            "950": "#14121a",
        },
        "primary": {
            "50": "#fdf6e8",
            "100": "#fbebcb",
            "200": "#f8dba0",
            "300": "#f5c976",
            "400": "#f3be5e",
            "500": "#f2b44b",
            "600": "#96690f",
            "700": "#7d570c",
            "800": "#634509",
            "900": "#553b08",
            "950": "#332305",
        },
    },
    "SIDEBAR": {"show_search": True, "show_all_applications": False},
}
