"""What several nouns of a scene share."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

FARTHEST = 1_000_000.0
"""Coordinates are within this many pixels."""

HEX_COLOUR = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #f2b44b."))


class Shared(models.TextChoices):
    """With whom a note or a handout is shared besides those who lead; "named": `readers` holds their user ids."""

    NONE = "none", _("nobody")
    ALL = "all", _("everybody")
    NAMED = "named", _("some")


def set_fields(row: models.Model, fields: dict[str, Any]) -> None:
    """Sets `fields` and saves; angles are kept within a turn."""
    take_on(row, fields)
    row.save()


def take_on(row: models.Model, fields: dict[str, Any]) -> None:
    """The same without saving."""
    for name, value in fields.items():
        setattr(row, name, value % 360 if name == "rotation" else value)
