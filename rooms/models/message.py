"""What was said at the table, to whom, and what others made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from rooms.models.room import LEADING, Member, Room, user_of

COLOUR_OF_NOBODY = "#a79fb0"


class Audience(models.TextChoices):
    """Who may read a message; `Reader` rows name those beyond it."""

    ALL = "all", _("everybody")
    GM = "gm", _("the game masters and the named")
    NAMED = "named", _("only the named")


class MessageQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        """What was said in the rooms one leads, and one may read."""
        return self.filter(room__in=Room.objects.led_by(user)).visible_to(user)

    def visible_to(self, who: Any) -> Self:
        """What was said in one's rooms since one came (or all of it where the history is open), and to one."""
        member, room, user = getattr(who, "member", None), getattr(who, "room", None), user_of(who)
        if user is None:
            return self.none()
        named = Exists(Reader.objects.filter(message=OuterRef("pk"), user=user))
        if room is not None:
            if member is None:
                return self.none()
            said = self.filter(room=room)
            if member.leads:
                return said.filter(~Q(audience=Audience.NAMED) | named)
            if not room.open_history:
                said = said.filter(seq__gt=member.joined_seq)
            return said.filter(Q(audience=Audience.ALL) | named)
        mine = Member.objects.filter(user=user, room=OuterRef("room"))
        leads = Exists(mine.filter(role__in=LEADING))
        since = Exists(mine.filter(Q(room__open_history=True) | Q(joined_seq__lt=OuterRef("seq"))))
        return self.filter(
            (leads & ~Q(audience=Audience.NAMED)) | (leads & named) | (since & (Q(audience=Audience.ALL) | named))
        )

    def naming(self, user: Any) -> Self:
        """Those that mention `user`. An id is in no other word, and SQLite cannot look into JSON lists."""
        return self.alias(named=Cast("mentions", models.TextField())).filter(named__contains=str(user.pk))


class Message(Model):
    """Something said at the table; `seq` is the number of the entry that said it.

    `text` is what was typed, `body` its token tree (None for plain words), `roll` the thrown dice. A deleted message
    stays as an empty trace. `reader_ids`, `reacted`, `sent` and `company` are read once; the verbs keep them true.
    """

    class Kind(models.TextChoices):
        SAY = "say", _("said")
        IN_CHARACTER = "ic", _("in character")
        OUT_OF_CHARACTER = "ooc", _("out of character")
        EMOTE = "emote", _("emote")
        NARRATION = "narration", _("narration")
        ROLL = "roll", _("roll")

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages", verbose_name=_("room"))
    seq = models.PositiveBigIntegerField(editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=50)
    colour = models.CharField(max_length=7, default=COLOUR_OF_NOBODY, editable=False)
    speaker = models.CharField(_("speaks as"), max_length=50, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SAY, editable=False)
    audience = models.CharField(
        _("audience"), max_length=5, choices=Audience.choices, default=Audience.ALL, editable=False
    )
    text = models.CharField(_("text"), max_length=2000, blank=True)
    body = models.JSONField(null=True, editable=False)
    roll = models.JSONField(null=True, editable=False)
    mentions = models.JSONField(default=list, editable=False)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", editable=False)
    pinned = models.BooleanField(_("pinned"), default=False)
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    deleted_by = models.CharField(max_length=6, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="message_number_once")]
        indexes = [
            models.Index(fields=["room", "created_at"], name="message_room_time"),
            models.Index(fields=["room", "seq"], condition=Q(pinned=True), name="message_pinned"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @classmethod
    def say(
        cls,
        room: Room,
        user: Any,
        *,
        seq: int,
        audience: str = Audience.ALL,
        readers: Iterable[UUID] = (),
        **fields: Any,
    ) -> Message:
        """`user` says something as entry `seq`, which is being written: nobody can have come after it yet."""
        message = cls.objects.create(
            room=room, seq=seq, user=user, name=user.display_name, colour=user.colour, audience=audience, **fields
        )
        message.reader_ids = list(readers)
        Reader.objects.bulk_create(Reader(message=message, user_id=reader) for reader in message.reader_ids)
        message.reacted, message.sent, message.has_newcomers = {}, [], False
        return message

    @cached_property
    def reader_ids(self) -> list[UUID]:
        return [reader.user_id for reader in self.readers.all()]

    @cached_property
    def reacted(self) -> dict[str, list[UUID]]:
        """Who gave which sign, each in the order they were first given."""
        signs: dict[str, list[UUID]] = {}
        for reaction in self.reactions.all():
            signs.setdefault(reaction.emoji, []).append(reaction.user_id)
        return signs

    @cached_property
    def sent(self) -> list[Any]:
        """The files that went with it."""
        return list(self.files.all())

    @cached_property
    def company(self) -> list[Member]:
        """The members of its room now."""
        return list(self.room.members.all())

    @cached_property
    def has_newcomers(self) -> bool:
        """Whether somebody has come since who may not read what was said before them."""
        return not self.room.open_history and any(not self.since(member) for member in self.company)

    def since(self, member: Member) -> bool:
        """Whether `member` had come when it was said, or leads, who read all that was said."""
        return member.leads or member.joined_seq < self.seq

    @property
    def holds_dice(self) -> bool:
        """Whether dice were thrown for it, as a roll or between the words: then it stands as it fell."""
        return self.roll is not None or any(_rolls(self.body or ()))

    def edit(self, text: str, body: list[Any] | None, mentions: list[str]) -> None:
        self.text, self.body, self.mentions, self.edited_at = text, body, mentions, timezone.now()
        self.save(update_fields=["text", "body", "mentions", "edited_at", "updated_at"])

    def erase(self, *, by: str) -> None:
        """Empties it but for the trace that it was there: `by` its "author" or who "lead"."""
        self.text, self.speaker, self.body, self.roll, self.mentions, self.deleted_by = "", "", None, None, [], by
        self.pinned = False
        self.save(update_fields=["text", "speaker", "body", "roll", "mentions", "deleted_by", "pinned", "updated_at"])
        self.reactions.all().delete()
        self.reacted, self.sent = {}, []

    def pin(self, pinned: bool) -> None:
        self.pinned = pinned
        self.save(update_fields=["pinned", "updated_at"])

    def react(self, user: Any, emoji: str) -> None:
        """Gives the sign, or takes it back."""
        gone, _rows = self.reactions.filter(user=user, emoji=emoji).delete()
        if not gone:
            self.reactions.create(user=user, emoji=emoji)
        self.__dict__.pop("reacted", None)
        getattr(self, "_prefetched_objects_cache", {}).pop("reactions", None)


def _rolls(tokens: Iterable[Any]) -> Iterable[bool]:
    for token in tokens:
        if isinstance(token, list):
            yield from _rolls(token)
        elif isinstance(token, dict):
            yield token["t"] == "roll"
            yield from _rolls(token.get("c", ()))


class Reader(models.Model):
    """One person who may read a message that is not for everybody."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "user"], name="reader_once")]

    def __str__(self) -> str:
        return f"{self.user_id} reads {self.message_id}"


class Reaction(models.Model):
    """One sign of one person under a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["message", "user", "emoji"], name="reaction_once")]

    def __str__(self) -> str:
        return self.emoji


class ReportQuerySet(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """One's own; staff see all."""
        user = user_of(who)
        if user is None:
            return self.none()
        return self if user.is_staff else self.filter(reporter=user)


class Report(Model):
    """A message or a person that somebody at the table wants staff to look at. `excerpt` is what was said then."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="reports", verbose_name=_("room"))
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+", verbose_name=_("message"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("about")
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by")
    )
    reason = models.CharField(_("reason"), max_length=500)
    excerpt = models.CharField(_("what was said"), max_length=2000, blank=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("handled by")
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return self.reason[:60]

    @classmethod
    def file(cls, room: Room, reporter: Any, *, about: Any, message: Message | None, reason: str) -> Report:
        """What was said is kept as it is now."""
        excerpt = message.text if message else ""
        return cls.objects.create(
            room=room, reporter=reporter, user=about, message=message, reason=reason, excerpt=excerpt
        )

    def handle(self, by: Any) -> None:
        """Staff have seen to it; the first who did stays named."""
        if self.handled_at is None:
            self.handled_at, self.handled_by = timezone.now(), by
            self.save(update_fields=["handled_at", "handled_by", "updated_at"])

    def reopen(self) -> None:
        """Staff look at it once more."""
        self.handled_at, self.handled_by = None, None
        self.save(update_fields=["handled_at", "handled_by", "updated_at"])
