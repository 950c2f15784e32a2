"""How a universe is shown, over REST."""

from __future__ import annotations

from django.urls import path

from universes.api.base import OneThing, Things, without
from universes.events.visualizations import VisualizationCreate
from universes.models import Visualization
from universes.projections.story import visualization


class Visualizations(Things):
    """The saved visualisations of a universe. POST adds one."""

    model, noun, project = Visualization, "visualization", staticmethod(visualization)
    inputs = {"post": VisualizationCreate.Input}
    outputs = {"get": "Visualisations: {id, name, kind, settings, mappings}.", "post": "The visualisation."}


class OneVisualization(OneThing):
    """One saved visualisation."""

    model, noun, key, project = Visualization, "visualization", "visualization", staticmethod(visualization)
    inputs = {"patch": without("visualization.update", "visualization")}
    outputs = {"get": "The visualisation.", "patch": "The visualisation.", "delete": "It is gone."}


routes = [
    path("universes/<uuid:id>/visualizations", Visualizations.as_view()),
    path("universes/<uuid:id>/visualizations/<uuid:thing_id>", OneVisualization.as_view()),
]
