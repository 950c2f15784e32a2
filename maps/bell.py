"""Telling a person's open library pages what changed. It only says what; the page asks REST, which asks who may know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from accounts import hooks
from accounts.inbox import close_topic
from config.jobs import progress_changed
from config.live import hubs, wire
from maps.models import Map, MapFolder, MapUpload

KEY = "library"
KINDS = {Map: "map", MapFolder: "folder", MapUpload: "upload"}
JOBS = ("maps.", "scenes.")
"""Whose jobs concern the library: uploads, tiles, and what is imported."""


def topic_of(user_id: Any) -> str:
    return f"library.{UUID(str(user_id)).hex}"


def ring(user_id: Any, frame: dict[str, Any]) -> None:
    """Sends `frame` to every library page of this person, after commit."""
    about = f"{frame['type']}:{frame.get('what', '')}:{frame.get('id', '')}"
    word = {"act": "pass", "keys": [KEY], "payload": wire.encode(frame), "about": about}
    transaction.on_commit(lambda: hubs.tell(topic_of(user_id), word), robust=True)


def received(upload: MapUpload) -> None:
    """How far an upload is, for the other pages of whoever uploads."""
    ring(upload.owner_id, {"type": "upload", "id": upload.pk, "offset": upload.received, "size": upload.size})


def _job(run: Any) -> None:
    if run.owner and run.name.startswith(JOBS):
        ring(run.owner, {"type": "job", "id": run.pk, "data": run.to_dict()})


def _saved(sender: Any, instance: Any, created: bool, **_kwargs: Any) -> None:
    ring(instance.owner_id, _changed(sender, instance, "made" if created else "changed"))


def _deleted(sender: Any, instance: Any, **_kwargs: Any) -> None:
    ring(instance.owner_id, _changed(sender, instance, "gone"))


def _changed(sender: Any, instance: Any, how: str) -> dict[str, Any]:
    return {"type": "changed", "what": KINDS[sender], "id": instance.pk, "how": how}


def close(ended: hooks.Ended) -> None:
    """Closes the library sockets of a sign-in that ended. Joins `hooks.on_revoked`."""
    close_topic(topic_of(ended.user), ended)


def hang() -> None:
    """Called once, in `AppConfig.ready()`."""
    for model in KINDS:
        post_save.connect(_saved, sender=model, dispatch_uid=f"maps.bell.saved.{model.__name__}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"maps.bell.deleted.{model.__name__}")
    progress_changed.subscribe(_job)
    hooks.on_revoked.append(close)
