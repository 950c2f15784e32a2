"""What staff did: who, what, about which thing, why, when and from where. Written once, never changed nor deleted."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Model, VisibleQuerySet

ACTIONS: dict[str, Any] = {
    "person.added": _("added the account"),
    "person.changed": _("changed the account"),
    "person.locked": _("locked the account"),
    "person.unlocked": _("unlocked the account"),
    "person.signed_out": _("ended all sign-ins"),
    "person.reset_link": _("made a link for a new password"),
    "person.deleted": _("deleted the account"),
    "person.second_factor_removed": _("removed the second factor"),
    "settings.changed": _("changed the site's settings"),
}
"""The words of each action; apps add theirs in `ready()`."""


class AuditQuerySet(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        return self if getattr(who, "is_staff", False) else self.none()

    def update(self, **kwargs: Any) -> int:
        raise TypeError("the audit log is append only")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("the audit log is append only")


class AuditEntry(Model):
    """Plain ids and names instead of foreign keys: an entry outlasts the people and things that it names.

    `actor` is None for the operator at the command line. `subject` is the id of the thing, `details` what changed:
    `{field: [before, after]}`.
    """

    actor = models.UUIDField(null=True, blank=True)
    actor_name = models.CharField(_("who"), max_length=100)
    action = models.CharField(_("what"), max_length=40)
    subject = models.UUIDField(null=True, blank=True)
    subject_name = models.CharField(_("about"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    address = models.GenericIPAddressField(_("from"), null=True, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["-created_at"], name="audit_newest"),
            models.Index(fields=["subject", "-created_at"], name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.words} {self.subject_name}".strip()

    @property
    def words(self) -> str:
        return str(ACTIONS.get(self.action, self.action))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("the audit log is append only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("the audit log is append only")
