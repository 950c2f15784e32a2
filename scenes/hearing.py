"""Who hears what of the sounds in a scene. As with sight, one's tokens are one's ears: where each player sees for
themselves each hears by their own, else all by anybody's; who looks on hears what the party does.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from audio.models import Track
from rooms.models import Member, user_of
from rooms.viewer import Viewer
from scenes.models import Emitter, Scene, Token, Vision, Wall
from scenes.sight.kept import Newest
from scenes.sight.scenery import DOORS, pixels
from scenes.vision.barriers import Barriers, Segment
from scenes.vision.hearing import SILENT, Arrival, arrival


@dataclass(frozen=True, slots=True)
class Ear:
    """A token that hears, and for whom."""

    owners: frozenset[str]
    x: float
    y: float


_ears: Newest[tuple[Ear, ...]] = Newest(64)
_barriers: Newest[Barriers] = Newest(64)
_emitters: Newest[tuple[Emitter, ...]] = Newest(64)


def heard_by(viewer: Viewer, emitter: Emitter) -> Arrival | None:
    """What arrives of it at the best placed ear; None when the viewer must not know that it is there. Those who lead know
    where it stands instead.
    """
    scene = emitter.scene
    if viewer.leads or not scene.active or not emitter.on:
        return None
    radius, source = pixels(scene, emitter.radius), (emitter.x, emitter.y)
    barriers = barriers_of(scene) if emitter.walls else None
    best: Arrival | None = None
    for ear in ears_of(scene, viewer):
        here = arrival(source, (ear.x, ear.y), radius, barriers)
        if here is not None and (best is None or here.gain > best.gain):
            best = here
    if best is None or best.gain * emitter.volume < SILENT:
        return None
    return best._replace(gain=best.gain * emitter.volume)


def ears_of(scene: Scene, viewer: Viewer) -> list[Ear]:
    ears = _ears.get((scene.pk, scene.sight_key), lambda: _read_ears(scene))
    own = str(viewer.eyes) if viewer.eyes is not None and scene.vision == Vision.OWN else None
    return [ear for ear in ears if own is None or own in ear.owners]


def barriers_of(scene: Scene) -> Barriers:
    """What stops sound; doors that are open do not."""
    return _barriers.get((scene.pk, scene.walls_key), lambda: _read_barriers(scene))


def heard_anew(scene: Scene, tokens: Mapping[Token, Mapping[str, Any]] | None = None) -> list[Emitter]:
    """The sources of the scene, each knowing this very scene: what is heard of them may change when each of the tokens
    gets its fields (None: with walls or rules). None where nothing sounds, or where nobody hears by any of the tokens.
    """
    if not scene.active or not scene.sound_key:
        return []
    if tokens is not None and not any(one.owner_ids or to.get("owner_ids") for one, to in tokens.items()):
        return []
    found = []
    for one in _emitters.get((scene.pk, scene.sound_key), lambda: _read_emitters(scene)):
        emitter = copy(one)
        emitter.scene = scene
        found.append(emitter)
    return found


def hearable_by(who: Any) -> QuerySet[Any]:
    """The tracks of which `who`, a person or a device at a table, hears something where their tokens are."""
    ids = {
        emitter.track_id
        for viewer, scene in _places(who)
        for emitter in heard_anew(scene)
        if heard_by(viewer, emitter) is not None
    }
    found: QuerySet[Any] = Track.objects.filter(pk__in=ids).order_by().values("pk")
    return found


def _places(who: Any) -> list[tuple[Viewer, Scene]]:
    """The scenes with sounds that lie on tables of `who`, and who they are there."""
    sounding = Scene.objects.filter(active=True).exclude(sound_key="").select_related("room").order_by("pk")
    if isinstance(who, Viewer):
        return [(who, scene) for scene in sounding.filter(room=who.room)]
    user = user_of(who)
    if user is None:
        return []
    here = {scene.room_id: scene for scene in sounding.filter(room__members__user=user)}
    members = Member.objects.filter(user=user, room__in=here).select_related("user") if here else ()
    return [(Viewer.of(here[member.room_id].room, member), here[member.room_id]) for member in members]


def _read_ears(scene: Scene) -> tuple[Ear, ...]:
    tokens = Token.objects.filter(scene=scene.pk, hidden=False).exclude(owner_ids=[]).order_by()
    return tuple(Ear(frozenset(owners), x, y) for owners, x, y in tokens.values_list("owner_ids", "x", "y"))


def _read_barriers(scene: Scene) -> Barriers:
    walls = Wall.objects.filter(scene=scene.pk).exclude(sound=Wall.Stops.NONE)
    walls = walls.exclude(kind__in=DOORS, state=Wall.State.OPEN).order_by()
    rows = walls.values_list("x1", "y1", "x2", "y2", "sound")
    segments = [Segment(x1, y1, x2, y2, stops == Wall.Stops.LIMITED) for x1, y1, x2, y2, stops in rows]
    return Barriers.of(segments, crossings=False)


def _read_emitters(scene: Scene) -> tuple[Emitter, ...]:
    return tuple(Emitter.objects.filter(scene=scene.pk).select_related("track"))
