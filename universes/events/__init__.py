"""What may be done in a universe, by noun; importing this package declares it all."""

from universes.events import bodies as bodies
from universes.events import comments as comments
from universes.events import constraints as constraints
from universes.events import music as music
from universes.events import physics as physics
from universes.events import picture as picture
from universes.events import restoring as restoring
from universes.events import simulation as simulation
from universes.events import story as story
from universes.events import timeline as timeline
from universes.events import universe as universe
from universes.events import visualizations as visualizations
