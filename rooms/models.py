"""The table itself: rooms, who belongs to them, how one comes in, the numbered log, and what was said."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from config.api.errors import Conflict, Forbidden, NotFound


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    GAME_MASTER = "game_master", _("game master")
    PLAYER = "player", _("player")
    SPECTATOR = "spectator", _("spectator")


LEADING = (Role.OWNER, Role.GAME_MASTER)
GRANTED = [(role.value, role.label) for role in Role if role != Role.OWNER]


def user_of(who: Any) -> Any:
    """The user behind a Viewer or a User; None for displays and visitors."""
    user = getattr(who, "user", who)
    return user if getattr(user, "is_authenticated", False) else None


class RoomQuerySet(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """Rooms one belongs to, and public ones; a guest is bound to the room they were let into."""
        user = user_of(who)
        if user is None:
            room = getattr(who, "room", None)
            return self.filter(pk=room.pk) if room else self.filter(is_public=True)
        mine = Q(pk__in=Member.objects.filter(user=user).values("room"))
        return self.filter(mine) if user.is_guest else self.filter(mine | Q(is_public=True))

    def led_by(self, user: Any) -> Self:
        return self.filter(pk__in=Member.objects.filter(user=user, role__in=LEADING).values("room"))


class Room(Model):
    class Kind(models.TextChoices):
        TABLE = "table", _("table")
        CHAT = "chat", _("chat")

    name = models.CharField(_("name"), max_length=50)
    description = models.CharField(_("description"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TABLE)
    is_public = models.BooleanField(_("public"), default=False, help_text=_("Anybody may join with one click."))
    open_history = models.BooleanField(
        _("open history"), default=False, help_text=_("New members see what was said before they came.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("owner")
    )
    head = models.PositiveBigIntegerField(default=0, editable=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["is_public", "name"], name="room_public")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def open_by(cls, user: Any, *, name: str, **fields: Any) -> Room:
        """A new room that `user` owns and leads."""
        if cls.objects.filter(owner=user, name__iexact=name).exists():
            raise Conflict(_("You have a room of this name already."), fields={"name": [str(_("Taken."))]})
        with transaction.atomic():
            room = cls.objects.create(name=name, owner=user, **fields)
            Member.objects.create(room=room, user=user, role=Role.OWNER)
        return room

    def rename(self, *, name: str | None = None, description: str | None = None) -> None:
        self.name = self.name if name is None else name
        self.description = self.description if description is None else description
        self.save(update_fields=["name", "description", "updated_at"])

    def hand_over(self, heir: Member) -> list[Model]:
        """`heir` owns the room, the owner stays as a game master. Returns both members."""
        owner = self.members.select_related("user").get(role=Role.OWNER)
        owner.become(Role.GAME_MASTER)
        heir.become(Role.OWNER)
        self.owner = heir.user
        self.save(update_fields=["owner", "updated_at"])
        return [owner, heir]

    def admit(self, user: Any, *, role: str) -> Member:
        """Makes `user` a member; a member who comes again keeps their role."""
        member, _created = Member.objects.get_or_create(
            room=self, user=user, defaults={"role": role, "joined_seq": self.head}
        )
        return member


class MemberQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        room, user = getattr(who, "room", None), user_of(who)
        if room is not None:
            return self.filter(room=room)
        if user is None:
            return self.none()
        return self.filter(room__in=self.model.objects.filter(user=user).values("room"))


class Member(Model):
    room = models.ForeignKey(Room, models.CASCADE, related_name="members", verbose_name=_("room"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PLAYER)
    joined_seq = models.PositiveBigIntegerField(default=0, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="member_once_a_room")]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"

    @property
    def leads(self) -> bool:
        return self.role in LEADING

    def become(self, role: str) -> None:
        self.role = role
        self.save(update_fields=["role", "updated_at"])


class InviteQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        user = user_of(who)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        room = getattr(who, "room", None)
        return self.filter(room__in=led.filter(pk=room.pk) if room else led)

    def usable(self) -> Self:
        now = timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), Q(max_uses=None) | Q(uses__lt=F("max_uses")))


class Invite(Model):
    """A link into a room. Only a hash of its code is kept: who reads the database cannot join with it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="invites", verbose_name=_("room"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    role = models.CharField(_("role"), max_length=12, choices=GRANTED, default=Role.PLAYER)
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)
    max_uses = models.PositiveIntegerField(_("uses at most"), null=True, blank=True, validators=[MinValueValidator(1)])
    uses = models.PositiveIntegerField(_("uses"), default=0, editable=False)

    objects = InviteQuerySet.as_manager()

    class Meta:
        verbose_name = _("invite link")
        verbose_name_plural = _("invite links")
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return f"{self.room} · {self.get_role_display()}"

    @staticmethod
    def hash(code: str) -> str:
        return hashlib.sha256(code.encode()).hexdigest()

    @classmethod
    def write(
        cls, room: Room, by: Any, *, role: str, lasts: timedelta | None, max_uses: int | None
    ) -> tuple[Invite, str]:
        """A new link and its code (128 bits), which is told once and never again."""
        code = secrets.token_urlsafe(16)
        ends = timezone.now() + lasts if lasts else None
        invite = cls.objects.create(
            room=room, created_by=by, code_hash=cls.hash(code), role=role, expires_at=ends, max_uses=max_uses
        )
        return invite, code

    @classmethod
    def find(cls, code: str) -> Invite:
        """The usable invite of `code`. Raises NotFound for unknown, expired and used up alike."""
        invite = cls.objects.usable().select_related("room").filter(code_hash=cls.hash(code)).first()
        if invite is None:
            raise NotFound(_("This invitation has ended, or there never was one. Ask for a new link."))
        return invite

    def spend(self) -> None:
        """Takes one use, in one statement: fifty parallel joins on a link for one person admit one."""
        if not type(self).objects.usable().filter(pk=self.pk).update(uses=F("uses") + 1):
            raise Forbidden(_("This invitation has been used up. Ask for a new link."))


class Entry(models.Model):
    """One numbered line of a room's log. `views` holds, for each audience key, the ops its readers fold."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="entries")
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=50, blank=True)
    client_id = models.CharField(max_length=64, null=True)
    views = models.JSONField(default=dict)
    revokes = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="entry_number_once"),
            models.UniqueConstraint(fields=["room", "user", "client_id"], name="entry_request_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"


class MessageQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """What was said in one's rooms since one came, or all of it where the history is open."""
        member, room = getattr(who, "member", None), getattr(who, "room", None)
        if room is not None:
            said = self.filter(room=room)
            if member is None:
                return said.none()
            return said if member.leads or room.open_history else said.filter(seq__gt=member.joined_seq)
        user = user_of(who)
        if user is None:
            return self.none()
        mine = Member.objects.filter(user=user, room=models.OuterRef("room"))
        since = Q(role__in=LEADING) | Q(room__open_history=True) | Q(joined_seq__lt=models.OuterRef("seq"))
        return self.filter(models.Exists(mine.filter(since)))


class Message(Model):
    """Something said at the table, kept for good; `seq` is the number of the entry that said it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages", verbose_name=_("room"))
    seq = models.PositiveBigIntegerField(editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=50)
    colour = models.CharField(max_length=7, default="#a79fb0", editable=False)
    kind = models.CharField(max_length=10, default="say", editable=False)
    text = models.CharField(_("text"), max_length=2000)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="message_number_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Presence(models.Model):
    """A lease: this person has sockets in this room at this process until `expires_at`, unless renewed."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    process = models.CharField(max_length=32)
    devices = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user", "process"], name="presence_once_a_process")]
        indexes = [models.Index(fields=["expires_at"], name="presence_expiry")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.room_id}"
