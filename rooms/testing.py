"""What events of the door and of sessions need to find on a test's table: somebody who knocks, somebody banned, a session
planned and one being played.
"""

from __future__ import annotations

from datetime import UTC, datetime

from accounts.models import User
from rooms.live import testing
from rooms.live.testing import Table
from rooms.models import Ban, GameSession, Knock

KNOCKING, BANNED = "CANARY:knock:name", "CANARY:ban:name"
PLANNED = datetime(2099, 10, 2, 19, tzinfo=UTC)


def lay_door(table: Table) -> None:
    """Names knock, ban, session and running_session in `table.things`. They were there before anybody sat down."""
    room, lead = table.room, table.lead
    began, here = room.created_at, room.pk.hex[:12]
    kim = User.objects.create_user(f"kim-{here}", display_name=KNOCKING)
    bo = User.objects.create_user(f"bo-{here}", display_name=BANNED)
    knock = Knock.objects.create(room=room, user=kim)
    ban = Ban.objects.create(room=room, user=bo, by=lead.viewer.user)
    planned = GameSession.objects.create(room=room, title="The door with three locks", starts_at=PLANNED)
    running = GameSession.objects.create(room=room, title="The lamp", starts_at=began, started_at=began)
    made = {"knock": knock, "ban": ban, "session": planned, "running_session": running}
    table.things.update({name: str(thing.pk) for name, thing in made.items()})
    lead.sit_down()


if lay_door not in testing.furnish:
    testing.furnish.append(lay_door)
