from universes.models.belonging import OfUniverse
from universes.models.comment import Comment
from universes.models.favourite import Favourite
from universes.models.run import Run
from universes.models.story import StoryPoint
from universes.models.timeline import Timeline
from universes.models.universe import Universe
from universes.models.visualization import Visualization
from universes.models.world import Body, Constraint, World

__all__ = [
    "Body",
    "Comment",
    "Constraint",
    "Favourite",
    "OfUniverse",
    "Run",
    "StoryPoint",
    "Timeline",
    "Universe",
    "Visualization",
    "World",
]
