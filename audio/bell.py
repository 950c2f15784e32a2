"""The bell of the sound library: its own jobs, and what universes render into it."""

from __future__ import annotations

from accounts.library.bell import Bell
from audio.models import SoundFolder, Track, TrackUpload

bell = Bell("sounds", {Track: "track", SoundFolder: "folder", TrackUpload: "upload"}, ("audio.", "universes."))
