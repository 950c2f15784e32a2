"""Writing the audit log, in the transaction of the deed."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Self

from rest_framework.throttling import BaseThrottle

from accounts.models import AuditEntry, User

OPERATOR = "manage.py"


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, from where and why. `user` is None for the operator at the command line."""

    user: User | None
    address: str | None = None
    reason: str = ""

    @classmethod
    def of(cls, request: Any, reason: str = "") -> Self:
        """`request` is Django's or REST's; behind trusted proxies the address is the visitor's."""
        return cls(request.user, _address(BaseThrottle().get_ident(request)), reason.strip()[:500])

    @classmethod
    def operator(cls) -> Self:
        return cls(None)


def _address(text: str | None) -> str | None:
    """An address, or None for what a proxy wrote instead of one."""
    try:
        return str(ip_address(text or ""))
    except ValueError:
        return None


def note(
    by: By, action: str, thing: Any = None, details: dict[str, list[Any]] | None = None, *, name: str = ""
) -> AuditEntry:
    """An entry about `thing`, a row with a UUID, or about what is only named; `details` as `changes` returns them."""
    entry: AuditEntry = AuditEntry.objects.create(
        actor=by.user.pk if by.user else None,
        actor_name=by.user.username if by.user else OPERATOR,
        action=action,
        subject=getattr(thing, "pk", None),
        subject_name=(name or _name_of(thing))[:200],
        reason=by.reason,
        details=details or {},
        address=by.address,
    )
    return entry


def _name_of(thing: Any) -> str:
    if thing is None:
        return ""
    return thing.username if isinstance(thing, User) else str(thing)


def changes(row: Any, wanted: dict[str, Any]) -> dict[str, list[Any]]:
    """`{field: [before, after]}` of what `wanted` would change in `row`, as JSON may hold it."""
    return {
        field: [_plain(getattr(row, field)), _plain(value)]
        for field, value in wanted.items()
        if getattr(row, field) != value
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
