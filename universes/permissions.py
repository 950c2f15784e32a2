"""Who may do what in a universe. Owner and game masters change it, players and spectators look on and comment."""

from __future__ import annotations

from typing import Any

from accounts.rules import rule
from rooms.models import Role
from rooms.permissions import RIGHTS
from rooms.viewer import Viewer
from universes.models import Comment


@rule("universes.open")
def open_universe(user: Any, _: Any) -> bool:
    """Whoever has an account may make universes, and copies of those they may see; guests are bound to their room."""
    return bool(user.is_authenticated and not user.is_guest)


@rule("universes.edit")
def edit(who: Viewer, _: Any) -> bool:
    """Those who lead."""
    return who.leads


@rule("universes.share")
def share(who: Viewer, _: Any) -> bool:
    """Who may know of it at all is for the owner to say."""
    return who.role == Role.OWNER


@rule("universes.comment")
def comment(who: Viewer, _: Any) -> bool:
    """Everybody who belongs to it, unless muted; who only looks in says nothing."""
    return who.member is not None and not who.member.muted


@rule("universes.edit_comment")
def edit_comment(who: Viewer, comment: Comment) -> bool:
    """One's own words, while one may comment."""
    return _comments_as(who, comment)


@rule("universes.settle_comment")
def settle_comment(who: Viewer, comment: Comment) -> bool:
    """Those who lead, and whose it is."""
    return who.leads or _comments_as(who, comment)


@rule("universes.delete_comment")
def delete_comment(who: Viewer, comment: Comment) -> bool:
    """Those who lead any, others their own, also when they may say nothing any more."""
    return who.leads or _own(who, comment)


def _own(who: Viewer, comment: Comment) -> bool:
    return who.user is not None and comment.user_id == who.user.pk


def _comments_as(who: Viewer, of: Comment) -> bool:
    return comment(who, of) and _own(who, of)


RIGHTS.extend(["universes.edit", "universes.comment"])
