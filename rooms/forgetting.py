"""Taking a person out of what a room keeps, before their account is deleted: what they said to others stays, nameless."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from rooms.live.history import forget_frames
from rooms.models import Audience, Entry, Keyframe, Message, Reaction, Reader, Room
from rooms.models.message import COLOUR_OF_NOBODY

BATCH = 500


def rooms_that_know(user: Any) -> Any:
    """Every room in which the person is, spoke, was spoken to or did anything, also those they left long ago."""
    known: set[Any] = set()
    for rows in (
        Room.objects.filter(members__user=user).values_list("pk"),
        Message.objects.filter(user=user).values_list("room"),
        Entry.objects.filter(user=user).values_list("room"),
        Reader.objects.filter(user=user).values_list("message__room"),
        Reaction.objects.filter(user=user).values_list("message__room"),
    ):
        known.update(pk for (pk,) in rows.order_by().distinct())
    return Room.objects.filter(pk__in=known)


def forget(user: Any, room: Room) -> None:
    """Takes id, name and colour out of messages and log; what only they could read goes."""
    Reaction.objects.filter(message__room=room, user=user).delete()
    Reader.objects.filter(message__room=room, user=user).delete()
    unread = Message.objects.filter(room=room, audience=Audience.NAMED).annotate(left=Count("readers")).filter(left=0)
    unread.delete()
    nobody = str(_("Somebody"))
    Message.objects.filter(room=room, user=user).update(user=None, name=nobody, colour=COLOUR_OF_NOBODY)
    forget_frames(room, user)
    forgotten = Forgotten(str(user.pk), nobody)
    for model, fields in (
        (Message, ("body", "mentions")),
        (Entry, ("views", "revokes", "changes")),
        (Keyframe, ("things",)),
    ):
        _rewrite(model, fields, room, forgotten)
    Entry.objects.filter(room=room, user=user).update(user=None, by_name="")


def _rewrite(model: Any, fields: tuple[str, ...], room: Room, forgotten: Forgotten) -> None:
    """The rows of the room whose JSON names the person, without them."""
    naming, rows = Q(), model.objects.filter(room=room).only("pk", *fields)
    for field in fields:
        rows = rows.alias(**{f"words_of_{field}": Cast(field, TextField())})
        naming |= Q(**{f"words_of_{field}__contains": forgotten.user})
    changed = []
    for row in rows.filter(naming).iterator(chunk_size=BATCH):
        for field in fields:
            setattr(row, field, forgotten.out_of(getattr(row, field)))
        changed.append(row)
        if len(changed) == BATCH:
            model.objects.bulk_update(changed, fields)
            changed = []
    model.objects.bulk_update(changed, fields)


class Forgotten:
    """A person who is taken out of data that went over the wire."""

    def __init__(self, user: str, nobody: str) -> None:
        self.user, self.nobody = user, nobody

    def out_of(self, data: Any) -> Any:
        if isinstance(data, list):
            return [self.out_of(one) for one in data if one != self.user]
        if not isinstance(data, dict):
            return data
        mine = data.get("user") == self.user
        kept = {key: self.out_of(value) for key, value in data.items() if key not in self._keys()}
        if mine:
            kept.update(self._nameless(data))
        if "files" in data and isinstance(data.get("by"), dict) and data["by"].get("user") == self.user:
            kept["files"] = []
        return kept

    def _keys(self) -> Iterable[str]:
        """Under which something is theirs alone: an answer, what only they heard."""
        return self.user, f"user:{self.user}"

    def _nameless(self, data: dict[str, Any]) -> dict[str, Any]:
        if data.get("t") == "mention":
            return {"user": None, "c": [f"@{self.nobody}"]}
        return {"user": None, "name": self.nobody, **({"avatar": None} if "avatar" in data else {})}
