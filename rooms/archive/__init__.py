"""A whole room as one file, and a new room from such a file (README.md)."""

from rooms.archive.building import Arriving as Arriving
from rooms.archive.building import Preview as Preview
from rooms.archive.building import preview as preview
from rooms.archive.building import read_room as read_room
from rooms.archive.opening import Opened as Opened
from rooms.archive.packing import Packing as Packing
from rooms.archive.packing import written as written
from rooms.archive.parts import PARTS as PARTS
from rooms.archive.parts import Part as Part
