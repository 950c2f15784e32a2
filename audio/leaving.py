"""A person's sounds when they go, and when they ask what is kept about them."""

from __future__ import annotations

from typing import Any

from audio.models import Favourite, SoundFolder, Track, remove_tracks


def farewell(user: Any) -> None:
    """Before an account is deleted: its sounds fall silent at the tables, as events, and leave the library."""
    remove_tracks(list(Track.objects.filter(owner=user).with_files()))
    SoundFolder.objects.filter(owner=user).delete()


def own_data(user: Any) -> dict[str, Any]:
    fields = (
        "name",
        "folder__name",
        "kind",
        "format",
        "title",
        "artist",
        "album",
        "genre",
        "tags",
        "duration",
        "origin",
    )
    return {
        "folders": list(user.sound_folders.values_list("name", flat=True)),
        "tracks": list(user.tracks.values(*fields, "created_at")),
        "favourites": list(Favourite.objects.visible_to(user).values_list("track__name", flat=True)),
    }
