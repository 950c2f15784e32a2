"""Under which names one may speak. Who wrote it is always told beside it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.names import display_name
from config.api.errors import Forbidden
from rooms.viewer import Viewer

speakers: list[Callable[[Viewer, str], str | bool | None]] = []
"""Joined by apps that know characters: function(viewer, name) gives the name as it is written, True, or nothing when
this member may not speak under it.
"""


def own_name(who: Viewer, name: str) -> str:
    """`name` as `who` has it; "" when it is none of theirs."""
    for speaker in speakers:
        found = speaker(who, name)
        if found:
            return found if isinstance(found, str) else name
    return ""


def speaker_name(who: Viewer, name: str) -> str:
    """The name that stands over the words. Raises Forbidden for a player who does not have it, Invalid for what no name
    can be.
    """
    clean = display_name(name, field="speaker")
    found = own_name(who, clean)
    if not found and not who.leads:
        raise Forbidden(_("You do not play “%(name)s”.") % {"name": clean})
    return found or clean
