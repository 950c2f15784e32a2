"""What a new server starts with: three public rooms to talk in, and the demo account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.models.user import DEMO
from rooms.models import Room


def build(owner: Any) -> None:
    """Idempotent: rooms and the demo account that are there already are left as they are."""
    for name, description in (
        (_("General"), _("For everything and everybody.")),
        (_("Study Groups"), _("Find partners to learn with.")),
        (_("Events"), _("What happens, and when.")),
    ):
        if not Room.objects.filter(name=name, kind=Room.Kind.CHAT).exists():
            Room.open_by(
                owner, name=name, description=description, kind=Room.Kind.CHAT, is_public=True, open_history=True
            )
    if User.objects.named(DEMO) is None:
        User.objects.create_demo(_("Visitor"))
