"""Files that belong to a person, and the quota they count against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Model, VisibleQuerySet
from config.api.errors import StorageFull
from config.files.keys import content_key
from config.files.store import staged
from config.keeping import hold


class StoredFiles(VisibleQuerySet):
    def visible_to(self, who: Any) -> StoredFiles:
        """One's own; what others may see of a file is decided by the thing that shows it."""
        return self.filter(owner=getattr(who, "user", who))

    def store(
        self, path: Path, *, owner: Any, kind: str, sha256: str, size: int, content_type: str, extension: str,
        width: int | None = None, height: int | None = None,
    ) -> StoredFile:  # fmt: skip
        """A row for the finished file at `path`, whose bytes count against the owner's quota once, however many rows
        name them. Raises StorageFull; then nothing is left in the storage.
        """
        key = content_key(kind, sha256, extension, owner=owner.pk)
        with staged(default_storage, key, path) as file, transaction.atomic():
            # Storing and removing the same content wait for each other here.
            lock(owner.pk)
            shared = self.model.objects.filter(owner=owner, key=key).exists()
            if not shared and not charge(owner.pk, size):
                raise StorageFull(_("Your storage is full. Delete something, or ask for more room."))
            row = self.create(
                owner=owner, kind=kind, sha256=sha256, size=size, content_type=content_type, key=key,
                width=width, height=height,
            )  # fmt: skip
            # Before the commit, so that no row is ever without its object; `remove_unused` is for what fails later.
            file.publish()
        return row


class StoredFile(Model):
    """One use of a stored object. Rows of one owner with the same content share the object `key` in the storage."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="stored_files"
    )
    kind = models.CharField(_("kind"), max_length=32)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.BigIntegerField(_("bytes"))
    content_type = models.CharField(_("content type"), max_length=100)
    key = models.CharField(_("place in the storage"), max_length=250)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)

    objects = StoredFiles.as_manager()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["key"], name="storedfile_key"),
            models.Index(fields=["owner", "kind"], name="storedfile_owner_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"


def charge(owner: Any, size: int) -> bool:
    """Counts `size` bytes against the quota of the user with the id `owner`: one UPDATE, so no race can pass it.

    False, and nothing counted, when it would be passed.
    """
    room = _users().filter(pk=owner, storage_used__lte=F("storage_quota") - size)
    return bool(room.update(storage_used=F("storage_used") + size))


def release(owner: Any, size: int) -> None:
    _users().filter(pk=owner).update(storage_used=F("storage_used") - size)


def lock(owner: Any) -> None:
    """Holds the owner's row until the transaction ends. An UPDATE, because SQLite has no SELECT FOR UPDATE."""
    release(owner, 0)


def remove_unused(key: str, owner: Any) -> None:
    """Deletes the object unless a row names it, which may have come back meanwhile; the lock makes that exact.

    While a backup is copied it stays, and is left to the sweep.
    """
    with transaction.atomic():
        lock(owner)
        if not StoredFile.objects.filter(key=key).exists() and not hold.held():
            default_storage.delete(key)


def _users() -> models.QuerySet[Any]:
    return get_user_model().objects.all()


# A signal, because rows also go by cascades (a folder, an account), which call no delete() of ours.
@receiver(post_delete, sender=StoredFile, dispatch_uid="accounts.stored_file_gone")
def _gone(sender: type[StoredFile], instance: StoredFile, **_kwargs: Any) -> None:
    key, owner, size = instance.key, instance.owner_id, instance.size
    lock(owner)
    if not StoredFile.objects.filter(key=key).exists():
        release(owner, size)
        transaction.on_commit(lambda: remove_unused(key, owner))
