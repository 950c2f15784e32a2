"""What each viewer sees of each kind of thing in a scene: declared by being imported."""

from scenes.projections.characters import character as character
from scenes.projections.displays import display as display
from scenes.projections.emitters import emitter as emitter
from scenes.projections.emitters import heard as heard
from scenes.projections.encounters import encounter as encounter
from scenes.projections.handouts import handout as handout
from scenes.projections.lights import light as light
from scenes.projections.maps import placed_map as placed_map
from scenes.projections.marks import area as area
from scenes.projections.scene import focus as focus
from scenes.projections.scene import scene as scene
from scenes.projections.sight import sight as sight
from scenes.projections.soundtrack import soundtrack as soundtrack
from scenes.projections.tokens import token as token
from scenes.projections.walls import wall as wall
