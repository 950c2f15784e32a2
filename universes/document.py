"""A universe as one document: for export and import, copies, comparison and what it was before. Floats are kept to the
last digit.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from django.utils.translation import gettext as _
from msgspec import Meta, Struct

from config.api.errors import Invalid
from universes.composer.parameters import Music
from universes.fields import At, Changes, Description, Mappings, Name, Text, Title, Word
from universes.models.story import MOST_STORY_POINTS
from universes.models.universe import MOST_SEED
from universes.models.visualization import MOST_VISUALIZATIONS
from universes.parameters import read
from universes.physics import checking
from universes.physics.bodies import MAX_BODIES, MAX_CONSTRAINTS, Body, Constraint, Identity
from universes.physics.parameters import Physics
from universes.solid import refuse
from universes.visuals.settings import Kind

Things = dict[str, dict[str, dict[str, Any]]]


class Point(Struct, forbid_unknown_fields=True, kw_only=True):
    """A point of the story."""

    id: Identity
    title: Title
    text: Text = ""
    at: At = 0.0
    changes: Changes = Changes()


class Shown(Struct, forbid_unknown_fields=True, kw_only=True):
    """A visualisation."""

    id: Identity
    name: Name
    kind: Kind
    settings: dict[str, Any] = {}
    mappings: Mappings = []


class Document(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is raised when what is written could not be read by an older server. Ids are the document's own: those of
    bodies are what its constraints name. Without a seed (it was hidden from who exported) a new one is drawn.
    """

    schema: Literal["dreamtable.universe"]
    version: Literal[1]
    name: Name
    description: Description = ""
    genre: Word = ""
    theme: Word = ""
    hide_seed: bool = False
    seed: Annotated[int, Meta(ge=0, le=MOST_SEED)] | None = None
    physics: Physics = Physics()
    music: Music = Music()
    bodies: Annotated[list[Body], Meta(max_length=MAX_BODIES)] = []
    constraints: Annotated[list[Constraint], Meta(max_length=MAX_CONSTRAINTS)] = []
    story: Annotated[list[Point], Meta(max_length=MOST_STORY_POINTS)] = []
    visualizations: Annotated[list[Shown], Meta(max_length=MOST_VISUALIZATIONS)] = []


WORDS = ("name", "description", "genre", "theme", "hide_seed")
LISTS = ("bodies", "constraints", "story", "visualizations")


def document_of(things: Things) -> Document:
    """Of what a viewer sees of a universe now or saw at some time (a snapshot's things), with the ids it has there."""
    [universe], [music], [world] = (list(things[kind].values()) for kind in ("universe", "music", "physics"))
    return Document(
        schema="dreamtable.universe",
        version=1,
        **{name: universe[name] for name in WORDS},
        seed=music["seed"],
        physics=read(Physics, world),
        music=read(Music, music),
        bodies=[read(Body, one) for one in _in_order(things, "body")],
        constraints=[read(Constraint, one) for one in _in_order(things, "constraint")],
        story=[read(Point, one) for one in _in_order(things, "story_point")],
        visualizations=[read(Shown, one) for one in _by_name(things)],
    )


def _in_order(things: Things, kind: str) -> list[dict[str, Any]]:
    return sorted(things.get(kind, {}).values(), key=lambda one: (one["place"], one["id"]))


def _by_name(things: Things) -> list[dict[str, Any]]:
    return sorted(things.get("visualization", {}).values(), key=lambda one: (one["name"], one["id"]))


def portable(document: Document) -> dict[str, Any]:
    """As JSON with ids that say nothing of where it was: an import that is exported again is the same document."""
    plain: dict[str, Any] = msgspec.to_builtins(document)
    bodies = {body["id"]: f"body-{number}" for number, body in enumerate(plain["bodies"], 1)}
    for name, singular in (("bodies", "body"), ("constraints", "constraint"), ("story", "point"), ("visualizations", "picture")):  # fmt: skip
        for number, one in enumerate(plain[name], 1):
            one["id"] = f"{singular}-{number}"
    for one in plain["constraints"]:
        one["body_a"], one["body_b"] = bodies[one["body_a"]], one["body_b"] and bodies[one["body_b"]]
    return plain


def require_sound(document: Document) -> None:
    """Raises Invalid for what types cannot say: ids that come twice, constraints of bodies that there are not."""
    if not document.name.strip():
        raise Invalid(fields={"name": [_("A universe needs a name.")]})
    for name in LISTS:
        ids = [one.id for one in getattr(document, name)]
        if len(set(ids)) < len(ids):
            raise Invalid(fields={name: [_("Each one needs an id of its own.")]})
    known = {body.id: body for body in document.bodies}
    for number, body in enumerate(document.bodies):
        refuse(checking.of_body(body), f"bodies.{number}.")
    for number, one in enumerate(document.constraints):
        refuse(checking.of_constraint(one, known), f"constraints.{number}.")
