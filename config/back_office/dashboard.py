"""What a game master wants to know before the evening, in a fixed number of questions to the database."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import chain
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audio.models import Track
from config.back_office.work import failed, running
from maps.models import Map
from rooms.models import GameSession, Knock, Presence, Room
from scenes.models import Scene

MOST_ROOMS, MOST_NEW = 12, 8
TONIGHT = timedelta(hours=18)
"""A session that begins within this is tonight's."""


def told(request: HttpRequest) -> dict[str, Any]:
    """The context of the first page."""
    user: Any = request.user
    used, quota = user.storage_used, user.storage_quota
    return {
        "evening": rooms_of(user),
        "storage": {"used": used, "quota": quota, "share": min(100, round(100 * used / quota)) if quota else 100},
        "newest": newest_of(user),
        "working": running(user),
        "failures": failed(user),
    }


def rooms_of(user: Any) -> list[dict[str, Any]]:
    """The rooms that `user` leads, those with somebody in them and those that meet next first: {room, session, tonight,
    people, knocks, scene, scenes}.
    """
    rooms = list(Room.objects.led_by(user).gatherings().filter(archived_at=None).order_by("-updated_at")[:200])
    sessions = GameSession.objects.next_of(rooms)
    people = _people_in(rooms)
    soon = timezone.now() + TONIGHT
    far = timezone.now() + timedelta(days=36_500)

    def when(room: Room) -> Any:
        return sessions[room.pk].starts_at if room.pk in sessions else far

    shown = sorted(rooms, key=lambda room: (room.pk not in people, when(room)))[:MOST_ROOMS]
    here = [room.pk for room in shown]
    knocks = _counted(Knock.objects.filter(room__in=here).values_list("room", flat=True))
    scenes = _counted(Scene.objects.filter(room__in=here).order_by().values_list("room", flat=True))
    active = {scene.room_id: scene for scene in Scene.objects.filter(room__in=here, active=True)}
    return [
        {
            "room": room,
            "session": sessions.get(room.pk),
            "tonight": room.pk in sessions and when(room) <= soon,
            "people": people.get(room.pk, []),
            "knocks": knocks[room.pk],
            "scene": active.get(room.pk),
            "scenes": scenes[room.pk],
        }
        for room in shown
    ]


def _people_in(rooms: list[Room]) -> dict[Any, list[Any]]:
    """Who has a page of a room open now, each once, by name."""
    here = Presence.objects.filter(room__in=rooms, looks_on=False, expires_at__gte=timezone.now())
    found: dict[Any, dict[Any, Any]] = defaultdict(dict)
    for lease in here.select_related("user").order_by("user__display_name"):
        found[lease.room_id][lease.user_id] = lease.user
    return {room: list(people.values()) for room, people in found.items()}


def _counted(rooms: Any) -> dict[Any, int]:
    counts: dict[Any, int] = defaultdict(int)
    for room in rooms:
        counts[room] += 1
    return counts


def newest_of(user: Any) -> list[dict[str, Any]]:
    """What came last into the libraries: {name, kind, icon, url, picture, state, at}."""
    maps = Map.objects.owned_by(user).select_related("thumbnail").order_by("-created_at")[:MOST_NEW]
    tracks = Track.objects.owned_by(user).order_by("-created_at")[:MOST_NEW]
    rows = sorted(chain(map(_map, maps), map(_track, tracks)), key=lambda row: row["at"], reverse=True)
    return rows[:MOST_NEW]


def _map(entry: Map) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.get_source_display() if entry.source == Map.Source.UVTT else _("map"),
        "icon": "map",
        "url": f"/library/#/item/{entry.pk}",
        "picture": f"{reverse('map-thumbnail', args=[entry.pk])}?v={entry.thumbnail.sha256[:12]}",
        "state": entry.get_tiling_display() if entry.tiling in (Map.Tiling.WAITING, Map.Tiling.FAILED) else "",
        "at": entry.created_at,
    }


def _track(track: Track) -> dict[str, Any]:
    return {
        "name": track.name,
        "kind": track.get_kind_display(),
        "icon": "music",
        "url": f"/sounds/#/item/{track.pk}",
        "picture": "",
        "state": "",
        "at": track.created_at,
    }
