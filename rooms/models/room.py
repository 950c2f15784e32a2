"""The table itself: rooms and who belongs to them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any, Literal, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.locale import language_of
from accounts.models import Model, SiteSettings, VisibleQuerySet
from config.api.errors import Conflict, Forbidden


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    GAME_MASTER = "game_master", _("game master")
    PLAYER = "player", _("player")
    SPECTATOR = "spectator", _("spectator")


LEADING = (Role.OWNER, Role.GAME_MASTER)
GrantedRole = Literal["game_master", "player", "spectator"]
GRANTED = [(role.value, role.label) for role in Role if role != Role.OWNER]


def default_quota() -> int:
    return settings.ROOM_QUOTA


def one_line(text: str) -> str:
    """`text` as a name: its breaks and runs of blanks are single blanks."""
    return " ".join(text.split())


def new_seed() -> str:
    """The secret of dice not yet thrown: 256 bits, as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def commitment(seed: str) -> str:
    """What is told of a seed before its dice are thrown."""
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def user_of(who: Any) -> Any:
    """The user behind a Viewer or a User; None for displays and visitors."""
    user = getattr(who, "user", who)
    return user if getattr(user, "is_authenticated", False) else None


class RoomQuerySet(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """Rooms one belongs to, and public ones that one is not banned from; a guest is bound to the room they were let
        into.
        """
        user = user_of(who)
        if user is None:
            room = getattr(who, "room", None)
            return self.filter(pk=room.pk) if room else self.filter(is_public=True)
        mine = Q(pk__in=Member.objects.filter(user=user).values("room"))
        banned = Q(bans__user=user)
        return self.filter(mine) if user.is_guest else self.filter(mine | (Q(is_public=True) & ~banned))

    def led_by(self, user: Any) -> Self:
        return self.filter(pk__in=Member.objects.filter(user=user, role__in=LEADING).values("room"))

    def gatherings(self) -> Self:
        """Those that people come to: tables and rooms to talk in. A universe's room is found with its universe."""
        return self.exclude(kind=Room.Kind.UNIVERSE)


class Room(Model):
    class Kind(models.TextChoices):
        TABLE = "table", _("table")
        CHAT = "chat", _("chat")
        UNIVERSE = "universe", _("universe")

    name = models.CharField(_("name"), max_length=50)
    description = models.CharField(_("description"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TABLE)
    is_public = models.BooleanField(_("public"), default=False, help_text=_("Anybody may join with one click."))
    open_history = models.BooleanField(
        _("open history"), default=False, help_text=_("New members see what was said before they came.")
    )
    waiting_room = models.BooleanField(
        _("waiting room"), default=False, help_text=_("Whoever comes waits until a game master lets them in.")
    )
    spectators_speak = models.BooleanField(
        _("spectators may speak"), default=False, help_text=_("Spectators write and roll as players do.")
    )
    paused = models.BooleanField(_("paused"), default=False, help_text=_("Players cannot move their tokens."))
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("owner")
    )
    dice_seed = models.CharField(max_length=64, default=new_seed, editable=False)
    file_quota = models.BigIntegerField(_("bytes for files"), default=default_quota)
    file_used = models.BigIntegerField(_("bytes used"), default=0, editable=False)
    head = models.PositiveBigIntegerField(default=0, editable=False)
    scrubs = models.PositiveIntegerField(
        default=0, editable=False, help_text="How often words were taken out of its log."
    )

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["is_public", "name"], name="room_public")]

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """In which is written what stays in the room for all to read, whoever did it: the language of its owner."""
        return language_of(self.owner)

    @classmethod
    def open_by(cls, user: Any, *, name: str, **fields: Any) -> Room:
        """A new room that `user` owns and leads."""
        name = one_line(name)
        if cls.objects.gatherings().filter(owner=user, name__iexact=name).exists():
            raise Conflict(_("You have a room of this name already."), fields={"name": [str(_("Taken."))]})
        site = SiteSettings.current()
        most = site.rooms_per_person
        if most and cls.objects.gatherings().filter(owner=user).count() >= most:
            raise Forbidden(_("You have %(most)d rooms, as many as this server allows.") % {"most": most})
        with transaction.atomic():
            room = cls.objects.create(name=name, owner=user, **{"file_quota": site.room_quota, **fields})
            Member.objects.create(room=room, user=user, role=Role.OWNER)
        return room

    def hold(self) -> None:
        """Takes the room's lock, as `perform` does, until the transaction ends; first of all locks, so that nobody who has
        it waits for one who wants it.
        """
        list(type(self).objects.select_for_update().filter(pk=self.pk).order_by().values_list("pk"))

    def change(self, **fields: Any) -> None:
        """Names it anew, describes it, sets its switches."""
        if "name" in fields:
            fields["name"] = one_line(fields["name"])
        for field, value in fields.items():
            setattr(self, field, value)
        self.save(update_fields=[*fields, "updated_at"])

    def hand_over(self, heir: Member) -> list[Model]:
        """`heir` owns the room and has their voice, which nobody else could give back to an owner; the owner stays as a
        game master. Returns both members.
        """
        owner = self.members.select_related("user").get(role=Role.OWNER)
        owner.become(Role.GAME_MASTER)
        heir.become(Role.OWNER)
        heir.mute(False)
        self.owner = heir.user
        self.save(update_fields=["owner", "updated_at"])
        return [owner, heir]

    def archive(self, at: datetime | None) -> None:
        """Nothing changes in it from then on; None opens it again."""
        self.change(archived_at=at)

    def admit(self, user: Any, *, role: str, invite: Any = None) -> Member:
        """Makes `user` a member from number `head` on; a member who comes again keeps their role. Raises Forbidden for
        who is banned, whatever brought them here.
        """
        self.require_welcome(user)
        came = {"role": role, "invite": invite, "joined_seq": self.head, "read_seq": self.head}
        member, came_now = Member.objects.get_or_create(room=self, user=user, defaults=came)
        if came_now:
            # However they came: an invitation in person would bring them back after they left or were removed.
            self.invites.filter(person=user).update(expires_at=timezone.now())
        return member

    def require_welcome(self, user: Any) -> None:
        """Raises Forbidden for who is banned."""
        if self.bans.filter(user=user).exists():
            raise Forbidden(_("This room is closed to you: its game master has asked you to stay away."))


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
    read_seq = models.PositiveBigIntegerField(default=0, editable=False)
    muted = models.BooleanField(_("muted"), default=False)
    dice_seed = models.CharField(max_length=64, default=new_seed, editable=False)
    invite = models.ForeignKey("rooms.Invite", models.SET_NULL, null=True, related_name="+", editable=False)

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

    def mute(self, muted: bool) -> None:
        """Who is muted reads and looks on, and says and rolls nothing."""
        self.muted = muted
        self.save(update_fields=["muted", "updated_at"])
