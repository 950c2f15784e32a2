"""REST of dice: a roll, what one's rolls say of one's luck, and the lines one keeps at hand."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.urls import path
from msgspec import UNSET, Meta, Struct, UnsetType
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.views import created, no_content, page_of
from rooms.api.base import RoomView, identifier, pay_for
from rooms.dice.statistics import rolls_in, statistics
from rooms.dice.tree import dice_in
from rooms.events.dice import DiceRoll
from rooms.live.perform import perform
from rooms.models import Macro, Member, Message
from rooms.viewer import Viewer

STATISTICS_MOST, STATISTICS_DICE = 2_000, 20_000
"""Of so many of a member's newest messages with rolls the statistics are made, or of those with so many dice: a roll may
have a thousand.
"""

MacroName = Annotated[str, Meta(min_length=1, max_length=40)]
MacroText = Annotated[str, Meta(min_length=1, max_length=2000)]
Place = Annotated[int, Meta(ge=0, le=1000)]


class RollIn(DiceRoll.Input):
    id: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


class MacroIn(Struct, forbid_unknown_fields=True):
    name: MacroName
    text: MacroText


class MacroChange(Struct, forbid_unknown_fields=True):
    name: MacroName | UnsetType = UNSET
    text: MacroText | UnsetType = UNSET
    order: Place | UnsetType = UNSET


class RoomRolls(RoomView):
    """Throw dice at the table, as `dice.roll` does. Answers the roll with every die; to who throws blind only that it
    was thrown. A repeated `id` throws nothing again and answers the first roll.
    """

    inputs = {"post": RollIn}

    def post(self, request: Request, room_id: UUID) -> Response:
        given, viewer = self.read(RollIn), self.viewer(room_id)
        pay_for(request, DiceRoll.type)
        data = given.given(*DiceRoll.Input.__struct_fields__)
        outcome = perform(viewer, DiceRoll.type, data, client_id=given.id)
        said = Message.objects.visible_to(viewer).filter(seq=outcome.seq, roll__isnull=False).first()
        return created({"seq": outcome.seq, "repeated": outcome.repeated, **(roll_row(said) if said else {})})


def roll_row(message: Message) -> dict[str, Any]:
    """A roll as REST tells it: as it is stored, and all its dice in one list."""
    roll: dict[str, Any] = message.roll or {}
    dice = [{"sides": sides, **die} for sides, die, _kept in dice_in(roll["parts"])]
    return {"message": message.pk, **roll, "dice": dice}


class RollStatistics(RoomView):
    """How the dice fell for a member (`?member=`, oneself without it), of the newest 2,000 of their rolls (or 20,000
    dice) that the asker may see: how many of each kind, their sums and means beside the expectation, and each face of the d20.
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        member = self.asked_for(request, viewer)
        said = Message.objects.visible_to(viewer).filter(user=member.user_id, deleted_by="")
        said = said.filter(Q(roll__isnull=False) | Q(body__isnull=False)).order_by("-seq")
        rolls, more = newest_rolls(said.values_list("roll", "body"))
        return Response({"member": member.pk, "more": more, **statistics(rolls)})

    def asked_for(self, request: Request, viewer: Viewer) -> Member:
        asked = request.query_params.get("member")
        if not asked:
            assert viewer.member is not None
            return viewer.member
        return Member.objects.seen(viewer, pk=identifier(asked, "member"))


def newest_rolls(rows: Any) -> tuple[list[dict[str, Any]], bool]:
    """The rolls of `rows` (roll and body, the newest first) as far as they are counted, and whether there are more."""
    rolls: list[dict[str, Any]] = []
    dice = 0
    for read, row in enumerate(rows[: STATISTICS_MOST + 1].iterator(chunk_size=50)):
        if read == STATISTICS_MOST or dice >= STATISTICS_DICE:
            return rolls, True
        here = list(rolls_in(*row))
        dice += sum(len(roll["proof"]["draws"]) for roll in here)
        rolls += here
    return rolls, False


class RoomMacros(RoomView):
    """The lines one keeps at hand in this room, in one's own order: one's own only, at most 50."""

    inputs = {"post": MacroIn}

    def get(self, request: Request, room_id: UUID) -> Response:
        return page_of(request, Macro.objects.visible_to(self.viewer(room_id)), macro_row)

    def post(self, request: Request, room_id: UUID) -> Response:
        given, viewer = self.read(MacroIn), self.viewer(room_id)
        assert viewer.member is not None
        return created(macro_row(Macro.write(viewer.member, name=given.name, text=given.text)))


class RoomMacro(RoomView):
    """One line: PATCH changes its words or its place (`order`, from 0), DELETE throws it away."""

    inputs = {"patch": MacroChange}

    def patch(self, request: Request, room_id: UUID, macro_id: UUID) -> Response:
        given = self.read(MacroChange)
        macro = Macro.objects.seen(self.viewer(room_id), pk=macro_id)
        macro.rewrite(
            name=None if given.name is UNSET else given.name,
            text=None if given.text is UNSET else given.text,
            order=None if given.order is UNSET else given.order,
        )
        return Response(macro_row(macro))

    def delete(self, request: Request, room_id: UUID, macro_id: UUID) -> Response:
        Macro.objects.seen(self.viewer(room_id), pk=macro_id).delete()
        return no_content()


def macro_row(macro: Macro) -> dict[str, Any]:
    return {"id": macro.pk, "name": macro.name, "text": macro.text, "order": macro.order}


routes = [
    path("rooms/<uuid:room_id>/rolls", RoomRolls.as_view()),
    path("rooms/<uuid:room_id>/roll-statistics", RollStatistics.as_view()),
    path("rooms/<uuid:room_id>/macros", RoomMacros.as_view()),
    path("rooms/<uuid:room_id>/macros/<uuid:macro_id>", RoomMacro.as_view()),
]
