"""The one adapter between what arrives and `msgspec.Struct`: REST bodies and socket commands decode here.

Refused with field errors: unknown fields, wrong types, bounds, NaN and infinities, NUL characters, lone surrogates.
"""

from __future__ import annotations

import math
import re
from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _

from config.api.errors import Invalid

S = TypeVar("S")
PATH = re.compile(r" - at `\$\.?([^`]*)`$")
DEPTH = 8


def decode(struct: type[S], data: Any, *, deep: int = DEPTH) -> S:
    """`data` (parsed JSON) as `struct`, declared with `forbid_unknown_fields=True`; at most `deep` levels of it. Raises
    Invalid with `fields`.
    """
    _refuse_unsafe(data, "", deep)
    try:
        return msgspec.convert(data, struct)
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from None


def _invalid(words: str) -> Invalid:
    found = PATH.search(words)
    field = found.group(1) if found else ""
    message = PATH.sub("", words)
    for pattern in ("contains unknown field `", "missing required field `"):
        if pattern in message:
            field = message.split(pattern)[1].split("`")[0]
    return Invalid(_("Please check what you entered."), fields={field or "non_field_errors": [message]})


def _refuse_unsafe(value: Any, field: str, deeper: int) -> None:
    if deeper < 0:
        raise Invalid(_("This is nested too deeply."), fields={field or "non_field_errors": [_("Nested too deeply.")]})
    if isinstance(value, str):
        if "\x00" in value:
            raise Invalid(fields={field: [_("The character NUL is not allowed.")]})
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise Invalid(fields={field: [_("This text is not valid Unicode.")]}) from None
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise Invalid(fields={field: [_("This must be a finite number.")]})
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_unsafe(key, str(key)[:50], deeper - 1)
            _refuse_unsafe(item, str(key), deeper - 1)
    elif isinstance(value, list):
        for item in value:
            _refuse_unsafe(item, field, deeper - 1)
