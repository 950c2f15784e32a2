"""REST of what areas of effect are known by name."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.views import ApiView, page_of
from scenes.spells import SPELLS, Spell


class Spells(ApiView):
    """The effects that `area.create` knows, sizes in feet."""

    def get(self, request: Request) -> Response:
        return page_of(request, list(SPELLS.items()), spell_row)


def spell_row(known: tuple[str, Spell]) -> dict[str, Any]:
    id, spell = known
    return {"id": id, **spell._asdict(), "name": str(spell.name)}


routes = [path("spells", Spells.as_view())]
