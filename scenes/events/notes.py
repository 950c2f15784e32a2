"""Map notes: pins with a text, which those who lead share with nobody, with everybody or with some."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Invalid
from rooms.live import Event, Input
from rooms.models import Member, Role
from rooms.viewer import Viewer
from scenes.events.fields import Coordinate
from scenes.events.marks import OnScene, seen_mark
from scenes.models import MapNote, Scene

Title = Annotated[str, Meta(min_length=1, max_length=80)]
Text = Annotated[str, Meta(max_length=5000)]
Pin = Literal["map-pin", "star", "skull", "door-open", "key-round", "gem", "flag", "book-open", "circle-alert"]
With = Literal["none", "all", "named"]
Readers = Annotated[list[UUID], Meta(max_length=50)]


def require_players(who: Viewer, readers: list[UUID]) -> None:
    """Raises Invalid for a reader who does not play here."""
    wanted = set(readers)
    players = Member.objects.visible_to(who).filter(user__in=wanted, role=Role.PLAYER).values_list("user", flat=True)
    if wanted - set(players):
        raise Invalid(fields={"readers": [_("Only players of this room can be told by name.")]})


class NoteCreate(OnScene):
    """Put a note onto a scene. Only those who lead see it, until it is shared."""

    type = "note.create"
    undoable = True
    permission = "scenes.edit"
    example = {"scene": "$scene", "x": 350.0, "y": 420.0, "title": "A loose flagstone", "text": "It wobbles."}

    class Input(Input):
        scene: UUID
        x: Coordinate
        y: Coordinate
        title: Title
        text: Text = ""
        gm_notes: Text = ""
        icon: Pin = "map-pin"
        shared: With = "none"
        readers: Readers = []

    def apply(self, scene: Scene) -> MapNote:
        MapNote.require_place(scene.pk)
        require_players(self.who, self.data.readers)
        note = MapNote(scene=scene, **self.data.given("x", "y", "title", "text", "gm_notes", "icon"))
        note.shared = self.data.shared
        note.readers = sorted(map(str, self.data.readers)) if self.data.shared == "named" else []
        note.save(force_insert=True)
        return note


class NoteEvent(Event):
    """Base of what happens to one note."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> MapNote:
        note: MapNote = seen_mark(who, MapNote, self.data.note)
        return note

    def touched(self, note: MapNote) -> Iterable[Model]:
        return [note]


class NoteUpdate(NoteEvent):
    """Move a note or change its words; only what is named changes."""

    type = "note.update"
    undoable = True
    example = {"note": "$note", "title": "A trap door", "gm_notes": "DC 15 to notice"}

    class Input(Input):
        note: UUID
        x: Coordinate | UnsetType = UNSET
        y: Coordinate | UnsetType = UNSET
        title: Title | UnsetType = UNSET
        text: Text | UnsetType = UNSET
        gm_notes: Text | UnsetType = UNSET
        icon: Pin | UnsetType = UNSET

    def apply(self, note: MapNote) -> None:
        note.change(**self.data.given("x", "y", "title", "text", "gm_notes", "icon"))


class NoteShare(NoteEvent):
    """Share a note with nobody, with everybody, or with some players by name."""

    type = "note.share"
    undoable = True
    example = {"note": "$note", "shared": "named", "readers": ["$player_user"]}

    class Input(Input):
        note: UUID
        shared: With
        readers: Readers = []

    def apply(self, note: MapNote) -> None:
        require_players(self.who, self.data.readers)
        note.share(self.data.shared, self.data.readers)


class NoteDelete(NoteEvent):
    """Delete a note."""

    type = "note.delete"
    undoable = True
    example = {"note": "$note"}

    class Input(Input):
        note: UUID

    def apply(self, note: MapNote) -> None:
        note.delete()

    @classmethod
    def require_place(cls, row: MapNote) -> None:
        MapNote.require_place(row.scene_id)
