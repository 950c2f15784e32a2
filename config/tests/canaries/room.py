"""What is said, thrown and planned in a room, and who stands outside its door."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from config.tests.canaries.here import Here
from rooms.live.perform import perform
from rooms.live.testing import Seat
from rooms.models import GameSession, Macro, Member, Report
from rooms.viewer import Viewer


def talk(here: Here, seats: dict[str, User]) -> None:
    """The player whispers to who leads and to the spectator, takes something back, and reports somebody."""
    player = here.table.seat(seats["player"])

    def said(field: str, **data: Any) -> str:
        id = str(player.does("chat.say", text=here.secret(field), **data).made[0].pk)
        here.ids["message"].append(id)
        return id

    here.things["message"] = said("message.of_player")
    said("whisper.to_leads", to="gm")
    if "spectator" in seats:
        whisper = said("whisper.of_two", to=[str(seats["spectator"].pk)])
        here.secret("whisper.of_two.id", whisper)
        player.does("chat.react", message=whisper, emoji="🔥")
    gone = said("message.deleted")
    player.does("chat.edit", message=gone, text=here.secret("message.edited_and_deleted"))
    player.does("chat.delete", message=gone)
    for seat in here.table.seats.values():
        # What was heard before it was taken back is in nobody's hands any more.
        seat.heard = [frame for frame in seat.heard if gone.encode() not in frame]
    Report.file(here.table.room, player.viewer.user, about=None, message=None, reason=here.secret("report.reason"))


def throw_dice(here: Here, player: Seat) -> None:
    """The player throws for everybody, for some and blind, and keeps a line at hand; the next dice are promised."""
    for visibility in ("public", "gm", "blind", "self"):
        message = player.does("dice.roll", formula="1d20", visibility=visibility).made[0]
        here.secret(f"roll.{visibility}", message.roll["proof"]["seed"])
    member = Member.objects.select_related("room").get(pk=player.viewer.member.pk)
    here.secret("dice.next_of_room", member.room.dice_seed)
    here.secret("dice.next_of_member", member.dice_seed)
    Macro.write(member, name="Hello", text=here.secret("macro.text"))


def send_outside(here: Here, banned: User, knocking: User) -> None:
    """One was here and is banned, one waits to be let in."""
    room, lead = here.table.room, here.lead
    member = here.table.seat(banned).viewer.member
    assert member is not None
    ban = lead.does("member.ban", member=str(member.pk), reason=here.secret("ban.reason")).made[0]
    lead.does("room.update", waiting_room=True)
    waiting = Viewer.joining(room, knocking)
    knock = perform(waiting, "member.knock", {"role": "player"}, internal=True).made[0]
    here.table.deliver()
    here.things.clear()
    here.things.update(ban=str(ban.pk), knock=str(knock.pk))
    for what, id in here.things.items():
        here.secret(f"{what}.id", id)


def plan(here: Here) -> None:
    """A session that is being played, and one to come."""
    for key in ("running_session", "session"):
        given = {part: here.secret(f"{key}.{part}") for part in ("title", "note")}
        here.lead.does("session.schedule", **given, starts_at="2099-10-02T19:00:00Z")
        here.things[key] = str(GameSession.objects.get(room=here.table.room, title=given["title"]).pk)
    here.lead.does("session.start", session=here.things["running_session"])
