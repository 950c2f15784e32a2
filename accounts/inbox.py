"""Telling a person something: kept in the list, and pushed to the pages they have open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts import projections
from accounts.hooks import Ended
from accounts.models import Notification, User
from config.live import hubs, wire
from config.live.hub import RESTARTING
from config.live.socket import SIGN_IN

KEY = "mine"


def topic_of(user_id: Any) -> str:
    return f"inbox.{UUID(str(user_id)).hex}"


def notify(user: User, kind: str, *, link: str = "", **params: Any) -> Notification:
    """Keeps a notification of `kind` (its words are in `WORDS`) and shows it live. Raises KeyError for missing params."""
    note = Notification(user=user, kind=kind, params=params, link=link)
    note.text()
    note.save()
    if user.live_notifications:
        push(user.pk, {"type": "notification", "data": projections.notification(note)})
    return note


def notify_all(users: Iterable[User], kind: str, *, link: str = "", **params: Any) -> None:
    """The same to several people, in one statement."""
    notes = [Notification(user=user, kind=kind, params=params, link=link) for user in users]
    for note in notes[:1]:
        note.text()
    for note in Notification.objects.bulk_create(notes):
        if note.user.live_notifications:
            push(note.user_id, {"type": "notification", "data": projections.notification(note)})


def push(user_id: Any, frame: dict[str, Any]) -> None:
    """Sends `frame` to every page this person has open, after commit. Passing: who is away reads the list later."""
    word = {"act": "pass", "keys": [KEY], "payload": wire.encode(frame), "about": ""}
    transaction.on_commit(lambda: hubs.tell(topic_of(user_id), word), robust=True)


def job(run: Any) -> None:
    """Tells who started a job how far it is. Subscribes to `config.jobs.progress_changed`."""
    if run.owner:
        push(run.owner, {"type": "job", "data": run.to_dict()})


def close(ended: Ended) -> None:
    """Closes the inboxes of a sign-in that ended. Joins `hooks.on_revoked`."""
    close_topic(topic_of(ended.user), ended)


def close_topic(topic: str, ended: Ended) -> None:
    """Closes the sockets on a topic of one person that were opened by the sign-in that ended."""
    if ended.kept:
        hubs.tell(topic, {"act": "revoke", "user": None, "session": ended.kept, "code": RESTARTING})
    user = None if ended.session or ended.family else str(ended.user)
    session = ended.session or (str(ended.family) if ended.family else None)
    hubs.tell(topic, {"act": "revoke", "user": user, "session": session, "code": SIGN_IN})
