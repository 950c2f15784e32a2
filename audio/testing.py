"""What events about sounds need to find on a test's table; each is laid when it is first asked for by name."""

from __future__ import annotations

from typing import Any

from accounts.models import StoredFile
from audio.models import Remote, Sound, Speaker, Track
from rooms.live import testing
from rooms.live.testing import Table

QUEUED, UNPRESSED = "CANARY:track:queued", "CANARY:track:on_a_pad"


def a_track(owner: Any, name: str = "Rain", *, kind: str = "music", duration: float = 180.0, **fields: Any) -> Track:
    """A track of the library without a real sound: what a table needs to know of one."""
    key = f"track/none/{name}-{Track.objects.count()}.mp3"
    file = StoredFile.objects.create(
        owner=owner, kind="track", sha256="0" * 64, size=1, content_type="audio/mpeg", key=key
    )
    known = {"format": "mp3", "channels": 2, "sample_rate": 48_000, "loudness": -18.0, "artist": "The Delvers"}
    return Track.objects.create(owner=owner, name=name, kind=kind, duration=duration, file=file, **known, **fields)


def track(table: Table) -> str:
    return str(a_track(table.lead.viewer.user).pk)


def sound(table: Table) -> str:
    """A loop that everybody hears."""
    return str(table.lead.does("sound.play", track=table.thing("track"), loop=True).made[0].pk)


def paused_sound(table: Table) -> str:
    table.lead.does("sound.pause", sound=table.thing("sound"))
    return table.things["sound"]


def playlist(table: Table) -> str:
    """What is heard at once, and behind it what nobody but who leads may know of."""
    queued = a_track(table.lead.viewer.user, QUEUED)
    tracks = [table.thing("track"), str(queued.pk)]
    made = table.lead.does("playlist.create", name="Under the mountain", tracks=tracks).made
    table.lead.does("playlist.remove", playlist=str(made[0].pk), entries=[str(made[2].pk)])
    table.things["entry"] = str(made[1].pk)
    return str(made[0].pk)


def entry(table: Table) -> str:
    table.thing("playlist")
    return table.things["entry"]


def playing_playlist(table: Table) -> str:
    table.lead.does("playlist.play", playlist=table.thing("playlist"))
    return table.things["playlist"]


def pad(table: Table) -> str:
    return str(table.lead.does("pad.create", track=table.thing("track"), name="Thunder").made[0].pk)


def shared(table: Table) -> str:
    """A track that everybody may listen to for themselves."""
    told = a_track(table.lead.viewer.user, "The bard's song")
    return str(table.lead.does("track.share", track=str(told.pk)).made[0].pk)


def due_now(table: Table) -> Sound:
    """A sound whose time has come."""
    made: Any = table.lead.does("sound.play", track=table.thing("track"), loop=False).made[0]
    Sound.objects.filter(pk=made.pk).update(due=0.0, ends=0.0)
    return made


testing.makers.update(
    track=track,
    sound=sound,
    paused_sound=paused_sound,
    playlist=playlist,
    entry=entry,
    playing_playlist=playing_playlist,
    pad=pad,
    shared=shared,
    speaker=lambda table: str(Speaker.set_up(table.room, name="The shelf")[0].pk),
    remote=lambda table: str(Remote.set_up(table.room, name="Keys", user=table.lead.viewer.user)[0].pk),
)
