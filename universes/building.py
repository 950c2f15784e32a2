"""Universes from documents: new ones, and what one was at another time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.db import transaction

from accounts.rules import require
from rooms.live import snapshot
from rooms.viewer import Viewer
from universes.document import Document, document_of, require_sound
from universes.models import Body, Constraint, StoryPoint, Universe, Visualization
from universes.models.universe import new_seed
from universes.parameters import stored
from universes.showing import mappings_of, settings_of
from universes.solid import ENDS, OWN, kept

Row = dict[str, Any]
PARTS: tuple[Any, ...] = (Body, Constraint, StoryPoint, Visualization)
"""What a universe is made of, those first that others point at."""


@transaction.atomic
def build(user: Any, document: Document, **fields: Any) -> Universe:
    """A new universe of `user` that is as the document says. Raises Invalid."""
    require_sound(document)
    universe = Universe.open_by(
        user,
        name=document.name,
        music=stored(document.music),
        physics=stored(document.physics),
        seed=new_seed() if document.seed is None else document.seed,
        **_words(document),
        **fields,
    )
    ids: dict[tuple[Any, str], UUID] = {}
    for model, rows in rows_of(universe, document, lambda model, id: ids.setdefault((model, id), uuid4())).items():
        model._default_manager.bulk_create([model(**row) for row in rows])
    return universe


def copied(user: Any, viewer: Viewer, universe: Universe, *, name: str | None = None) -> Universe:
    """A private copy, of the user's own, of the universe as they see it; called `name`, else as the first. A seed that is
    hidden is drawn anew. Raises Forbidden.
    """
    require(user, "universes.open", None)
    document = document_of(snapshot(viewer)["things"])
    if name is not None:
        document.name = name
    picture = universe.picture
    # A picture belongs to whoever brought it, and counts against their quota: only they have it in a copy, too.
    own = picture if picture is not None and picture.owner_id == user.pk else None
    return build(user, document, forked_from=universe, picture=own)


def parts_of(universe: Universe) -> list[Any]:
    """All rows that the universe is made of, those last that others point at."""
    return [row for model in reversed(PARTS) for row in model.objects.filter(**_belongs(model, universe))]


def make_as(universe: Universe, document: Document, there: Iterable[Any]) -> list[Any]:
    """Makes the universe, whose parts are `there`, what the document says; parts have the document's ids. Returns those
    that are new. The bar, who may know of it and what was said stay.
    """
    now = {(type(row), row.pk): row for row in there}
    wanted = rows_of(universe, document, lambda _model, id: UUID(id))
    universe.change(
        name=document.name,
        music=stored(document.music),
        seed=universe.seed if document.seed is None else document.seed,
        **_words(document),
    )
    universe.world.change(stored(document.physics))
    ids = {(model, row["id"]) for model, rows in wanted.items() for row in rows}
    for thing, row in now.items():
        if thing not in ids:
            row.delete()
    made: list[Any] = []
    for model, rows in wanted.items():
        for row in rows:
            known = now.get((model, row["id"]))
            if known is None:
                made.append(model._default_manager.create(**row))
            elif changed := {name: value for name, value in row.items() if getattr(known, name) != value}:
                known.change(**changed)
    return made


def rows_of(universe: Universe, document: Document, id_of: Callable[[Any, str], UUID]) -> dict[Any, list[Row]]:
    """The rows of each model that the document asks for."""
    world, bodies = universe.world, {one.id: id_of(Body, one.id) for one in document.bodies}
    rows: dict[Any, list[Row]] = {
        Body: [{"world": world, "name": one.name, "data": kept(one, OWN)} for one in document.bodies],
        Constraint: [
            {
                **{"world": world, "name": one.name, "data": kept(one, OWN + ENDS)},
                "body_a_id": bodies[one.body_a],
                "body_b_id": bodies[one.body_b] if one.body_b else None,
            }
            for one in document.constraints
        ],
        StoryPoint: [
            {
                **{"universe": universe, "title": one.title, "text": one.text, "at": one.at},
                "changes": msgspec.to_builtins(one.changes),
            }
            for one in document.story
        ],
    }
    lists: tuple[list[Any], ...] = (document.bodies, document.constraints, document.story)
    for (model, made), listed in zip(rows.items(), lists, strict=True):
        for place, (row, one) in enumerate(zip(made, listed, strict=True)):
            row |= {"id": id_of(model, one.id), "place": place}
    rows[Visualization] = [
        {
            **{"id": id_of(Visualization, one.id), "universe": universe, "name": one.name, "kind": one.kind},
            "settings": settings_of(one.kind, one.settings),
            "mappings": mappings_of(one.kind, one.mappings),
        }
        for one in document.visualizations
    ]
    return rows


def _words(document: Document) -> Row:
    return {name: getattr(document, name) for name in ("description", "genre", "theme", "hide_seed")}


def _belongs(model: Any, universe: Universe) -> Row:
    return {"world": universe.world} if model in (Body, Constraint) else {"universe": universe}
