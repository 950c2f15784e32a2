"""The numbered log of a room, what replay keeps of it, and the leases of who is present."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from rooms.models.room import Room

NEWEST = 2**62
"""Beyond every number of a log."""


class Entry(models.Model):
    """One numbered line of a room's log. `views` holds, for each audience key, the ops its readers fold.

    `changes` is what undo needs: the rows it wrote, before and after; it never leaves the server. `reverses` is the
    number of the entry that this one undid or did again; an entry that was undone is `reversed`.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="entries")
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=50, blank=True)
    client_id = models.CharField(max_length=64, null=True)
    views = models.JSONField(default=dict)
    revokes = models.JSONField(default=dict)
    changes = models.JSONField(null=True)
    reverses = models.PositiveBigIntegerField(null=True)
    reversed = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="entry_number_once"),
            models.UniqueConstraint(fields=["room", "user", "client_id"], name="entry_request_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"


class Keyframe(models.Model):
    """What was held at a number of the log, so that replay need not fold from the beginning. At number 0 `sight` is an
    audience key; later it is a viewer: a sight and, after a colon, whose it is.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="keyframes")
    seq = models.PositiveBigIntegerField()
    sight = models.CharField(max_length=45)
    things = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "sight", "seq"], name="keyframe_once")]

    def __str__(self) -> str:
        return f"{self.sight} at {self.seq}"


class Presence(models.Model):
    """A lease: this person has sockets in this room at this process until `expires_at`, unless renewed. Who `looks_on` does
    not belong to the room; they are counted and never named.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    process = models.CharField(max_length=32)
    devices = models.PositiveSmallIntegerField(default=1)
    idle = models.BooleanField(default=False)
    looks_on = models.BooleanField(default=False)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user", "process"], name="presence_once_a_process")]
        indexes = [models.Index(fields=["expires_at"], name="presence_expiry")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.room_id}"
