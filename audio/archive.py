"""Playlists, pads, shared sounds and the mix of a room in its archive, and sounds of any archive in a library.

A sound is named by the member of the archive that it is, with its SHA-256: whoever has that very file gets no second one.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct, structs

from audio.intake import take_in
from audio.models import Pad, Playlist, PlaylistEntry, RoomMix, SharedTrack, Track
from audio.models.pad import MOST_PADS
from audio.models.playlist import MOST_ENTRIES, MOST_PLAYLISTS
from audio.models.shared import MOST_SHARED
from rooms.archive import Arriving, Opened, Packing, Part

TEXT, FOLDER = "audio.json", "sounds"
OF_PLAYLIST = ("name", "order", "repeat", "crossfade", "group", "volume")
OF_PAD = ("name", "hotkey", "colour", "icon", "volume", "loop", "random_start", "group")
OF_MIX = ("master", "music", "ambience", "effects")

Unit = Annotated[float, Meta(ge=0, le=1)]
FileName = Annotated[str, Meta(max_length=100)]
Group = Literal["music", "ambience", "effects"]


class SoundFields(Struct):
    """What the library knows of a sound, by its `file`. `sha256` is of the file as it was uploaded: who has it already
    needs no second one.
    """

    name: Annotated[str, Meta(max_length=120)] = ""
    kind: Literal["loop", "one_shot", "music"] = "loop"
    sha256: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")] = ""


class ListedFields(Struct):
    file: FileName
    volume: Unit = 1.0


class PlaylistFields(Struct):
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    order: Literal["listed", "shuffled"] = "listed"
    repeat: bool = True
    crossfade: Annotated[float, Meta(ge=0, le=20)] = 2.0
    group: Group = "music"
    volume: Unit = 1.0
    entries: Annotated[list[ListedFields], Meta(max_length=MOST_ENTRIES)] = []


class PadFields(Struct):
    file: FileName
    name: Annotated[str, Meta(max_length=40)]
    hotkey: Annotated[str, Meta(max_length=1)] = ""
    colour: Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$")] = "#f2b44b"
    icon: Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9-]*$")] = ""
    volume: Unit = 1.0
    loop: bool = False
    random_start: bool = False
    group: Group = "effects"


class MixFields(Struct):
    master: Unit = 1.0
    music: Unit = 1.0
    ambience: Unit = 1.0
    effects: Unit = 1.0


class Sounding(Struct):
    """All of a room's sound but what is on the air."""

    playlists: Annotated[list[PlaylistFields], Meta(max_length=MOST_PLAYLISTS)] = []
    pads: Annotated[list[PadFields], Meta(max_length=MOST_PADS)] = []
    shared: Annotated[list[FileName], Meta(max_length=MOST_SHARED)] = []
    mix: MixFields | None = None
    sounds: dict[FileName, SoundFields] = {}


def fields_of(track: Track) -> SoundFields:
    kind: Any = track.kind
    return SoundFields(name=track.name, kind=kind, sha256=track.file.sha256)


def sound_of(arriving: Arriving, name: str, known: SoundFields | None) -> None:
    """Puts the sound of this name into `arriving.things`: one of the importer's library, or taken into it. What neither is
    there nor came along is left out.
    """
    if name in arriving.things:
        return
    known = known or SoundFields()
    own: Any = Track.objects.owned_by(arriving.owner).filter(file__sha256=known.sha256) if known.sha256 else None
    track: Track | None = own.order_by("created_at", "id").first() if own is not None else None
    if track is None and name in arriving.archive:
        track = take_in(
            arriving.file(name), name, owner=arriving.owner, folder=None, kind=known.kind, name=known.name,
            sha256=arriving.archive.manifest.files[name].sha256, id=arriving.id_of(name),
        )  # fmt: skip
        arriving.made.append(track.remove)
    if track is not None:
        arriving.things[name] = track


class Sounds(Part):
    words = _("sounds")

    def pack(self, packing: Packing) -> None:
        sounds: dict[str, SoundFields] = {}

        def named(track: Track) -> str:
            name = packing.name_of(FOLDER, track.file)
            sounds[name] = fields_of(track)
            return name

        room = packing.room
        lists = Playlist.objects.filter(room=room).order_by("created_at", "id").prefetch_related("entries__track__file")
        mix = RoomMix.objects.filter(room=room).first()
        packing.text(
            TEXT,
            Sounding(
                playlists=[
                    PlaylistFields(
                        entries=[ListedFields(file=named(one.track), volume=one.volume) for one in found.entries.all()],
                        **{name: getattr(found, name) for name in OF_PLAYLIST},
                    )
                    for found in lists
                ],
                pads=[
                    PadFields(file=named(pad.track), **{name: getattr(pad, name) for name in OF_PAD})
                    for pad in Pad.objects.filter(room=room).select_related("track__file")
                ],
                shared=[
                    named(one.track) for one in SharedTrack.objects.filter(room=room).select_related("track__file")
                ],
                mix=MixFields(**{name: getattr(mix, name) for name in OF_MIX}) if mix else None,
                sounds=sounds,
            ),
        )

    def look(self, archive: Opened) -> dict[str, int]:
        said: Sounding = archive.text(TEXT, Sounding)
        return {"playlists": len(said.playlists), "pads": len(said.pads), "sounds": len(said.sounds)}

    def take_in(self, arriving: Arriving) -> None:
        said: Sounding = arriving.archive.text(TEXT, Sounding)
        for name in _needed(said):
            sound_of(arriving, name, said.sounds.get(name))

    @transaction.atomic
    def build(self, arriving: Arriving) -> None:
        """Playlists are known to later parts as "playlist <place>"."""
        said: Sounding = arriving.archive.text(TEXT, Sounding)
        room, things = arriving.room, arriving.things
        for place, one in enumerate(said.playlists):
            playlist = Playlist.objects.create(room=room, **{name: getattr(one, name) for name in OF_PLAYLIST})
            things[f"playlist {place}"] = playlist.pk
            PlaylistEntry.objects.bulk_create(
                PlaylistEntry(playlist=playlist, track=things[entry.file], place=at, volume=entry.volume)
                for at, entry in enumerate(one.entries)
                if entry.file in things
            )
        Pad.objects.bulk_create(
            Pad(room=room, track=things[pad.file], place=at, **{name: getattr(pad, name) for name in OF_PAD})
            for at, pad in enumerate(said.pads)
            if pad.file in things
        )
        shared = {things[name].pk: things[name] for name in said.shared if name in things}
        SharedTrack.objects.bulk_create(SharedTrack(room=room, track=track) for track in shared.values())
        if said.mix is not None:
            RoomMix.objects.create(room=room, **structs.asdict(said.mix))


def _needed(said: Sounding) -> list[str]:
    entries = (entry.file for one in said.playlists for entry in one.entries)
    return list(dict.fromkeys([*entries, *(pad.file for pad in said.pads), *said.shared]))


def place_of(room: Any, playlist: UUID | None) -> int | None:
    """Where the room's playlist of this id stands among those of the archive."""
    ids = list(Playlist.objects.filter(room=room).order_by("created_at", "id").values_list("pk", flat=True))
    return ids.index(playlist) if playlist in ids else None
