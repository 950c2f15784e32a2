"""Base of `/api/v1/admin/*`: for staff only, who have a second factor where one is needed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from accounts import second_factor
from config.api.errors import Forbidden, NotFound
from config.api.views import ApiView


class IsStaff(IsAuthenticated):
    """Nobody signed in is 401; everybody else who is not staff, or lacks the second factor, 403."""

    message = _("This is for staff of this server.")

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        user: Any = request.user
        if not user.is_staff:
            return False
        if second_factor.lacking(user):
            raise Forbidden(
                _("Staff need a second factor: set it up on the page /account/second-factor/."),
                code="second_factor_required",
                state={"reason": "second_factor_required"},
            )
        return True


class StaffView(ApiView):
    permission_classes = [IsStaff]


def one(rows: QuerySet[Any], pk: UUID) -> Any:
    """Raises NotFound."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found
