"""The bounded inputs that events of a scene share."""

from scenes.bounds import Cells as Cells
from scenes.bounds import CellSize as CellSize
from scenes.bounds import Colour as Colour
from scenes.bounds import Coordinate as Coordinate
from scenes.bounds import Degrees as Degrees
from scenes.bounds import Layer as Layer
from scenes.bounds import Name as Name
from scenes.bounds import Scale as Scale
from scenes.bounds import SceneName as SceneName
from scenes.bounds import Unit as Unit
