"""Who may do what in a room. `who` is a Viewer at the table; for things outside it, a User."""

from __future__ import annotations

from typing import Any

from accounts.rules import rule
from rooms.models import Entry, Member, Message, Role, Room
from rooms.viewer import Viewer


@rule("rooms.say")
def say(who: Viewer, _: Any) -> bool:
    """Owner, game masters and players speak, unless muted; spectators where the room lets them; displays only show."""
    if who.member is None or who.member.muted:
        return False
    return who.role != Role.SPECTATOR or who.room.spectators_speak


@rule("rooms.react")
def react(who: Viewer, message: Message) -> bool:
    """Who may speak may also put a sign under what they read."""
    return say(who, message)


@rule("rooms.edit_message")
def edit_message(who: Viewer, message: Message) -> bool:
    """One's own words, those who lead any they may read; while one may speak: an edit says something."""
    return say(who, message) and (who.leads or _own(who, message))


@rule("rooms.delete_message")
def delete_message(who: Viewer, message: Message) -> bool:
    """One's own words at any time; dice stand as they fell. Those who lead any they may read."""
    return who.leads or (_own(who, message) and not message.holds_dice)


@rule("rooms.pin")
def pin(who: Viewer, _: Any) -> bool:
    """Those who lead."""
    return who.leads


def _own(who: Viewer, message: Message) -> bool:
    return who.user is not None and message.user_id == who.user.pk


@rule("rooms.lead")
def lead(who: Viewer, room: Room) -> bool:
    """Owner and game masters: name the room, invite, prepare."""
    return who.leads


@rule("rooms.plan")
def plan(who: Viewer, _: Any) -> bool:
    """Say when the group meets, begin and end play: those who lead."""
    return who.leads


@rule("rooms.answer")
def answer(who: Viewer, _: Any) -> bool:
    """Say whether one comes: everybody who belongs to the room, spectators too."""
    return who.member is not None


@rule("rooms.archive")
def archive(who: Viewer, room: Room) -> bool:
    """The owner closes the book, and opens it again."""
    return who.role == Role.OWNER


@rule("rooms.appoint")
def appoint(who: Viewer, member: Member) -> bool:
    """The owner gives any role but their own; a game master those of players and spectators. Whom one may appoint one may
    also mute.
    """
    if member.role == Role.OWNER:
        return False
    return who.role == Role.OWNER or (who.leads and not member.leads)


@rule("rooms.appoint_game_master")
def appoint_game_master(who: Viewer, room: Room) -> bool:
    """The owner decides who else sees everything, by role and by link."""
    return who.role == Role.OWNER


@rule("rooms.remove_member")
def remove_member(who: Viewer, member: Member) -> bool:
    """As appointing, also for good; nobody removes the owner, and one leaves by oneself."""
    return appoint(who, member)


@rule("rooms.leave")
def leave(who: Viewer, member: Member) -> bool:
    """Everybody but the owner, who hands the room over or deletes it."""
    return who.user is not None and member.user_id == who.user.pk and member.role != Role.OWNER


@rule("rooms.join")
def join(who: Viewer, room: Room) -> bool:
    """Decided on the doorstep (public room or usable invite); here only that a person comes."""
    return who.user is not None


@rule("rooms.attend")
def attend(who: Viewer, room: Room) -> bool:
    """Be seen to be here: every person; a display is a screen."""
    return who.user is not None


@rule("rooms.undo")
def undo(who: Viewer, entry: Entry) -> bool:
    """One's own actions, and anybody's for those who lead; what was done is then asked for by its own rule."""
    return who.leads or (who.user is not None and entry.user_id == who.user.pk)


@rule("rooms.open")
def open_room(user: Any, _: Any) -> bool:
    """Whoever has an account may open a room and leads it; guests are bound to the room they were let into."""
    return user.is_authenticated and not user.is_guest


@rule("rooms.delete")
def delete(who: Viewer, room: Room) -> bool:
    return who.role == Role.OWNER


@rule("rooms.take_home")
def take_home(who: Viewer, room: Room) -> bool:
    """The owner packs the whole room; others take home what they may read of the talk."""
    return who.role == Role.OWNER


RIGHTS = ["rooms.say", "rooms.lead", "rooms.pin"]
"""Named in `hello`, so that a page offers only what would be allowed. Upper apps append theirs."""
