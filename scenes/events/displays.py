"""Displays: what a screen shows, through whose eyes, how large."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from config.api.errors import Invalid
from rooms.live import Event, Input
from rooms.models import Member, Role
from rooms.viewer import Viewer
from scenes.displays import fold_anew, invite_by
from scenes.events.fields import Coordinate
from scenes.models import Display
from scenes.models.fields import set_fields

Ppi = Annotated[float, Meta(ge=20, le=1200)]
"""From a wall of light (20) to a phone held as a table (some 600), in the screen's own pixels an inch."""


class Place(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    x: Coordinate
    y: Coordinate


class DisplayEvent(Event):
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Display:
        display: Display = Display.objects.select_related("room").seen(who, pk=self.data.display)
        return display


class DisplayUpdate(DisplayEvent):
    """Change what a display shows: the map or the order of the fight, dark or not, turned, through a player's eyes, an
    inch to the cell, where it looks, whether it shows the way into the room (`invite` makes a link for a day, or forgets
    it). Through other eyes it folds anew.
    """

    type = "display.update"
    permission = "scenes.edit"
    example = {"display": "$display", "blank": True}

    class Input(Input):
        display: UUID
        name: Annotated[str, Meta(min_length=1, max_length=50)] | UnsetType = UNSET
        kind: Literal["table", "initiative"] | UnsetType = UNSET
        blank: bool | UnsetType = UNSET
        rotation: Literal[0, 90, 180, 270] | UnsetType = UNSET
        eyes: UUID | None | UnsetType = UNSET
        ppi: Ppi | None | UnsetType = UNSET
        inch_cells: bool | UnsetType = UNSET
        centre: Place | None | UnsetType = UNSET
        follow: bool | UnsetType = UNSET
        calibrating: bool | UnsetType = UNSET
        invite: bool | UnsetType = UNSET
        show_invite: bool | UnsetType = UNSET

    def apply(self, display: Display) -> None:
        fields: dict[str, Any] = self.data.given()
        del fields["display"]
        if isinstance(self.data.centre, Place):
            fields["centre"] = msgspec.to_builtins(self.data.centre)
        if "invite" in fields:
            self._invite(display, fields.pop("invite"))
        if "eyes" in fields:
            fields["eyes_id"] = self._player(fields.pop("eyes"))
            if fields["eyes_id"] != display.eyes_id:
                fold_anew(display)
        set_fields(display, fields)

    def _invite(self, display: Display, wanted: bool) -> None:
        known = display.invite
        if known is not None and not wanted:
            display.invite = None
            display.save(update_fields=["invite", "updated_at"])
            known.delete()
        elif known is None and wanted:
            display.invite = invite_by(display, self.who.user)
            display.save(update_fields=["invite", "updated_at"])

    def _player(self, user: UUID | None) -> UUID | None:
        """Raises Invalid for somebody who does not play here."""
        if user is None:
            return None
        if not Member.objects.filter(room=self.who.room, user=user, role=Role.PLAYER).exists():
            raise Invalid(fields={"eyes": [_("Only a player of this room can be looked through.")]})
        return user


class DisplayMeasure(DisplayEvent):
    """The screen itself says how many of its pixels an inch has: somebody held a bank card to it, or typed its size."""

    type = "display.measure"
    permission = "scenes.measure_display"
    internal = True
    example = {"display": "$display", "ppi": 80.1}

    class Input(Input):
        display: UUID
        ppi: Ppi
        inch_cells: bool = True

    def apply(self, display: Display) -> None:
        set_fields(display, {"ppi": self.data.ppi, "inch_cells": self.data.inch_cells, "calibrating": False})
