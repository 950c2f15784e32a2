"""Structs of parameters as they are stored (JSON objects) and changed (some of their fields)."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, Struct

from config.api.errors import Invalid
from config.api.inputs import decode
from rooms.live import Input

S = TypeVar("S", bound=Struct)


def some_of(
    struct: type[Struct],
    name: str,
    *,
    without: tuple[str, ...] = (),
    also: dict[str, Any] | None = None,
    **required: Any,
) -> type[Any]:
    """A Struct called `name` with the `required` fields (name to type), and those of `struct` and of `also`, each of which
    may be left out; where both have one, that of `also` counts.
    """
    fields: list[Any] = list(required.items())
    optional = {field.name: field.type for field in msgspec.structs.fields(struct)} | (also or {})
    for field, type in optional.items():
        if field not in (*without, *required):
            fields.append((field, type | msgspec.UnsetType, UNSET))
    return msgspec.defstruct(name, fields, bases=(Input,), forbid_unknown_fields=True, frozen=True, kw_only=True)


def stored(struct: Struct) -> dict[str, Any]:
    """As it is kept in the database and sent to pages."""
    data: dict[str, Any] = msgspec.to_builtins(struct)
    return data


def read(struct: type[S], data: dict[str, Any]) -> S:
    """What is stored, as its Struct; fields that this version does not know are left out, missing ones have defaults."""
    known = {field.name for field in msgspec.structs.fields(struct)}
    return msgspec.convert({name: value for name, value in data.items() if name in known}, struct)


def changed(struct: type[S], data: dict[str, Any], given: dict[str, Any]) -> S:
    """What is stored, with the fields of `given` in place of its own. Raises Invalid where the type does not allow it."""
    known = {field.name for field in msgspec.structs.fields(struct)}
    kept = {name: value for name, value in data.items() if name in known}
    return decode(struct, {**kept, **msgspec.to_builtins(given)})


def defaults(struct: type[S], data: dict[str, Any], names: list[str] | None) -> S:
    """What is stored, with the fields of these names (None: all of them) at their defaults. Raises Invalid for a name
    that there is not.
    """
    usual = stored(struct())
    require_known(struct, names or [], "names")
    return read(struct, {**data, **{name: usual[name] for name in (usual if names is None else names)}})


def require_known(struct: type[Struct], names: list[str], field: str) -> None:
    """Raises Invalid, about the input's `field`, for a name that there is not."""
    unknown = set(names) - {one.name for one in msgspec.structs.fields(struct)}
    if unknown:
        raise Invalid(fields={field: [_("There is no parameter %(name)s.") % {"name": min(unknown)}]})
