"""What the library must know of tables: where a track is used, who may read and hear it for that, and what its change or
end means there. An upper app whose rows play tracks joins by `holds_tracks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from time import time
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from audio import usages
from audio.models import Pad, PlaylistEntry, Remote, Sound, Speaker, Track
from rooms.devices import remembered
from rooms.live import follow
from rooms.models import Room, user_of
from rooms.viewer import Viewer

HOLDERS: dict[type[Any], str] = {}
"""The models with a `track`, and the way from each to its room."""
TOLD = ("name", "kind", "artist", "duration", "loudness")


def holds_tracks(model: type[Any], room: str) -> None:
    """Called in `AppConfig.ready()`: rows of `model` play their `track` in the room at the end of the way `room`. Those
    who lead that room may read and hear it; that alone lets nobody else.
    """
    HOLDERS[model] = room
    usages.register(
        count=partial(_count, model),
        readable_by=partial(_readable, model, room),
        known_to=partial(_known, model, room),
    )


def register() -> None:
    """Called once, in this app's `ready()`."""
    for model, room in ((Sound, "room"), (Pad, "room"), (PlaylistEntry, "playlist__room")):
        holds_tracks(model, room)
    usages.register(
        hearable_by=sounding_for, before_delete=take_off_tables, before_change=show_change, listener=speaker_of
    )


def rows_with(tracks: Iterable[UUID], room: Room) -> list[Any]:
    """The rows of a room that play one of these tracks, each with its own copy of it."""
    ids = list(tracks)
    return [
        row
        for model, way in HOLDERS.items()
        for row in model._default_manager.filter(**{way: room}, track__in=ids).select_related("track")
    ]


def rooms_with(tracks: Iterable[UUID]) -> list[Room]:
    """Where they are used; in one order everywhere, so that two changes never wait for each other."""
    ids = list(tracks)
    found: set[UUID] = set()
    for model, way in HOLDERS.items():
        found |= set(model._default_manager.filter(track__in=ids).order_by().values_list(way, flat=True))
    return list(Room.objects.filter(pk__in=found).order_by("pk"))


def take_off_tables(ids: list[UUID]) -> None:
    """Before tracks are deleted: they leave every table."""
    for room in rooms_with(ids):
        tracks = [str(id) for id in ids]
        follow(room, "track.take", {"tracks": tracks})


def show_change(track: Track, fields: dict[str, Any]) -> None:
    """Before a track is changed: the tables that use it are told what they show of it."""
    shown = {name: fields[name] for name in TOLD if name in fields and fields[name] != getattr(track, name)}
    for room in rooms_with([track.pk]) if shown else ():
        follow(room, "track.changed", {"track": str(track.pk), **shown})


def farewell(user: Any) -> None:
    """Before an account is deleted: the remote controls that act for it leave the tables, as events, rooms in one order."""
    for remote in Remote.objects.filter(user=user).select_related("room").order_by("room", "pk"):
        follow(remote.room, "remote.delete", {"remote": str(remote.pk)})


def sounding_for(who: Any) -> QuerySet[Any]:
    """The tracks that sound now where `who` is: a person's tables, a device's one. What is over in a room that nobody is
    in still lies there, until somebody comes.
    """
    sounding = Sound.objects.visible_to(who).filter(Q(ends=None) | Q(ends__gt=time()))
    return sounding.order_by().values("track")


def speaker_of(request: Any) -> Viewer | None:
    """The loudspeaker that the asker's browser is."""
    known = remembered(request, Speaker)
    newest = {str(speaker.pk): speaker for speaker in known}
    for id in reversed(request.session.get("speakers", []) if known else []):
        if id in newest:
            return Viewer.display(newest[id].room)
    return None


def _count(model: Any, ids: list[UUID]) -> dict[UUID, int]:
    rows = model._default_manager.filter(track__in=ids).order_by().values("track").annotate(times=Count("pk"))
    return {row["track"]: row["times"] for row in rows}


def _readable(model: Any, way: str, who: Any) -> QuerySet[Any]:
    user = user_of(who)
    rows = model._default_manager.order_by()
    led = rows.filter(**{f"{way}__in": Room.objects.led_by(user)}) if user else rows.none()
    found: QuerySet[Any] = led.values("track")
    return found


def _known(model: Any, way: str, user: Any, id: UUID) -> list[dict[str, Any]]:
    """{room: {id, name}, what, times} for each room of the user's that uses the track."""
    led = model._default_manager.filter(**{f"{way}__in": Room.objects.led_by(user)}, track=id).order_by()
    rows = led.values(way, f"{way}__name").annotate(times=Count("pk")).order_by(f"{way}__name", way)
    what = model._meta.model_name
    return [
        {"room": {"id": row[way], "name": row[f"{way}__name"]}, "what": what, "times": row["times"]} for row in rows
    ]
