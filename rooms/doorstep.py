"""Coming in: a public room in one click, a link for everybody else; a guest needs only a display name.

Where the waiting room is on, whoever comes gets a Knock instead of a membership, and sees nothing of the room until
somebody who leads lets them in (or has invited them in person). A Ban wins over every link and every public door, and is asked for under the room's lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.names import display_name as clean_name
from config.api.errors import Conflict, Forbidden, Invalid
from rooms import notices
from rooms.live.perform import perform
from rooms.models import GameSession, Invite, Knock, Member, Role, Room
from rooms.reading import Unread, unread_counts
from rooms.viewer import Viewer

INVITED_FOR, INVITED_AGAIN = timedelta(days=30), timedelta(days=1)

Newcomer = Member | Knock

live_pages: dict[str, Callable[[Room], str]] = {}
"""Addresses of live pages for rooms of a kind that is no table. Apps above join in `AppConfig.ready()`."""
"""Who has come: a member already, or somebody who waits."""


def rooms_for(user: Any) -> Any:
    """Visible rooms with one's role and the number of members, in one query."""
    role = Member.objects.filter(room=OuterRef("pk"), user=user).values("role")[:1]
    return Room.objects.visible_to(user).annotate(my_role=Subquery(role), member_count=Count("members", distinct=True))


def with_news(user: Any, rooms: Iterable[Any]) -> list[Any]:
    """`rooms` (of `rooms_for`) with what is new in those one belongs to: `unread`, `mentions` and `next_session`."""
    found = list(rooms)
    mine = [room for room in found if room.my_role]
    unread = unread_counts(user, mine)
    coming = GameSession.objects.next_of(mine)
    for room in found:
        news = unread.get(room.pk, Unread())
        room.unread, room.mentions = (news.messages, news.mentions) if room.my_role else (None, None)
        room.next_session = coming.get(room.pk)
    return found


def join_public(room: Room, user: User) -> Newcomer:
    """One click. A member who clicks again stays what they are. Raises Forbidden for guests of other rooms and for who is
    banned.
    """
    member = Member.objects.filter(room=room, user=user).first()
    if member is not None:
        return member
    if user.is_guest:
        raise Forbidden(_("Guests stay in the room they were invited to. Set a password to join others."))
    return _come_in(room, user, Role.PLAYER)


def join_by_link(invite: Invite, user: User | None, *, display_name: str | None = None) -> tuple[Newcomer, User]:
    """Spends one use of the link. Nobody signed in: a guest named `display_name` is made for this room. Raises Forbidden
    for who is banned, and when the link was used up meanwhile.
    """
    if user is not None:
        already = _already(invite.room, user)
        if already is not None:
            return already, user
        if user.is_guest and _is_bound_elsewhere(invite.room, user):
            raise Conflict(_("You are a guest in another room. Set a password there, or sign out first."))
    with transaction.atomic():
        # Before the row of the link: a ban that ends it takes both in this order.
        invite.room.hold()
        invite.spend()
        if user is None:
            if not (display_name or "").strip():
                raise Invalid(fields={"display_name": [_("What shall the others call you?")]})
            user = User.objects.create_guest(clean_name(display_name or ""))
        return _come_in(invite.room, user, invite.role, invite), user


def _already(room: Room, user: User) -> Newcomer | None:
    """A member stays one, and who waits goes on waiting, while there is something to wait for."""
    member = Member.objects.filter(room=room, user=user).first()
    return member or (Knock.objects.filter(room=room, user=user).first() if room.waiting_room else None)


def _is_bound_elsewhere(room: Room, guest: User) -> bool:
    return any(model.objects.filter(user=guest).exclude(room=room).exists() for model in (Member, Knock))


def _come_in(room: Room, user: Any, role: str, invite: Invite | None = None) -> Newcomer:
    waits = invite.leads_to_the_door if invite else room.waiting_room
    kind = "member.knock" if waits else "member.join"
    given = {"role": str(role), "invite": str(invite.pk) if invite else None}
    newcomer = perform(Viewer.joining(room, user), kind, given, internal=True).made[0]
    assert isinstance(newcomer, Member | Knock)
    return newcomer


def withdraw(knock: Knock) -> None:
    """Who waits goes away again."""
    perform(Viewer.joining(knock.room, knock.user), "member.withdraw", internal=True)


def invite_person(room: Room, by: User, name: str, *, role: str) -> None:
    """A link of their own for the account of this name or e-mail address, told in its notifications. Nothing tells
    whether there is such an account: who may not or need not be invited is silently left alone.
    """
    person = User.objects.filter(is_active=True, is_guest=False).named(name)
    if person is None or _needs_no_invitation(room, person):
        return
    with transaction.atomic():
        _invite, code = Invite.write(room, by, role=role, lasts=INVITED_FOR, max_uses=1, person=person)
        notices.invited(person, room, by=by, link=reverse("join", args=[code]))


def _needs_no_invitation(room: Room, person: User) -> bool:
    """Who belongs to the room or is banned from it, and who was invited since yesterday."""
    recent = Invite.objects.usable().filter(person=person, created_at__gt=timezone.now() - INVITED_AGAIN)
    known = Q(members__user=person) | Q(bans__user=person) | Q(invites__in=recent)
    return Room.objects.filter(known, pk=room.pk).exists()


def forget(user: User) -> list[Room]:
    """Before an account is deleted: nothing of it stays at any door, and those who lead there see that. Returns the rooms
    whose log names it still.
    """
    at_the_door = Q(knocks__user=user) | Q(bans__user=user) | Q(bans__by=user)
    rooms = list(Room.objects.filter(at_the_door).distinct())
    for room in rooms:
        perform(Viewer.joining(room, user), "member.forget", internal=True)
    return rooms
