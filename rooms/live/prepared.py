"""Queries of the hot path, compiled by Django once and run many times.

Building and compiling a queryset costs ten times what SQLite or PostgreSQL need for it. `Prepared` keeps the SQL that
the ORM made (so `visible_to` stays the one place that says who sees what) and puts the ids of each call into it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet, UUIDField

_key = UUIDField()


class Prepared:
    """`build(*ids)` makes the queryset (a `values_list`) for ids; only ids may differ between calls."""

    def __init__(self, build: Callable[..., QuerySet[Any, tuple[Any, ...]]]) -> None:
        self.build = build
        self.compiled: dict[str, tuple[Any, str, list[Any], dict[Any, Any]]] = {}

    def rows(self, *ids: UUID) -> list[Any]:
        """The rows as the queryset would give them."""
        compiler, sql, params, converters = self._compiled(len(ids))
        values = [_key.get_db_prep_value(id, connection) for id in ids]
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[param.at] if isinstance(param, _Place) else param for param in params])
            found = cursor.fetchall()
        return list(compiler.apply_converters(found, converters)) if converters else found

    def _compiled(self, places: int) -> tuple[Any, str, list[Any], dict[Any, Any]]:
        if connection.vendor not in self.compiled:
            marks = [uuid4() for _ in range(places)]
            compiler = self.build(*marks).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            prepared = [_key.get_db_prep_value(mark, connection) for mark in marks]
            filled = [_Place(prepared.index(param)) if param in prepared else param for param in params]
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            self.compiled[connection.vendor] = (compiler, sql, filled, converters)
        return self.compiled[connection.vendor]


class _Place:
    """Where the id number `at` goes."""

    __slots__ = ("at",)

    def __init__(self, at: int) -> None:
        self.at = at
