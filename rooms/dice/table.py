"""Throwing at a table: the room's or the member's next seed, attributes of tokens, refusals in the reader's language."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Model
from config.api.errors import Invalid
from rooms import dice
from rooms.dice.bounds import LABEL, SALT
from rooms.dice.errors import DiceError, gettext_noop
from rooms.dice.fair import Fair
from rooms.models import Member, Room
from rooms.models.room import commitment, new_seed
from rooms.viewer import Viewer

PUBLIC, GM, BLIND, SELF = VISIBILITIES = ("public", "gm", "blind", "self")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def throw(who: Viewer, formula: str, *, visibility: str = PUBLIC, label: str = "", salt: str = "") -> dict[str, Any]:
    """The roll as it is stored with a message, proof included; README.md has its shape.

    Call it inside `perform`, whose lock of the room makes one roll follow the other, and name `changed` among what
    the event touches: the seed is spent, and the commitment to the next one is told in the same entry.

    Raises Invalid with the field "formula", "salt" or "visibility".
    """
    if visibility not in VISIBILITIES:
        raise Invalid(fields={"visibility": [_("One of: {names}.").format(names=", ".join(VISIBILITIES))]})
    if len(salt) > SALT or CONTROL.search(salt):
        raise Invalid(fields={"salt": [_("At most {most} ordinary characters.").format(most=SALT)]})
    try:
        read = dice.read(formula, lambda name, attribute: attribute_of(who, name, attribute))
        rows, row = _holder(who, visibility)
        seed, following = rows.values_list("dice_seed", flat=True).get(pk=row.pk), new_seed()
        source = Fair(seed, salt, read.text)
        roll = read.throw(source)
    except DiceError as error:
        raise refusal(error) from None
    rows.filter(pk=row.pk).update(dice_seed=following)
    return {
        "formula": roll.formula,
        "label": label.strip()[:LABEL] or roll.label,
        "total": roll.total,
        "visibility": visibility,
        "parts": roll.parts,
        "critical": roll.critical,
        "proof": {
            "commitment": commitment(seed),
            "seed": seed,
            "salt": salt,
            "draws": source.draws,
            "next": commitment(following),
        },
    }


def changed(who: Viewer, visibility: str) -> list[Model]:
    """The row whose projection says the next commitment, as the database has it now: for an event's `touched`."""
    if visibility == PUBLIC:
        return [Room.objects.get(pk=who.room.pk)]
    return [Member.objects.select_related("user").get(pk=_member(who).pk)]


def attribute_of(who: Viewer, name: str, attribute: str) -> dice.Number | str:
    """What `who` may know of a token's attribute. Raises DiceError, the same for what is absent and what is secret."""
    for look in dice.attributes:
        value = look(who, name, attribute)
        if value is not None:
            return value
    if name:
        raise DiceError(gettext_noop("“{name}” has no “{attribute}” here."), name=name, attribute=attribute)
    raise DiceError(gettext_noop("There is no “{attribute}” here."), attribute=attribute)


def refusal(error: DiceError) -> Invalid:
    """The error as a person reads it, with the place, counted from 1."""
    problem = _(error.message).format(**error.params)
    words = _("{problem} (at character {place})").format(problem=problem, place=error.at + 1)
    return Invalid(words, fields={"formula": [words]})


def _holder(who: Viewer, visibility: str) -> tuple[Any, Model]:
    """Whose seed a roll takes: the room's for all to see, one's own for the others."""
    return (Room.objects, who.room) if visibility == PUBLIC else (Member.objects, _member(who))


def _member(who: Viewer) -> Member:
    if who.member is None:
        raise Invalid(fields={"visibility": [_("Only members throw dice.")]})
    return who.member
