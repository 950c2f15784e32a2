"""What may be done at a table, by noun; importing this package declares it all."""

from rooms.events import chat as chat
from rooms.events import dice as dice
from rooms.events import door as door
from rooms.events import history as history
from rooms.events import membership as membership
from rooms.events import messages as messages
from rooms.events import presence as presence
from rooms.events import room as room
from rooms.events import sessions as sessions
