"""What lies on the table, by noun."""

from scenes.models.area import Area as Area
from scenes.models.character import Character as Character
from scenes.models.display import Display as Display
from scenes.models.drawing import Drawing as Drawing
from scenes.models.drawing import MapNote as MapNote
from scenes.models.encounter import Combatant as Combatant
from scenes.models.encounter import Encounter as Encounter
from scenes.models.encounter import EncounterLine as EncounterLine
from scenes.models.fields import FARTHEST as FARTHEST
from scenes.models.fields import HEX_COLOUR as HEX_COLOUR
from scenes.models.fields import Shared as Shared
from scenes.models.fog import Explored as Explored
from scenes.models.fog import FogShape as FogShape
from scenes.models.fog import Step as Step
from scenes.models.handout import Handout as Handout
from scenes.models.light import Light as Light
from scenes.models.placed_map import MOST_MAPS as MOST_MAPS
from scenes.models.placed_map import PlacedMap as PlacedMap
from scenes.models.scene import MOST_SCENES as MOST_SCENES
from scenes.models.scene import Scene as Scene
from scenes.models.scene import SceneFolder as SceneFolder
from scenes.models.scene import Vision as Vision
from scenes.models.scene import at_the_table as at_the_table
from scenes.models.token import MOST_TOKENS as MOST_TOKENS
from scenes.models.token import Token as Token
from scenes.models.wall import Wall as Wall
