"""What may be said at a table, and to whom."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from accounts.rules import require
from config.api.errors import Invalid
from rooms.dice.bounds import DICE, SALT
from rooms.dice.table import changed, throw
from rooms.files import MAX_FILES, attach
from rooms.live.event import Event, Input
from rooms.models import Audience, Message, Room
from rooms.speech import markup, notices
from rooms.speech.commands import EMOTE, IN_CHARACTER, NARRATION, OUT_OF_CHARACTER, ROLL, SAY, Names, Spoken, understand
from rooms.speech.listeners import Company, Listeners, last_whisper
from rooms.speech.speaking import own_name, speaker_name

LONGEST = 2000
Text = Annotated[str, Meta(max_length=LONGEST)]
To = Annotated[list[Annotated[str, Meta(max_length=36)]], Meta(max_length=200)] | Literal["gm", "players"] | None
Kind = Literal["say", "ic", "ooc", "emote", "narration"]
assert {SAY, IN_CHARACTER, OUT_OF_CHARACTER, EMOTE, NARRATION} == set(Kind.__args__)  # type: ignore[attr-defined]


def listed(to: To | UnsetType) -> list[str] | None:
    if to is UNSET or to is None:
        return None
    return [to] if isinstance(to, str) else list(to)  # type: ignore[arg-type]


class ChatSay(Event):
    """Say something at the table: to everybody, or (`to`: user ids, "gm", "players") to some, whom alone it reaches; the
    game masters are among them only when named. A text that begins with "/" is a chat command; an unknown one is refused
    and nothing is said. `[[1d20+5]]` between the words is thrown by the server, for those who read the words.
    `reply_to`: an answer to something private goes to the same people unless `to` names fewer; `files`: uploaded before.
    """

    type = "chat.say"
    permission = "rooms.say"
    streams = frozenset({"chat"})
    budget = "chat"
    example = {"text": "You hear water, and under it something that counts."}

    class Input(Input):
        text: Text = ""
        kind: Kind = "say"
        to: To | UnsetType = UNSET
        speaker: Annotated[str, Meta(max_length=50)] = ""
        reply_to: UUID | None = None
        files: Annotated[list[UUID], Meta(max_length=MAX_FILES)] = []
        salt: Annotated[str, Meta(max_length=SALT)] = ""

    thrown = 0

    @cached_property
    def company(self) -> Company:
        return Company(self.who.room)

    @cached_property
    def spoken(self) -> Spoken:
        who = self.who
        names = Names(self.company.names, lambda name: bool(own_name(who, name)))
        return understand(self.data.text, names, kind=self.data.kind)

    @cached_property
    def parent(self) -> Message | None:
        """What is answered. Raises NotFound for what the author may not see."""
        if self.data.reply_to is not None:
            return Message.objects.seen(self.who, pk=self.data.reply_to)
        return last_whisper(self.who) if self.spoken.answers else None

    @cached_property
    def listeners(self) -> Listeners:
        """Raises Forbidden for more people than may read what is answered."""
        spoken, to, parent = self.spoken, listed(self.data.to), self.parent
        if spoken.visibility:
            found = Listeners.of_roll(self.who, spoken.visibility)
        elif spoken.to is not None:
            found = Listeners.addressed(self.who, self.company, spoken.to, by_name=True)
        elif spoken.answers and parent is not None:
            found = Listeners.addressed(self.who, self.company, [str(parent.user_id)], by_name=False)
        elif to is not None:
            found = Listeners.addressed(self.who, self.company, to, by_name=False)
        else:
            return Listeners.answering(self.who, parent) if parent is not None else Listeners()
        if parent is not None and not spoken.answers:
            found.require_within(parent, self.company)
        return found

    @cached_property
    def visibility(self) -> str:
        return self.spoken.visibility or self.listeners.visibility

    def touched(self, room: Room) -> list[Model]:
        """Whose dice are thrown: the commitment to the next ones is told."""
        dice = self.spoken.kind == ROLL or markup.inline_rolls(self.spoken.text)
        return changed(self.who, self.visibility) if dice else []

    def apply(self, room: Room) -> Message:
        spoken, listeners, user = self.spoken, self.listeners, self.who.user
        if spoken.kind == NARRATION:
            require(self.who, "rooms.lead", room)
        if not spoken.text and (spoken.kind == ROLL or not self.data.files):
            raise Invalid(_("Say something."), fields={"text": [_("This is empty.")]})
        name = spoken.speaker or self.data.speaker.strip()
        speaker = speaker_name(self.who, name) if name else ""
        roll = self.throw(spoken.text) if spoken.kind == ROLL else None
        body, mentions = (None, []) if roll else read(spoken.text, self.company, listeners, self.throw)
        message = Message.say(
            room, user, seq=self.seq, audience=listeners.audience, readers=listeners.readers,
            kind=spoken.kind, text=spoken.text, body=body, roll=roll, mentions=mentions, speaker=speaker,
            reply_to=self.parent,
        )  # fmt: skip
        if message.audience != Audience.ALL:
            message.company = self.company.members
        if self.data.files:
            message.sent = attach(message, self.data.files, user)
        self.tell(message)
        return message

    def throw(self, formula: str) -> dict[str, Any]:
        """Raises Invalid when the dice of the whole message become more than those of one roll may be."""
        roll = throw(self.who, formula, visibility=self.visibility, salt=self.data.salt)
        self.thrown += len(roll["proof"]["draws"])
        if self.thrown > DICE:
            words = _("A thousand dice at most are thrown in one message.")
            raise Invalid(words, code="dice", fields={"text": [words]})
        return roll

    def tell(self, message: Message) -> None:
        named = [UUID(user) for user in message.mentions]
        notices.mentioned(message, named)
        if message.audience != Audience.ALL and message.kind != ROLL:
            leading = self.company.leading if message.audience == Audience.GM else ()
            notices.whispered_to(message, {*message.reader_ids, *leading} - set(named))


def read(text: str, company: Company, listeners: Listeners, throw: Any) -> tuple[markup.Tree | None, list[str]]:
    """The tree of `text`, and of those it mentions who may read it."""
    people = company.unmistakable if "@" in text else {}
    found = markup.Found(people, throw)
    body = markup.tree(text, found)
    return body, [user for user in found.mentions if listeners.may_read(UUID(user), company)]


class ChatTyping(Event):
    """Says that somebody is typing, or stopped; what is typed for some (`to` as in `chat.say`) is told to them alone.
    Passes; a page forgets it after three seconds.
    """

    type = "chat.typing"
    permission = "rooms.say"
    streams = frozenset({"chat"})
    kept = False
    example = {"typing": True}

    class Input(Input):
        typing: bool
        to: To | UnsetType = UNSET

    def keys(self, room: Room) -> frozenset[str]:
        to = listed(self.data.to)
        if to is None:
            return frozenset({"all"})
        listeners = Listeners.addressed(self.who, Company(room), to, by_name=False)
        keys = {f"user:{user}" for user in listeners.readers}
        return frozenset(keys | ({"gm"} if listeners.audience == Audience.GM else set()))

    def passes(self, room: Room) -> dict[str, Any]:
        user = self.who.user
        private = listed(self.data.to) is not None
        return {"user": user.pk, "name": user.display_name, "typing": self.data.typing, "private": private}

    def about(self) -> str:
        """With whom it is for: the audience found for one must not serve for another."""
        to = listed(self.data.to)
        return f"typing:{self.who.user.pk}" if to is None else f"typing:{self.who.user.pk}:{','.join(sorted(to))}"
