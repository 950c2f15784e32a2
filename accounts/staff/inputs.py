"""What `/api/v1/admin/*` takes of accounts: one Struct a body."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from accounts.models.site import MAP_MB, QUOTA_MB, ROOMS, SOUND_MB

Reason = Annotated[str, Meta(max_length=500)]
Bytes = Annotated[int, Meta(ge=0, le=10_000_000_000_000)]


class Input(msgspec.Struct, forbid_unknown_fields=True):
    pass


class Why(Input):
    """`reason` goes into the audit log."""

    reason: Reason = ""


class NewPerson(Input):
    username: Annotated[str, Meta(max_length=20)]
    email: Annotated[str, Meta(max_length=254)] | None = None
    display_name: Annotated[str, Meta(max_length=50)] = ""
    game_master: bool = False
    reason: Reason = ""


class PersonChange(Input):
    """`active: false` locks the account and ends every sign-in. `storage_quota` is in bytes."""

    display_name: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    game_master: bool | UnsetType = UNSET
    staff: bool | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    storage_quota: Bytes | UnsetType = UNSET
    reason: Reason = ""


class SiteChange(Input):
    """What is set to "" or null is as the environment says; sizes are megabytes."""

    registration: Literal["", "open", "invite", "closed"] | UnsetType = UNSET
    storage_quota_mb: Annotated[int, Meta(ge=1, le=QUOTA_MB)] | None | UnsetType = UNSET
    room_quota_mb: Annotated[int, Meta(ge=1, le=QUOTA_MB)] | None | UnsetType = UNSET
    map_upload_mb: Annotated[int, Meta(ge=1, le=MAP_MB)] | None | UnsetType = UNSET
    sound_upload_mb: Annotated[int, Meta(ge=1, le=SOUND_MB)] | None | UnsetType = UNSET
    rooms_per_person: Annotated[int, Meta(ge=1, le=ROOMS)] | None | UnsetType = UNSET
    locale: Annotated[str, Meta(max_length=10)] | UnsetType = UNSET
    announcement: Annotated[str, Meta(max_length=300)] | UnsetType = UNSET
    announcement_level: Literal["note", "warning"] | UnsetType = UNSET
    announcement_until: Annotated[datetime, Meta(tz=True)] | None | UnsetType = UNSET
    reason: Reason = ""
