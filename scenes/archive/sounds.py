"""Sounds of a scene that goes and comes: its sources, and the playlist that begins with it. A document names each by the
member of the archive that it is, and says its SHA-256, by which it is found in a library where it is already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from accounts.models import Model
from audio.archive import OF_PLAYLIST, ListedFields, PlaylistFields, SoundFields, fields_of
from audio.models import Playlist, PlaylistEntry, Track
from config.api.errors import Invalid
from rooms.models import Room
from scenes.archive.schema import Document
from scenes.models import Emitter, Scene


def tracks_of(scene: Scene) -> list[Track]:
    """What sounds in the scene, then what its playlist holds; each once."""
    emitters = scene.emitters.select_related("track__file")
    entries = PlaylistEntry.objects.filter(playlist__room=scene.room_id, playlist=scene.playlist)
    found = [one.track for one in emitters] + [one.track for one in entries.select_related("track__file")]
    return list({track.pk: track for track in found}.values())


def playlist_of(scene: Scene, name_of: Callable[[Any], str]) -> PlaylistFields | None:
    playlist = Playlist.objects.filter(pk=scene.playlist, room=scene.room_id).first() if scene.playlist else None
    if playlist is None:
        return None
    entries = [
        ListedFields(file=name_of(one.track), volume=one.volume) for one in playlist.entries.select_related("track")
    ]
    return PlaylistFields(entries=entries, **{name: getattr(playlist, name) for name in OF_PLAYLIST})


def sounds_of(scene: Scene, name_of: Callable[[Any], str]) -> dict[str, SoundFields]:
    return {name_of(track): fields_of(track) for track in tracks_of(scene)}


def named(document: Document) -> set[str]:
    """The sounds that a document needs."""
    entries = document.playlist.entries if document.playlist else ()
    return {one.file for one in (*document.emitters, *entries)}


def in_library(user: Any, document: Document) -> dict[str, UUID]:
    """{file: track} of what the user has in their library already, the same file bit for bit; of several the one of the
    same name.
    """
    wanted = {file: known for file in named(document) if (known := document.sounds.get(file)) and known.sha256}
    own = Track.objects.owned_by(user).filter(file__sha256__in={one.sha256 for one in wanted.values()})
    rows = list(own.order_by("created_at", "id").values_list("file__sha256", "name", "pk")) if wanted else []
    by_hash = {sha256: pk for sha256, _name, pk in reversed(rows)}
    by_both = {(sha256, name): pk for sha256, name, pk in reversed(rows)}
    found = {file: by_both.get((one.sha256, one.name)) or by_hash.get(one.sha256) for file, one in wanted.items()}
    return {file: pk for file, pk in found.items() if pk is not None}


def left_out(user: Any, document: Document, carried: Any = ()) -> dict[str, int]:
    """The report's line about sounds that neither come with the document nor are in the user's library."""
    lost = named(document) - set(carried) - set(in_library(user, document))
    return {"sounds_missing": len(lost)} if lost else {}


def place(scene: Scene, document: Document, tracks: Mapping[str, Track]) -> list[Emitter]:
    """New sources of sound, those whose sound is given; they begin now. Not saved yet."""
    fields = ("x", "y", "radius", "volume", "walls", "on")
    return [
        Emitter(scene=scene, track=track, **{name: getattr(one, name) for name in fields})
        for one in document.emitters
        if (track := tracks.get(one.file))
    ]


def lay_ready(room: Room, document: Document, tracks: Mapping[str, Track]) -> tuple[UUID | None, list[Model]]:
    """The id of the room's playlist that is the document's, and the rows that had to be made for it: one that has the
    same name and plays the same stays as it is. None where nothing of it is left, or the room has as many as it may.
    """
    wanted = document.playlist
    entries = [(tracks[one.file], one.volume) for one in wanted.entries if one.file in tracks] if wanted else []
    if wanted is None or not entries:
        return None, []
    for known in Playlist.objects.filter(room=room, name=wanted.name).prefetch_related("entries"):
        if [one.track_id for one in known.entries.all()] == [track.pk for track, _volume in entries]:
            return known.pk, []
    try:
        Playlist.require_place(room.pk)
    except Invalid:
        return None, []
    playlist = Playlist.objects.create(room=room, **{name: getattr(wanted, name) for name in OF_PLAYLIST})
    made = playlist.add([track for track, _volume in entries])
    for entry, (_track, volume) in zip(made, entries, strict=True):
        entry.volume = volume
    PlaylistEntry.objects.bulk_update(made, ["volume"])
    return playlist.pk, [playlist, *made]
