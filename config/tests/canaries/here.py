"""One of the two tables while things are laid on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from rooms.live.testing import Seat, Table


def canary(table: str, field: str) -> str:
    return f"CANARY:{table}:{field}_"


@dataclass(frozen=True)
class Here:
    """The table of this name, with the secrets and ids of its whole world."""

    name: str
    table: Table
    secrets: dict[tuple[str, str], str]
    ids: dict[str, list[str]]

    @property
    def lead(self) -> Seat:
        return self.table.lead

    @property
    def owner(self) -> User:
        owner: User = self.lead.viewer.user
        return owner

    @property
    def things(self) -> dict[str, str]:
        return self.table.things

    def secret(self, field: str, value: str = "") -> str:
        """The string of a secret field: this one, else one of its own."""
        self.secrets[self.name, field] = value or canary(self.name, field)
        return self.secrets[self.name, field]

    def made(self, key: str, type: str, **data: Any) -> str:
        """The id of what the owner's command made, which is kept among the table's things."""
        self.things[key] = str(self.lead.does(type, **data).made[0].pk)
        return self.things[key]
