"""Coming in: a public room in one click, a link for everybody else; a guest needs only a display name."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.names import display_name as clean_name
from config.api.errors import Conflict, Forbidden, Invalid
from rooms.live.perform import perform
from rooms.models import Invite, Member, Role, Room
from rooms.viewer import Viewer


def rooms_for(user: Any) -> Any:
    """Visible rooms with one's role and the number of members, in one query."""
    role = Member.objects.filter(room=OuterRef("pk"), user=user).values("role")[:1]
    return Room.objects.visible_to(user).annotate(my_role=Subquery(role), member_count=Count("members", distinct=True))


def join_public(room: Room, user: User) -> Member:
    """One click. A member who clicks again stays what they are. Raises Forbidden for guests of other rooms."""
    member = Member.objects.filter(room=room, user=user).first()
    if member is not None:
        return member
    if user.is_guest:
        raise Forbidden(_("Guests stay in the room they were invited to. Set a password to join others."))
    return _come_in(room, user, Role.PLAYER)


def join_by_link(invite: Invite, user: User | None, *, display_name: str | None = None) -> tuple[Member, User]:
    """Spends one use of the link. Nobody signed in: a guest named `display_name` is made for this room."""
    if user is not None:
        member = Member.objects.filter(room=invite.room, user=user).first()
        if member is not None:
            return member, user
        if user.is_guest:
            raise Conflict(_("You are a guest in another room. Set a password there, or sign out first."))
    with transaction.atomic():
        invite.spend()
        if user is None:
            if not (display_name or "").strip():
                raise Invalid(fields={"display_name": [_("What shall the others call you?")]})
            user = User.objects.create_guest(clean_name(display_name or ""))
        return _come_in(invite.room, user, invite.role), user


def _come_in(room: Room, user: Any, role: str) -> Member:
    outcome = perform(Viewer.joining(room, user), "member.join", {"role": str(role)}, internal=True)
    member = outcome.made[0]
    assert isinstance(member, Member)
    return member
