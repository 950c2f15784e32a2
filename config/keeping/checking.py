"""Reads a whole backup and compares: tables and columns with the models of its day, every value with its type, every
key with those that refer to it, every object with the row that names it. Nothing outside the file is touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from config.keeping import manifest, schema
from config.keeping.catalogue import LEFT_OUT, OBJECTS, Table, all_tables
from config.keeping.making import Tell
from config.keeping.opening import Damaged, Opened
from config.keeping.rows import Lines


@dataclass(slots=True)
class Keys:
    """The keys of rows, as few bytes each, and those that are referred to and have not come yet."""

    there: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    wanted: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))

    def note(self, table: Table, row: list[Any]) -> None:
        own, key = self.there[table.label], _short(row[table.key])
        if key in own:
            raise Damaged(_("%(table)s has the key %(key)s twice") % {"table": table.label, "key": row[table.key]})
        own.add(key)
        for place, other in table.references:
            value = row[place]
            if value is not None and (short := _short(value)) not in self.there[other]:
                self.wanted[other].add(short)

    def check(self) -> None:
        for label, keys in self.wanted.items():
            if keys - self.there[label]:
                raise Damaged(_("rows refer to rows of %(table)s that are not there") % {"table": label})


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that can be put back: its tables as they are with its migrations."""

    backup: Opened
    names: schema.Names
    registry: Any
    tables: list[Table]

    @property
    def is_current(self) -> bool:
        """Of this program's own schema; else its rows are migrated first."""
        return self.names == schema.of_program()

    def rows(self, table: Table) -> Iterator[list[Any]]:
        lines = Lines(table)
        for number, line in enumerate(self.backup.lines(table.label), 1):
            try:
                yield lines.read(line)
            except (ValueError, RecursionError) as error:
                where = f"{table.label}, {number}"
                raise Damaged(_("%(where)s: %(why)s") % {"where": where, "why": error}) from error


def check(backup: Opened, tell: Tell = lambda _fraction, _words: None) -> Checked:
    """Raises Refused unless all of it can be put back."""
    names = frozenset(backup.manifest.migrations)
    registry = schema.models_with(names)
    checked = Checked(backup, names, registry, _tables(backup.manifest, registry))
    keys, named = Keys(), set[str]()
    for number, table in enumerate(checked.tables):
        tell(0.5 * number / len(checked.tables), _("checking rows"))
        named |= _check_table(checked, table, keys)
    keys.check()
    _check_objects(backup, named, tell)
    backup.settings()
    return checked


def _tables(described: manifest.Manifest, registry: Any) -> list[Table]:
    known = {table.label: table for table in all_tables(registry)}
    needed = {label for label in known if label not in described.left_out}
    if set(described.tables) != needed or not set(described.left_out) <= set(LEFT_OUT):
        odd = sorted(set(described.tables) ^ needed | set(described.left_out) - set(LEFT_OUT))
        raise Damaged(_("its tables are not those of its version (%(table)s)") % {"table": odd[0][:200]})
    for label, rows in described.tables.items():
        if rows.columns != known[label].columns:
            raise Damaged(_("the columns of %(table)s are not those of its version") % {"table": label})
    return [known[label] for label in sorted(needed)]


def _check_table(checked: Checked, table: Table, keys: Keys) -> set[str]:
    """The keys of objects that the table's rows name."""
    place = table.columns.index(OBJECTS[table.label][0]) if table.label in OBJECTS else None
    named: set[str] = set()
    count = 0
    for row in checked.rows(table):
        keys.note(table, row)
        count += 1
        if place is not None:
            named.add(row[place])
    if count != checked.backup.manifest.tables[table.label].count:
        raise Damaged(_("%(table)s has another number of rows than the manifest says") % {"table": table.label})
    return named


def _check_objects(backup: Opened, named: set[str], tell: Tell) -> None:
    objects, missing = backup.objects, set(backup.manifest.missing)
    if set(objects) | missing != named or set(objects) & missing:
        raise Damaged(_("its files are not those that its rows name"))
    whole, done = sum(objects.values()) or 1, 0
    for key in objects:
        tell(0.5 + 0.5 * done / whole, _("checking files"))
        for block in backup.blocks(manifest.member_of_object(key)):
            done += len(block)


def _short(key: Any) -> Any:
    return key.bytes if isinstance(key, UUID) else key
