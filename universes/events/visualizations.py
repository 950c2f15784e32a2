"""How a universe is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from rooms.live import Input
from rooms.viewer import Viewer
from universes.events.changing import Changing
from universes.fields import Mappings, Name
from universes.models import Universe, Visualization
from universes.showing import mappings_of, settings_of
from universes.visuals.settings import Kind


class VisualizationCreate(Changing):
    """Show the universe in one more way. What the settings do not say is as usual for the kind."""

    type = "visualization.create"
    example = {"name": "What is heard", "kind": "waveform", "settings": {"waveform_color": "#5ec2b0"}}

    class Input(Input):
        name: Name
        kind: Kind
        settings: dict[str, Any] = {}
        mappings: Mappings = []

    def apply(self, universe: Universe) -> Visualization:
        Visualization.require_place(universe.pk)
        return Visualization.objects.create(
            universe=universe,
            name=self.data.name,
            kind=self.data.kind,
            settings=settings_of(self.data.kind, self.data.settings),
            mappings=mappings_of(self.data.kind, self.data.mappings),
        )

    @classmethod
    def require_place(cls, row: Any) -> None:
        Visualization.require_place(row.universe_id)


class OfVisualization(Changing):
    """Base of what happens to one visualisation."""

    def target(self, who: Viewer) -> Any:
        return Visualization.objects.seen(who, pk=self.data.visualization)

    def touched(self, shown: Visualization) -> list[Any]:
        return [shown]

    @classmethod
    def require_place(cls, row: Any) -> None:
        Visualization.require_place(row.universe_id)


class VisualizationUpdate(OfVisualization):
    """Change a visualisation; only what is named changes, of `settings` too, of `mappings` all."""

    type = "visualization.update"
    example = {"visualization": "$visualization", "settings": {"waveform_thickness": 3.0}}

    class Input(Input):
        visualization: UUID
        name: Name | UnsetType = UNSET
        settings: dict[str, Any] | UnsetType = UNSET
        mappings: Mappings | UnsetType = UNSET

    def apply(self, shown: Visualization) -> None:
        fields = self.data.given("name", "settings", "mappings")
        if "settings" in fields:
            fields["settings"] = settings_of(shown.kind, {**shown.settings, **fields["settings"]})
        if "mappings" in fields:
            fields["mappings"] = mappings_of(shown.kind, fields["mappings"])
        shown.change(**fields)


class VisualizationDelete(OfVisualization):
    """Show it no more."""

    type = "visualization.delete"
    example = {"visualization": "$visualization"}

    class Input(Input):
        visualization: UUID

    def apply(self, shown: Visualization) -> None:
        shown.delete()
