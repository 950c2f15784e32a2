"""Sounds of a library: one that no table uses, one on its way, a folder; and what is heard of those that tables use."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import StoredFile
from audio.models import SoundFolder, Track, TrackUpload
from config.tests.canaries.here import Here

UNUSED = "track.library"


def keep_sounds(here: Here) -> None:
    folder = SoundFolder.objects.create(owner=here.owner, name=here.secret("sound_folder.name"))
    upload = TrackUpload.objects.create(owner=here.owner, name=here.secret("track_upload.name"), size=9)
    here.ids.setdefault("track_upload", []).append(str(upload.pk))
    here.secret(f"{UNUSED}.key", f"CANARY-{here.name}-{UNUSED}.key")
    Track.objects.create(
        owner=here.owner, folder=folder, name=here.secret(f"{UNUSED}.name"), title=here.secret(f"{UNUSED}.title"),
        tags=[here.secret(f"{UNUSED}.tag")], content_sha256=here.secret(f"{UNUSED}.content_sha256"),
        made_by={"score": here.secret(f"{UNUSED}.made_by")}, format="ogg", duration=1.0, channels=1, sample_rate=44_100,
        **{use: _file(here, use) for use in ("file", "play", "cover")},
    )  # fmt: skip


def _file(here: Here, use: str) -> StoredFile:
    content = ContentFile(here.secret(f"{UNUSED}.{use}").encode())
    key = default_storage.save(f"track/CANARY-{here.name}-{UNUSED}.key-{use}.mp3", content)
    sha256 = here.secret(f"{UNUSED}.{use}_sha256", f"CANARY-{here.name}-{use}-sha")
    return StoredFile.objects.create(
        owner=here.owner, kind="track", sha256=sha256, size=1, content_type="audio/mpeg", key=key
    )


def make_audible(here: Here, part: str, track: str) -> None:
    """The sound itself of a track that a table uses."""
    key = Track.objects.get(pk=track).file.key
    default_storage.save(key, ContentFile(here.secret(f"{part}.sound").encode()))
