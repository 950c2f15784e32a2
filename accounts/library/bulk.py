"""Many things of a library at once over REST: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import UNSET
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library import shelf
from accounts.library.folders import folder_of
from accounts.library.inputs import BulkInput
from accounts.rules import require
from config.api.errors import Invalid, NotFound
from config.api.views import ApiView


class Bulk(ApiView):
    """`kind` is the model of the things and `folders` that of their folders; `things` and `uses` name both numbers of the
    answer; `may_edit` is the rule, `change(thing, **fields)` and `remove(things)` do it, `count(ids)` says where they are
    used. All but the words are given by `staticmethod`.
    """

    kind: Any
    folders: Any
    things: str
    uses: str
    may_edit: str
    change: Callable[..., None]
    remove: Callable[[list[Any]], int]
    count: Callable[[list[UUID]], Any]
    inputs = {"post": BulkInput}

    def post(self, request: Request) -> Response:
        given: Any = self.read(self.inputs["post"])
        with transaction.atomic():
            found = self._own(request, given.ids)
            if given.delete:
                return Response({self.things: len(found), self.uses: self.remove(found)})
            if set(given.names) - set(given.ids):
                raise Invalid(fields={"names": [_("Name only what is among the ids.")]})
            names = {id: name.strip() for id, name in given.names.items()}
            fields = self.fields(request, given)
            shelf.change_all(found, self.change, add=given.add, remove=given.remove, fields=fields, names=names)
            used = sum(self.count([entry.pk for entry in found]).values())
        return Response({self.things: len(found), self.uses: used})

    def fields(self, request: Request, given: Any) -> dict[str, Any]:
        """What is set in each of them."""
        fields: dict[str, Any] = {}
        if given.folder is not UNSET:
            fields["folder"] = folder_of(self.folders, request, given.folder or "")
        if given.tags is not UNSET:
            fields["tags"] = shelf.tags_of(given.tags)
        return fields

    def _own(self, request: Request, ids: list[UUID]) -> list[Any]:
        """Raises NotFound for a thing one may not know of, Forbidden for one that is another's."""
        found = list(self.kind.objects.visible_to(request.user).filter(pk__in=ids).with_files())
        if len(found) != len(set(ids)):
            raise NotFound()
        for entry in found:
            require(request.user, self.may_edit, entry)
        return found
