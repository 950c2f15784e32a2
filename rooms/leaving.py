"""A person's rooms when they go, and when they ask what is kept about them. What they said stays, nameless."""

from __future__ import annotations

from typing import Any

from rooms import closing, doorstep
from rooms.forgetting import forget, rooms_that_know
from rooms.live.perform import perform
from rooms.models import Answer, Knock, Member, Message, Reaction, Report, Role, Room
from rooms.viewer import Viewer


def farewell(user: Any) -> None:
    """Before an account is deleted: its rooms go to who leads beside them, else to the oldest member with an account,
    else they are deleted; it leaves the others; its messages stay, without a name. All of it internal: who was barred may
    do nothing any more, and is deleted all the same.
    """
    for room in Room.objects.filter(owner=user):
        heir = heir_of(room)
        if heir is None:
            closing.delete(room)
        else:
            hand_over(room, to=heir)
    for member in Member.objects.filter(user=user).select_related("room"):
        perform(Viewer.of(member.room, member, user=user), "member.leave", internal=True)
    for room in {*doorstep.forget(user), *rooms_that_know(user)}:
        forget(user, room)


def heir_of(room: Room) -> Member | None:
    """Who owns the room when its owner goes; None when nobody could."""
    others = Member.objects.filter(room=room, user__is_guest=False, user__is_active=True).exclude(user=room.owner_id)
    leading = others.filter(role=Role.GAME_MASTER).order_by("created_at").first()
    return leading or others.exclude(role=Role.SPECTATOR).order_by("created_at").first()


def hand_over(room: Room, *, to: Member) -> None:
    owner = Member.objects.select_related("user").get(room=room, role=Role.OWNER)
    perform(Viewer.of(room, owner), "room.hand_over", {"member": str(to.pk)}, internal=True)


def acquaintances(user: Any) -> Any:
    """Whom a person may choose from lists: those they share a room with."""
    mine = Member.objects.filter(user=user).values("room")
    return Member.objects.filter(room__in=mine).values_list("user", flat=True)


def own_data(user: Any) -> dict[str, Any]:
    """A person's part of `download my data`: rooms, roles, and what they said. A room one has left stays unnamed: it may
    have another name by now.
    """
    memberships = Member.objects.filter(user=user).select_related("room")
    names = {member.room_id: member.room.name for member in memberships}
    answers = Answer.objects.filter(member__user=user).order_by("session__starts_at")
    waiting = Knock.objects.filter(user=user).select_related("room")
    said = Message.objects.filter(user=user, deleted_by="").order_by("created_at")
    spoken = said.values("room", "kind", "speaker", "text", "created_at")
    signs = Reaction.objects.filter(user=user).order_by("created_at")
    reports = Report.objects.filter(reporter=user).order_by("created_at")
    return {
        "memberships": [
            {"room": names[member.room_id], "role": member.role, "since": member.created_at} for member in memberships
        ],
        "sessions": list(answers.values("session__title", "session__starts_at", "answer")),
        "waits_at": [{"room": knock.room.name, "since": knock.created_at} for knock in waiting],
        "messages": [{**one, "room": names.get(one["room"])} for one in spoken],
        "reactions": list(signs.values("emoji", "created_at")),
        "reports": list(reports.values("reason", "created_at")),
    }
