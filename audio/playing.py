"""One sound after another: what a playlist plays next, and how the one before makes way."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from audio.models import LEAD, Playlist, PlaylistEntry, Sound
from audio.models.playlist import new_seed
from rooms.models import Room


def of_room(room: Room) -> list[Sound]:
    """What sounds there, with its tracks."""
    return list(Sound.objects.filter(room=room).select_related("track"))


def play_entry(playlist: Playlist, entry: PlaylistEntry, *, at: float) -> Sound:
    """The entry from the moment `at` on, coming up as its playlist's crossfade says."""
    overlap = min(playlist.crossfade, entry.track.duration / 2)
    return Sound.begin(
        playlist.room, entry.track, at=at, volume=playlist.volume * entry.volume, fade=overlap, group=playlist.group,
        loop=playlist.endless, overlap=overlap, playlist=playlist.pk, entry=entry.pk,
    )  # fmt: skip


def start(playlist: Playlist, sounds: Iterable[Sound], now: float, entry: PlaylistEntry | None = None) -> Sound | None:
    """Begins a playlist, anew shuffled unless at an entry; other playlists of its group make way. None of an empty one."""
    if entry is None:
        if playlist.order == Playlist.Order.SHUFFLED:
            playlist.seed = new_seed()
            playlist.save(update_fields=["seed", "updated_at"])
        entry = playlist.beside(None, 1)
    if entry is None:
        return None
    before = [one for one in sounds if one.playlist == playlist.pk or (one.playlist and one.group == playlist.group)]
    Sound.require_place(playlist.room_id)
    return change_over(before, playlist, entry, now + LEAD)


def change_over(before: Iterable[Sound], playlist: Playlist, entry: PlaylistEntry, at: float) -> Sound:
    """The entry comes up at the moment `at` while what sounded before it goes."""
    sound = play_entry(playlist, entry, at=at)
    for one in before:
        if one.paused:
            one.delete()
        else:
            one.leave(at, sound.overlap)
            one.keep()
    return sound


def see_to(sounds: Iterable[Sound], now: float) -> list[Sound]:
    """Does what is due by `now`: what has ended goes, playlists go on, each as early as its crossfade asks for; what
    should have been done while no server ran is done from now on. Returns the sounds that began.
    """
    made = []
    for sound in [one for one in sounds if one.due is not None and one.due <= now]:
        entry = _next_of(sound)
        if entry is not None and sound.ends is not None:
            at = max(sound.ends - sound.overlap, now + LEAD)
            made.append(play_entry(entry.playlist, entry, at=at))
            sound.leave(at, sound.ends - at) if at < sound.ends else sound.leave(sound.ends)
            sound.keep()
        if sound.ends is not None and sound.ends <= now:
            sound.delete()
        elif entry is None and sound.playlist is not None:
            # The list is at its end: this one plays out.
            sound.playlist = sound.entry = None
            sound.reckon()
            sound.keep()
    return made


def _next_of(sound: Sound) -> PlaylistEntry | None:
    playlist: UUID | None = sound.playlist
    found = Playlist.objects.filter(pk=playlist).select_related("room").first() if playlist else None
    return found.beside(sound.entry, 1) if found is not None else None
