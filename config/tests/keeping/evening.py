"""A server after an evening: people, a table with everything on it, words, dice, files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import StoredFile, User
from config.testing.cast import kit, person
from config.testing.factories import FACTORIES, make


def play() -> Any:
    """The table. One of every kind of thing is there, so that every table of the database has rows."""
    ada, ben = person("ada", is_game_master=True, bio="Ünïcode, “quotes” and 🎲"), person("ben")
    table = kit().Table(ada)
    table.seat(ben)
    for number in range(5):
        table.seat(ben).does("chat.say", text=f"Line {number}: “water”\nunder it 🎲", client_id=str(number))
    for label in FACTORIES:
        make(apps.get_model(label), owner=ben, canary="Ben's")
    # The factories' files are only rows.
    StoredFile.objects.filter(key__startswith="map/Ben's").update(key="map/none/picture.webp")
    return table


def upload(owner: User, content: bytes, folder: Path) -> StoredFile:
    """A file of `owner` with this content, as an upload leaves it."""
    path = folder / "upload"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    files: Any = StoredFile.objects
    stored: StoredFile = files.store(
        path, owner=owner, kind="map", sha256=hashlib.sha256(content).hexdigest(), size=len(content),
        content_type="image/webp", extension="webp",
    )  # fmt: skip
    return stored


def contents(registry: Any = apps) -> dict[str, list[tuple[Any, ...]]]:
    """{label: all rows by key} of the default database, as Python sees them."""
    return {
        model._meta.label: list(models.QuerySet(model).order_by("pk").values_list())
        for model in registry.get_models(include_auto_created=True)
    }
