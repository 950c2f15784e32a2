"""A universe of the owner's in which the same people are: what it is made of, what was said about it, what is hidden."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import StoredFile, User
from config.tests.canaries.here import Here
from rooms.live import perform
from rooms.live.testing import Table
from universes.testing import universe_table


def found(here: Here, seats: dict[str, User]) -> Table:
    """`here` is the owner's table; the universe is a room of its own."""
    table = universe_table(here.owner, name=here.secret("universe.name")[:50])
    lead = table.lead
    for role, user in seats.items():
        table.seat(user, role=role)
    own = Here(here.name, table, here.secrets, here.ids)
    # Hidden first: what was told before stays known.
    lead.does("universe.update", hide_seed=True)
    lead.does("music.set", seed=int(own.secret("universe.seed", str(2**52 + len(here.secrets)))))
    words = {name: own.secret(f"universe.{name}") for name in ("description", "genre", "theme")}
    lead.does("universe.update", **words)
    own.made("body", "body.create", name=own.secret("body.name"))
    own.made(
        "constraint",
        "constraint.create",
        name=own.secret("constraint.name"),
        body_a=table.things["body"],
        anchor_b=[0.0, 8.0],
    )
    own.made("story_point", "story.create", title=own.secret("story.title"), text=own.secret("story.text"))
    own.made("visualization", "visualization.create", name=own.secret("visualization.name"), kind="waveform")
    own.made("comment", "comment.create", text=own.secret("comment"))
    gone = own.made("gone", "comment.create", text=own.secret("comment.deleted"))
    lead.does("comment.delete", comment=gone)
    del table.things["gone"]
    for seat in table.seats.values():
        seat.heard = [frame for frame in seat.heard if gone.encode() not in frame]
    _paint(own)
    return table


def _paint(here: Here) -> None:
    content = ContentFile(here.secret("universe.picture").encode())
    key = default_storage.save(f"universe/CANARY-{here.name}-universe.key.webp", content)
    here.secret("universe.picture.key", f"CANARY-{here.name}-universe.key")
    file = {"kind": "universe", "sha256": here.secret("universe.picture.sha256"), "size": 1, "key": key}
    stored = StoredFile.objects.create(owner=here.owner, content_type="image/webp", **file)
    perform(here.lead.viewer, "universe.picture", {"picture": str(stored.pk)}, internal=True)
    here.table.deliver()
