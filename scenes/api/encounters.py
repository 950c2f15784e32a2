"""REST of fights: an earlier one with who stood in it and what happened, as data and as a text to keep."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from rooms.api.base import RoomView
from scenes.models import Encounter

OF_COMBATANT = ("name", "initiative", "is_player", "hp", "hp_max", "killed", "hidden")


class RoomEncounter(RoomView):
    def get(self, request: Request, room_id: UUID, encounter_id: UUID) -> Response:
        found = self.found(room_id, encounter_id)
        fields = {name: getattr(found, name) for name in ("name", "round", "active", "created_at")}
        combatants = [
            {"id": one.pk, **{name: getattr(one, name) for name in OF_COMBATANT}} for one in found.combatants.all()
        ]
        lines = [{"text": line.text, "at": line.created_at} for line in found.lines.all()]
        return Response({"id": found.pk, "scene": found.scene_id, **fields, "combatants": combatants, "lines": lines})

    def found(self, room_id: UUID, encounter_id: UUID) -> Encounter:
        """For those who lead: all of it. Raises NotFound, Forbidden."""
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        encounter: Encounter = Encounter.objects.select_related("scene").seen(viewer, pk=encounter_id)
        return encounter


class RoomEncounterHistory(RoomEncounter):
    outputs = {"get": "What happened in the fight, as plain text."}

    def get(self, request: Request, room_id: UUID, encounter_id: UUID) -> Any:
        found = self.found(room_id, encounter_id)
        answer = HttpResponse(written(found), content_type="text/plain; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="fight.txt"'
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def written(encounter: Encounter) -> str:
    begun = date_format(localtime(encounter.created_at), "DATETIME_FORMAT")
    rounds = _("{count} rounds").format(count=encounter.round)
    title = " · ".join(part for part in (encounter.name, encounter.scene.name, begun, rounds) if part)
    return "\n".join([title, "", *(line.text for line in encounter.lines.all()), ""])


routes = [
    path("rooms/<uuid:room_id>/encounters/<uuid:encounter_id>", RoomEncounter.as_view()),
    path("rooms/<uuid:room_id>/encounters/<uuid:encounter_id>/history", RoomEncounterHistory.as_view()),
]
