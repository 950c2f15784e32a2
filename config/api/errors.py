"""What can go wrong, said once: raise a Problem anywhere, each edge (REST, socket, page) translates it.

REST answers `{success: false, error, errors?}` with the status; a socket answers `{re, error: {code, message, fields}}`.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status
from rest_framework.response import Response

log = logging.getLogger(__name__)


class Problem(Exception):
    """Something a person is told: `message` in words, `code` for programs, `fields` maps a field to its messages."""

    code = "invalid"
    status: int = status.HTTP_400_BAD_REQUEST
    default: Any = _("That is not valid.")

    def __init__(
        self,
        message: Any = None,
        *,
        code: str | None = None,
        fields: dict[str, list[str]] | None = None,
        state: dict[str, Any] | None = None,
        retry_after: int | None = None,
    ) -> None:
        self.message = message or self.default
        self.code = code or self.code
        self.fields = fields or {}
        self.state = state
        self.retry_after = retry_after
        super().__init__(self.message)


class Invalid(Problem):
    """The input does not fit: `fields` says which and why."""


class Unauthenticated(Problem):
    code, status, default = "unauthenticated", 401, _("Please sign in.")


class Forbidden(Problem):
    code, status, default = "forbidden", 403, _("You may see this, but not do that.")


class NotFound(Problem):
    """It does not exist, or the asker may not know that it does: both look the same."""

    code, status, default = "not_found", 404, _("There is no such thing here.")


class Conflict(Problem):
    """Somebody else changed it first; `state` holds what it is now."""

    code, status, default = "conflict", 409, _("Somebody changed this in the meantime.")


class TooLarge(Problem):
    code, status, default = "too_large", 413, _("That is too large.")


class UnsupportedType(Problem):
    code, status, default = "unsupported_type", 415, _("Files of this kind cannot be used here.")


class Unprocessable(Problem):
    code, status, default = "unprocessable", 422, _("This file is broken or incomplete.")


class SlowDown(Problem):
    code, status, default = "slow_down", 429, _("Too fast: wait a moment.")


class StorageFull(Problem):
    code, status, default = "storage_full", 507, _("The storage is full: delete something first.")


class Unavailable(Problem):
    code, status, default = "unavailable", 503, _("A part of the server does not answer. Try again in a moment.")


def body(message: Any, fields: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """The one error shape of REST."""
    shape: dict[str, Any] = {"success": False, "error": str(message)}
    if fields:
        shape["errors"] = fields
    return shape


def as_problem(error: Exception) -> Problem | None:
    """Translates what Django, DRF and the database raise; None for a fault of our own."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404):
        return NotFound()
    if isinstance(error, PermissionDenied):
        return Forbidden(str(error) or None)
    if isinstance(error, ValidationError):
        return Invalid(fields=_validation_fields(error))
    if isinstance(error, OperationalError | InterfaceError):
        return Unavailable(retry_after=2)
    return None


def _validation_fields(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {field: [str(m) for m in messages] for field, messages in error.message_dict.items()}
    return {"non_field_errors": [str(message) for message in error.messages]}


def _from_drf(error: exceptions.APIException) -> Problem:
    problem = Problem(str(getattr(error, "default_detail", error)))
    problem.status = error.status_code
    detail: Any = error.detail
    if isinstance(detail, dict):
        problem.fields = {str(k): [str(v) for v in (vs if isinstance(vs, list) else [vs])] for k, vs in detail.items()}
    elif isinstance(detail, list):
        problem.fields = {"non_field_errors": [str(item) for item in detail]}
    else:
        problem.message = str(detail)
    wait = getattr(error, "wait", None)
    problem.retry_after = int(wait) + 1 if wait else None
    return problem


def handle(error: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler: every answer of the API has the error shape, also for faults of our own."""
    problem = _from_drf(error) if isinstance(error, exceptions.APIException) else as_problem(error)
    if problem is None:
        log.exception("unhandled exception in %s", type(context.get("view")).__name__, exc_info=error)
        return Response(body(_("Something went wrong on the server. It has been noted.")), status=500)
    headers = {}
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed) or problem.status == 401:
        problem.status = 401
        headers["WWW-Authenticate"] = 'Bearer realm="api"'
    if problem.retry_after:
        headers["Retry-After"] = str(problem.retry_after)
    shape = body(problem.message, problem.fields)
    if problem.state is not None:
        shape["state"] = problem.state
    response = Response(shape, status=problem.status, headers=headers)
    response.exception = True
    return response
