"""What the library shows of a sound, to its owner and to those who lead a room that uses it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from audio.models import Track

FIELDS = (
    *("name", "kind", "format", "title", "artist", "album", "genre", "tags", "duration", "channels", "sample_rate"),
    *("peaks", "loudness", "true_peak", "measuring", "origin", "created_at", "updated_at"),
)


def track_data(entry: Track, *, uses: int, favourite: bool) -> dict[str, Any]:
    """`uses` is in how many places it is used; `favourite` whether it is one of the asker's. `twin` says that `stream`
    gives an MP3 of it unless `?original=1` is asked for. `universe` is the one whose music it is a render of.
    """
    cover = entry.cover and f"{reverse('track-cover', args=[entry.pk])}?v={entry.cover.sha256[:12]}"
    return {
        "id": entry.pk,
        "folder": entry.folder_id,
        **{name: getattr(entry, name) for name in FIELDS},
        "universe": entry.made_by.get("universe"),
        "size": entry.file.size,
        "stream": reverse("track-stream", args=[entry.pk]),
        "twin": entry.play_id is not None,
        "cover": cover,
        "favourite": favourite,
        "uses": uses,
    }
