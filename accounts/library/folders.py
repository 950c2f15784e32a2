"""Folders of a library over REST. A library's own views name their kind of folder and what lies in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from msgspec import UNSET
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library.inputs import FolderChange, FolderInput
from accounts.rules import require
from config.api.errors import Invalid
from config.api.views import ApiView, created, page_of


def folder_of(kind: Any, request: Request, id: UUID | str) -> Any:
    """The asker's own folder; None for the top level. Raises NotFound, and Invalid for what is no id."""
    if not id:
        return None
    try:
        wanted = UUID(str(id))
    except ValueError:
        raise Invalid(fields={"folder": [_("This is not a folder.")]}) from None
    return kind.objects.seen(request.user, pk=wanted)


class OfFolders(ApiView):
    """`kind` is the model, `things` the name of what lies in one, by which the folder knows them too; `uses` says where
    those are used, and `may_edit` is the rule.
    """

    kind: Any
    things: str
    uses: str
    may_edit: str

    def data(self, folder: Any, inside: int) -> dict[str, Any]:
        return {"id": folder.pk, "name": folder.name, "parent": folder.parent_id, self.things: inside}

    def inside(self, folder: Any) -> int:
        return int(getattr(folder, self.things).count())


class AllFolders(OfFolders):
    inputs = {"post": FolderInput}

    def get(self, request: Request) -> Response:
        folders = self.kind.objects.visible_to(request.user).annotate(inside=Count(self.things))
        return page_of(request, folders.order_by("name", "id"), lambda folder: self.data(folder, folder.inside))

    def post(self, request: Request) -> Response:
        require(request.user, "accounts.upload")
        wanted = self.read(FolderInput)
        folder = self.kind(owner=request.user, name=wanted.name.strip())
        folder.move_to(folder_of(self.kind, request, wanted.parent or ""))
        return created(self.data(folder, 0))


class OneFolder(OfFolders):
    inputs = {"patch": FolderChange}

    def get(self, request: Request, id: UUID) -> Response:
        folder = self.kind.objects.seen(request.user, pk=id)
        return Response(self.data(folder, self.inside(folder)))

    def patch(self, request: Request, id: UUID) -> Response:
        folder = self.kind.objects.seen(request.user, pk=id)
        require(request.user, self.may_edit, folder)
        change = self.read(FolderChange)
        if change.name is not UNSET:
            folder.rename(change.name.strip())
        if change.parent is not UNSET:
            folder.move_to(folder_of(self.kind, request, change.parent or ""))
        return Response(self.data(folder, self.inside(folder)))

    def delete(self, request: Request, id: UUID) -> Response:
        folder = self.kind.objects.seen(request.user, pk=id)
        require(request.user, self.may_edit, folder)
        things = getattr(self.kind, self.things).rel.related_model.objects.filter(folder__in=folder.tree()).count()
        return Response({"id": id, self.things: things, self.uses: folder.remove()})
