"""Bodies and constraints of a world as their Structs, from what is stored and what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.utils.translation import gettext as _

from config.api.errors import Invalid
from config.api.inputs import decode
from universes.models import Body, Constraint, World
from universes.physics import bodies as physics
from universes.physics import checking

OWN = ("id", "name")
"""What has a column of its own."""
ENDS = ("body_a", "body_b")
"""What a constraint has columns for besides."""


def body_of(row: Body, **fields: Any) -> physics.Body:
    """The Struct of a row, with some fields in place of its own. Raises Invalid for what no body can be."""
    return decode(physics.Body, {"id": str(row.pk), "name": row.name, **row.data, **fields})


def constraint_of(row: Constraint, **fields: Any) -> physics.Constraint:
    """The Struct of a row, as `body_of`."""
    ends = {"body_a": str(row.body_a_id), "body_b": row.body_b_id and str(row.body_b_id)}
    return decode(physics.Constraint, {"id": str(row.pk), "name": row.name, **ends, **row.data, **fields})


def new_body(world: World, given: dict[str, Any]) -> Body:
    made = _sound(decode(physics.Body, {**_plain(given), "id": str(uuid4())}))
    return Body.add(world, kept(made, OWN), made.name)


def body_with(row: Body, given: dict[str, Any]) -> dict[str, Any]:
    """{name, data} of the row with what is `given`."""
    made = _sound(body_of(row, **_plain(given)))
    return {"name": made.name, "data": kept(made, OWN)}


def new_constraint(world: World, given: dict[str, Any]) -> Constraint:
    """Raises Invalid for bodies that are not in this world."""
    made = decode(physics.Constraint, {**_plain(given), "id": str(uuid4())})
    a, b = _ends(world, made)
    return Constraint.add(world, kept(made, OWN + ENDS), made.name, body_a=a, body_b=b)


def constraint_with(row: Constraint, given: dict[str, Any]) -> dict[str, Any]:
    """{name, data, body_a, body_b} of the row with what is `given`."""
    made = constraint_of(row, **_plain(given))
    a, b = _ends(row.world, made)
    return {"name": made.name, "data": kept(made, OWN + ENDS), "body_a": a, "body_b": b}


def _ends(world: World, made: physics.Constraint) -> tuple[Body, Body | None]:
    """The bodies that it holds. Raises Invalid for what cannot be held together so."""
    ids = [UUID(made.body_a), *([UUID(made.body_b)] if made.body_b else [])]
    found = Body.objects.filter(world=world).in_bulk(ids)
    known = {str(id): body_of(row) for id, row in found.items()}
    refuse(checking.of_constraint(made, known))
    return found[ids[0]], found[ids[1]] if len(ids) > 1 else None


def _sound(made: physics.Body) -> physics.Body:
    refuse(checking.of_body(made))
    return made


def refuse(faults: Iterable[checking.Wrong], where: str = "") -> None:
    """Raises Invalid with the first fault, if there is one; `where` comes before its field."""
    for wrong in faults:
        raise Invalid(fields={f"{where}{wrong.field}": [wrong_words(wrong.code)]}, code=wrong.code)


def wrong_words(code: str) -> str:
    return {
        "too_many_bodies": _("A world has at most 1,000 bodies."),
        "too_many_constraints": _("A world has at most 1,000 constraints."),
        "same_id": _("Each one needs an id of its own."),
        "not_convex": _("A polygon needs three corners or more, and may have no dent."),
        "shorter_than_wide": _("A capsule is at least as high as its two ends."),
        "not_finite": _("This must be a finite number."),
        "mass": _("This mass cannot be moved."),
        "no_such_body": _("There is no such body in this world."),
        "same_body": _("A body cannot be held to itself."),
        "nothing_moves": _("Of what it holds, nothing can move."),
        "no_direction": _("A slider needs a direction."),
        "least_over_most": _("The least is more than the most."),
    }.get(code, code)


def kept(made: msgspec.Struct, without: tuple[str, ...]) -> dict[str, Any]:
    """What a row's `data` holds of a Struct."""
    return {name: value for name, value in msgspec.to_builtins(made).items() if name not in without}


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    """As JSON, with what older interfaces call shapes and kinds by their names here."""
    plain = msgspec.to_builtins(given)
    for name, aliases in (("shape", physics.SHAPE_ALIASES), ("type", physics.KIND_ALIASES)):
        if name in plain:
            plain[name] = aliases.get(plain[name], plain[name])
    return plain  # type: ignore[no-any-return]
