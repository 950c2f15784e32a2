"""What a benchmark found: rows with their goals, as a table for people or as JSON for programs."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from typing import Any


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


@dataclass
class Row:
    """One measured figure. `most` or `least` is the goal, if there is one; `detail` holds what it was made from."""

    name: str
    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """Whether the goal was reached; None without one. A figure that could not be taken reaches nothing."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    def goal(self) -> str:
        if self.most is not None:
            return f"at most {self.most:g}"
        return f"at least {self.least:g}" if self.least is not None else ""


@dataclass
class Report:
    """A benchmark's rows and the remarks a reader needs to judge them."""

    name: str
    conditions: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        self.rows.append(row)
        verdict = {True: "met", False: "MISSED", None: ""}[row.met]
        say(f"  {row.what}: {row.value:.3g} {row.unit} {row.goal()} {verdict}")

    def as_json(self) -> str:
        rows = [{**asdict(row), "met": row.met} for row in self.rows]
        return json.dumps(
            {"name": self.name, "conditions": self.conditions, "rows": rows, "notes": self.notes}, indent=2
        )

    def as_table(self) -> str:
        lines = [f"{self.name}: " + ", ".join(f"{key} {value}" for key, value in self.conditions.items()), ""]
        for row in self.rows:
            verdict = {True: "met", False: "MISSED", None: ""}[row.met]
            lines.append(f"{row.what:<72} {row.value:>9.3g} {row.unit:<22} {row.goal():<14} {verdict}".rstrip())
            lines += [f"    {key}: {value}" for key, value in row.detail.items()]
        return "\n".join([*lines, "", *self.notes])
