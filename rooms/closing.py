"""The end of things: a room is deleted, a person goes. What others see is told to them; what was said stays, nameless."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.hooks import Ended
from accounts.rules import require
from config.live import hubs
from config.live.hub import RESTARTING
from config.live.socket import NO_SUCH, SIGN_IN
from rooms import doorstep
from rooms.live.perform import perform
from rooms.models import Answer, Entry, Knock, Member, Message, Role, Room
from rooms.viewer import Viewer


def close_room(viewer: Viewer) -> None:
    """Deletes the room with all that was said in it; every page in it is told at once. The owner's alone."""
    require(viewer, "rooms.delete", viewer.room)
    _delete(viewer.room)


def _delete(room: Room) -> None:
    topic = str(room.pk)
    with transaction.atomic():
        room.delete()
        transaction.on_commit(partial(hubs.tell, topic, {"act": "close", "code": NO_SUCH}), robust=True)


def revoke_sockets(ended: Ended) -> None:
    """A sign-in ended: its sockets close within a second, in every process."""
    message = {"act": "revoke", "user": str(ended.user), "session": ended.session, "code": SIGN_IN}
    if ended.session is not None:
        message["user"] = None
    if ended.kept is not None:
        hubs.tell_every({"act": "revoke", "user": None, "session": ended.kept, "code": RESTARTING})
    if ended.family is None:
        hubs.tell_every(message)


def farewell(user: Any) -> None:
    """Before an account is deleted: its rooms go to who leads beside them, else to the oldest member with an account,
    else they are deleted; it leaves the others; its messages stay, without a name."""
    for room in Room.objects.filter(owner=user):
        heir = heir_of(room)
        if heir is None:
            _delete(room)
        else:
            hand_over(room, to=heir)
    for member in Member.objects.filter(user=user).select_related("room"):
        perform(Viewer.of(member.room, member, user=user), "member.leave")
        forget(user, member.room)
    for room in doorstep.forget(user):
        forget(user, room)


def heir_of(room: Room) -> Member | None:
    others = Member.objects.filter(room=room, user__is_guest=False, user__is_active=True).exclude(user=room.owner_id)
    leading = others.filter(role=Role.GAME_MASTER).order_by("created_at").first()
    return leading or others.exclude(role=Role.SPECTATOR).order_by("created_at").first()


def hand_over(room: Room, *, to: Member) -> None:
    owner = Member.objects.select_related("user").get(room=room, role=Role.OWNER)
    perform(Viewer.of(room, owner), "room.hand_over", {"member": str(to.pk)})


def forget(user: Any, room: Room) -> None:
    """Takes the person's id, name and colour out of what the room keeps: messages and the log."""
    nobody = str(_("Somebody"))
    Message.objects.filter(room=room, user=user).update(user=None, name=nobody, colour="#a79fb0")
    changed = []
    for entry in Entry.objects.filter(Q(user=user) | Q(views__icontains=str(user.pk)), room=room).iterator():
        entry.views = json.loads(
            json.dumps(entry.views), object_hook=lambda data: _nameless(data, str(user.pk), nobody)
        )
        entry.by_name, entry.user = ("", None) if entry.user_id == user.pk else (entry.by_name, entry.user)
        changed.append(entry)
        if len(changed) >= 500:
            Entry.objects.bulk_update(changed, ["views", "by_name", "user"])
            changed = []
    Entry.objects.bulk_update(changed, ["views", "by_name", "user"])


def _nameless(data: dict[str, Any], user: str, nobody: str) -> dict[str, Any]:
    if isinstance(answers := data.get("answers"), dict) and user in answers:
        return {**data, "answers": {one: answer for one, answer in answers.items() if one != user}}
    if data.get("user") != user:
        return data
    return {**data, "user": None, "name": nobody, **({"avatar": None} if "avatar" in data else {})}


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
    said = Message.objects.filter(user=user).order_by("created_at").values("room", "text", "created_at")
    return {
        "memberships": [
            {"room": names[member.room_id], "role": member.role, "since": member.created_at} for member in memberships
        ],
        "sessions": list(answers.values("session__title", "session__starts_at", "answer")),
        "waits_at": [{"room": knock.room.name, "since": knock.created_at} for knock in waiting],
        "messages": [{"room": names.get(one["room"]), "text": one["text"], "at": one["created_at"]} for one in said],
    }
