"""What a backup holds: every table but those named here, with the reason.

Tables are known by label only, so that this package knows no app and reads the schema of any day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

LEFT_OUT = {
    "sessions.Session": _("signed with this server's key; everybody signs in again"),
    "accounts.TokenFamily": _("tokens of the API; everybody signs in again"),
    "accounts.RefreshToken": _("tokens of the API; everybody signs in again"),
    "accounts.WsTicket": _("tickets live for 30 seconds"),
    "rooms.Presence": _("who is in at this moment"),
    "maps.MapUpload": _("uploads on their way; their parts are on the server's disk"),
    "audio.TrackUpload": _("uploads on their way; their parts are on the server's disk"),
    "jobs.JobRun": _("the queue of slow work at this moment"),
    "jobs.PeriodicJob": _("when repeated work is due; it is due again at the next start"),
    "django_tasks_database.DBTaskResult": _("the queue of slow work at this moment"),
    "axes.AccessAttempt": _("counts failed sign-ins of the last minutes"),
    "axes.AccessAttemptExpiration": _("counts failed sign-ins of the last minutes"),
    "axes.AccessFailureLog": _("counts failed sign-ins of the last minutes"),
    "axes.AccessLog": _("who signed in when is not kept"),
}

# Rows that name objects in the storage: label -> fields for the object's key, its SHA-256 and its size in bytes.
OBJECTS = {"accounts.StoredFile": ("key", "sha256", "size")}


@dataclass(frozen=True, slots=True)
class Table:
    """A model's own table and those of its fields that are stored in it, in the order of the archive's columns."""

    label: str
    model: type[models.Model]
    fields: tuple[Any, ...]

    @property
    def columns(self) -> list[str]:
        return [field.attname for field in self.fields]

    @property
    def key(self) -> int:
        """The place of the primary key among the fields."""
        return next(place for place, field in enumerate(self.fields) if field.primary_key)

    @property
    def references(self) -> list[tuple[int, str]]:
        """(place, label of the table it points to) of each foreign key; all of them point to primary keys."""
        return [
            (place, field.remote_field.model._meta.label)
            for place, field in enumerate(self.fields)
            if field.remote_field is not None and field.db_constraint
        ]


def all_tables(registry: Any = apps) -> Iterator[Table]:
    """Every table of the models in `registry` (`django.apps.apps`, or the apps of a migration's state), by label."""
    models_of_all: list[type[models.Model]] = registry.get_models(include_auto_created=True)
    for model in sorted(models_of_all, key=lambda model: model._meta.label):
        if model._meta.managed and not model._meta.proxy:
            fields = tuple(field for field in model._meta.local_concrete_fields if not field.generated)
            yield Table(model._meta.label, model, fields)


def kept_tables(registry: Any = apps) -> list[Table]:
    """The tables that a backup holds."""
    return [table for table in all_tables(registry) if table.label not in LEFT_OUT]
