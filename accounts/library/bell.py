"""Telling a person's open library pages what changed. It only says what; the page asks REST, which asks who may know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from accounts import hooks
from accounts.inbox import close_topic
from accounts.library import pieces
from accounts.models import Incoming
from config.jobs import progress_changed
from config.live import hubs, wire


class Bell:
    """The bell of one library. `key` names its topic and audience, `kinds` what its models are called on the wire, and
    `jobs` the beginnings of the names of jobs that concern it.
    """

    def __init__(self, key: str, kinds: dict[type[Model], str], jobs: tuple[str, ...]) -> None:
        self.key, self.kinds, self.jobs = key, kinds, jobs

    def topic_of(self, user_id: Any) -> str:
        return f"{self.key}.{UUID(str(user_id)).hex}"

    def ring(self, user_id: Any, frame: dict[str, Any]) -> None:
        """Sends `frame` to every page of this library that the person has open, after commit."""
        about = f"{frame['type']}:{frame.get('what', '')}:{frame.get('id', '')}"
        word = {"act": "pass", "keys": [self.key], "payload": wire.encode(frame), "about": about}
        transaction.on_commit(lambda: hubs.tell(self.topic_of(user_id), word), robust=True)

    def hang(self) -> None:
        """Called once, in `AppConfig.ready()`."""
        for model in self.kinds:
            post_save.connect(self._saved, sender=model, dispatch_uid=f"{self.key}.saved.{model.__name__}")
            post_delete.connect(self._deleted, sender=model, dispatch_uid=f"{self.key}.deleted.{model.__name__}")
        pieces.came.append(self._received)
        progress_changed.subscribe(self._job)
        hooks.on_revoked.append(self._close)

    def _received(self, upload: Incoming) -> None:
        """How far an upload is, for the other pages of whoever uploads."""
        if type(upload) in self.kinds:
            frame = {"type": "upload", "id": upload.pk, "offset": upload.received, "size": upload.size}
            self.ring(upload.owner_id, frame)

    def _job(self, run: Any) -> None:
        if run.owner and run.name.startswith(self.jobs):
            self.ring(run.owner, {"type": "job", "id": run.pk, "data": run.to_dict()})

    def _saved(self, sender: Any, instance: Any, created: bool, **_kwargs: Any) -> None:
        self.ring(instance.owner_id, self._changed(sender, instance, "made" if created else "changed"))

    def _deleted(self, sender: Any, instance: Any, **_kwargs: Any) -> None:
        self.ring(instance.owner_id, self._changed(sender, instance, "gone"))

    def _changed(self, sender: Any, instance: Any, how: str) -> dict[str, Any]:
        return {"type": "changed", "what": self.kinds[sender], "id": instance.pk, "how": how}

    def _close(self, ended: hooks.Ended) -> None:
        """Closes the library's sockets of a sign-in that ended."""
        close_topic(self.topic_of(ended.user), ended)
