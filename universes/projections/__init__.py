"""What each viewer sees of a universe: declared by being imported."""

from universes.projections.comments import comment as comment
from universes.projections.story import story_point as story_point
from universes.projections.story import timeline as timeline
from universes.projections.story import visualization as visualization
from universes.projections.universe import music as music
from universes.projections.universe import universe as universe
from universes.projections.world import body as body
from universes.projections.world import constraint as constraint
from universes.projections.world import physics as physics
from universes.projections.world import simulation as simulation
