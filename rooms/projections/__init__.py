"""What each viewer sees of what belongs to a room, by noun."""

from rooms.projections.door import ban as ban
from rooms.projections.door import knock as knock
from rooms.projections.messages import message as message
from rooms.projections.room import member as member
from rooms.projections.room import room as room
from rooms.projections.sessions import session as session
