"""A row as one line of JSON, the same from either database, and the line read back with every type checked.

A line is an array in the order of `Table.columns`. UUIDs, dates, times, decimals and bytes are strings as msgspec writes
them (RFC 3339, base64); numbers that JSON has no word for are "inf", "-inf" and "nan".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from ipaddress import ip_address
from typing import Annotated, Any, Literal, Union
from uuid import UUID

import msgspec
from django.db import models

from config.keeping.catalogue import Table

MOST_LINE = 512 * 1024 * 1024
"""Bytes of one row; larger ones cannot be backed up."""
BATCH = 200

INTEGERS = {
    "SmallIntegerField": (-(2**15), 2**15 - 1),
    "IntegerField": (-(2**31), 2**31 - 1),
    "BigIntegerField": (-(2**63), 2**63 - 1),
    "PositiveSmallIntegerField": (0, 2**15 - 1),
    "PositiveIntegerField": (0, 2**31 - 1),
    "PositiveBigIntegerField": (0, 2**63 - 1),
    "SmallAutoField": (1, 2**15 - 1),
    "AutoField": (1, 2**31 - 1),
    "BigAutoField": (1, 2**63 - 1),
}
PLAIN: dict[str, Any] = {
    "UUIDField": UUID,
    "DateTimeField": Annotated[datetime, msgspec.Meta(tz=True)],
    "DateField": date,
    "TimeField": time,
    "DurationField": timedelta,
    "DecimalField": Decimal,
    "BinaryField": bytes,
    "BooleanField": bool,
    "JSONField": Any,
}
TEXTS = ("CharField", "TextField", "SlugField", "EmailField", "URLField", "FileField", "GenericIPAddressField")
AS_THEY_ARE = ("CharField", "TextField", "SlugField", "EmailField", "URLField", "BooleanField", "FloatField")
"""Both databases take their values as Python has them, as they do numbers."""
FLOAT = Union[float, Literal["inf", "-inf", "nan"]]  # noqa: UP007  a type for msgspec, built at run time


class UnknownField(Exception):
    """A kind of field that backups have no form for; a test finds it before a user does."""


def kind(field: Any) -> str:
    """The internal type of what is stored: a foreign key's is that of the key it points to."""
    while field.remote_field is not None:
        field = field.target_field
    return str(field.get_internal_type())


def type_of(field: Any) -> Any:
    """The type that msgspec checks a value of this field against. Raises UnknownField."""
    name = kind(field)
    if name in INTEGERS:
        least, most = INTEGERS[name]
        found: Any = Annotated[int, msgspec.Meta(ge=least, le=most)]
    elif name in TEXTS:
        found = Annotated[str, msgspec.Meta(max_length=field.max_length)] if field.max_length else str
    elif name == "FloatField":
        found = FLOAT
    elif name in PLAIN:
        found = PLAIN[name]
    else:
        raise UnknownField(f"{field.model._meta.label}.{field.name}: {name}")
    return Union[found, None] if field.null else found  # noqa: UP007


class Lines:
    """Both directions for one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._decoder = msgspec.json.Decoder(tuple[tuple(type_of(field) for field in table.fields)])  # type: ignore[misc]
        self._encoder = msgspec.json.Encoder()
        kinds = [kind(field) for field in table.fields]
        self._floats = [place for place, name in enumerate(kinds) if name == "FloatField"]
        self._addresses = [place for place, name in enumerate(kinds) if name == "GenericIPAddressField"]

    def written(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
        """Each row as a line with its end. Raises ValueError for one beyond MOST_LINE."""
        for row in rows:
            values = list(row)
            for place in self._floats:
                if values[place] is not None and not math.isfinite(values[place]):
                    values[place] = str(values[place])
            line = self._encoder.encode(values) + b"\n"
            if len(line) > MOST_LINE:
                raise ValueError(f"{self.table.label}: a row of {len(line):,} bytes")
            yield line

    def read(self, line: bytes) -> list[Any]:
        """The row of a line. Raises ValueError (msgspec.ValidationError is one) when it is not of this table."""
        values = list(self._decoder.decode(line))
        for place in self._floats:
            if isinstance(values[place], str):
                values[place] = float(values[place])
        for place in self._addresses:
            if values[place] is not None:
                ip_address(values[place])
        return values


def stored_in(table: Table, using: str) -> Iterator[tuple[Any, ...]]:
    """The table's rows in the order of their keys, a batch at a time in memory."""
    rows: models.QuerySet[Any] = models.QuerySet(table.model, using=using)
    yield from rows.order_by("pk").values_list(*table.columns).iterator(chunk_size=BATCH)


def prepared(table: Table, connection: Any) -> Callable[[list[Any]], list[Any]]:
    """A function that makes of a row what `connection` takes as parameters."""
    none = connection.ops.adapt_json_value(None, None)
    # A JSON column that may not be NULL holds JSON's own null, which Django reads as None as well.
    nulls = [
        place for place, field in enumerate(table.fields) if kind(field) == "JSONField" and not field.null
    ]  # fmt: skip
    others = [
        (place, convert)
        for place, field in enumerate(table.fields)
        if (convert := converted(field, connection)) is not None
    ]

    def prepare(row: list[Any]) -> list[Any]:
        ready = list(row)
        for place, convert in others:
            if ready[place] is not None:
                ready[place] = convert(ready[place])
        for place in nulls:
            if ready[place] is None:
                ready[place] = none
        return ready

    return prepare


def converted(field: Any, connection: Any) -> Callable[[Any], Any] | None:
    """What `connection` wants of a value of this field; None where it takes it as it is.

    Of a value whose type was checked this is known by the field alone, and asking the field each time is most of what a
    restore would do.
    """
    name, target = kind(field), field
    while target.remote_field is not None:
        target = target.target_field
    if type(target).__module__.startswith("django.db.models.fields"):
        if name in INTEGERS or name in AS_THEY_ARE:
            return None
        if name == "UUIDField":
            return None if connection.features.has_native_uuid_field else lambda value: value.hex
        if name == "DateTimeField":
            adapt: Callable[[Any], Any] = connection.ops.adapt_datetimefield_value
            return adapt
        if name == "JSONField":
            return lambda value: connection.ops.adapt_json_value(value, target.encoder)
    return lambda value: field.get_db_prep_save(value, connection)
