"""What is seen of the universe itself, and of its music."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from rooms.live import projects
from rooms.viewer import Viewer
from universes.models import Universe
from universes.music import revision
from universes.projections.within import here

WORDS = ("name", "description", "genre", "theme", "visibility", "hide_seed")


def about(universe: Universe) -> dict[str, Any]:
    """What a universe is called and of which kind it is, on its page and in lists."""
    return {
        "id": universe.pk,
        "room": universe.room_id,
        **{name: getattr(universe, name) for name in WORDS},
        "picture": _picture(universe),
        "forked_from": universe.forked_from_id,
    }


def _picture(universe: Universe) -> str | None:
    """Another picture has another address, so that pages may keep it."""
    if universe.picture_id is None:
        return None
    return f"{reverse('universe-picture', args=[universe.pk])}?v={universe.picture_id.hex[:12]}"


@projects("universe", Universe, within=here(Universe, "world"))
def universe(viewer: Viewer, universe: Universe) -> dict[str, Any]:
    return about(universe)


@projects("music", Universe)
def music(viewer: Viewer, universe: Universe) -> dict[str, Any]:
    """`revision` names what is heard, whoever asks; `bar` began, or begins, at `bar_at` seconds since 1970, and from it on
    these parameters are heard. The seed is None to whom it is hidden.
    """
    known = viewer.leads or not universe.hide_seed
    return {
        "id": universe.pk,
        **universe.music,
        "seed": universe.seed if known else None,
        "revision": revision(universe),
        "bar": universe.bar,
        "bar_at": universe.bar_at,
    }
