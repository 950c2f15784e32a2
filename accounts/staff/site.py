"""Changing the site's settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import SiteSettings
from accounts.models.site import ONLY
from accounts.staff.audit import By, changes, note
from config.api.errors import Invalid

FIELDS = (
    "registration", "storage_quota_mb", "room_quota_mb", "map_upload_mb", "sound_upload_mb", "rooms_per_person",
    "locale", "announcement", "announcement_level", "announcement_until",
)  # fmt: skip


def ensured() -> SiteSettings:
    """The row, made with everything empty if there is none."""
    row: SiteSettings = SiteSettings.objects.get_or_create(pk=ONLY)[0]
    return row


@transaction.atomic
def change(by: By, **wanted: Any) -> SiteSettings:
    """Sets any of `FIELDS`; "" and None mean: as the environment says. Raises Invalid with fields."""
    row = ensured()
    changed = changes(row, wanted)
    for field in changed:
        setattr(row, field, wanted[field])
    if row.locale and row.locale not in dict(settings.LANGUAGES):
        raise Invalid(fields={"locale": [_("This language is not spoken here.")]})
    try:
        row.full_clean()
    except ValidationError as error:
        raise Invalid(fields=error.message_dict) from None
    if changed:
        row.save()
        note(by, "settings.changed", details=changed)
    return row


def told(row: SiteSettings) -> dict[str, Any]:
    """The settings as staff set them, and `now`: what follows from them and the environment."""
    return {field: getattr(row, field) for field in FIELDS} | {
        "now": {
            "registration": row.registration_now,
            "storage_quota": row.storage_quota,
            "room_quota": row.room_quota,
            "locale": row.locale or settings.LANGUAGE_CODE,
            "announced": row.announced,
        }
    }
