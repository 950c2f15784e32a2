"""The sidebar of the back offices: pages of their own on top, then the models in groups, each with its icon.

A model's page says where it stands: `section = sidebar.SCENES`, `icon = "person_pin"` (a name of Material Symbols).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Section(NamedTuple):
    """A group of the sidebar; those of lower rank stand higher."""

    rank: int
    title: Any


TABLES = Section(1, _("Tables"))
SCENES = Section(2, _("Scenes"))
MAPS = Section(3, _("Maps"))
SOUNDS = Section(4, _("Sounds"))
UNIVERSES = Section(5, _("Universes"))
PEOPLE = Section(6, _("People"))
SITE = Section(7, _("Site"))
OTHERS = Section(9, _("More"))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site that is not a model's; `name` is its address within the site ("index")."""

    title: Any
    name: str
    icon: str


PAGES: dict[str, list[Page]] = {"gm": [Page(_("Overview"), "index", "dashboard")], "admin": []}
"""Pages by the name of their site. Whoever adds one appends it here."""


def groups(site: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """What the theme's sidebar shows of `site` to who asks: groups of {title, link, icon, active, has_permission}."""
    found = defaultdict(list)
    for model, page in site._registry.items():
        if page.has_module_permission(request):
            address = reverse(f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_changelist")
            title = str(model._meta.verbose_name_plural)
            found[getattr(page, "section", OTHERS)].append(
                (getattr(page, "rank", 50), _item(title[:1].upper() + title[1:], address, page.icon, request))
            )
    named = [
        {"title": section.title, "separator": True, "items": [item for _rank, item in sorted(items, key=_by_rank)]}
        for section, items in sorted(found.items(), key=lambda group: group[0].rank)
    ]
    own = [
        _item(page.title, reverse(f"{site.name}:{page.name}"), page.icon, request, exact=page.name == "index")
        for page in PAGES.get(site.name, ())
    ]
    return [{"title": None, "items": own}, *named]


def _by_rank(ranked: tuple[int, dict[str, Any]]) -> tuple[int, str]:
    return ranked[0], str(ranked[1]["title"])


def _item(title: Any, link: str, icon: str, request: HttpRequest, *, exact: bool = False) -> dict[str, Any]:
    here = request.path == link if exact else request.path.startswith(link)
    return {"title": title, "link": link, "icon": icon, "active": here, "has_permission": True}
