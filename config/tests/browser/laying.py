"""What a test's own server finds in its database. Runs in `manage.py shell`: a browser's tests have no ORM of their own.

`people()` makes the cast; `table()` also Ada's room with a map, a scene and tokens, where Ben plays and owns Mira;
`tavern()` an empty room of talk alone; `long_talk()` one in which much was said. All print what they made as JSON on the last line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from config.testing.cast import person

MAP = Path(__file__).parent / "files" / "crypt.dd2vtt"
# The map's pixels a cell, and where Mira stands: the middle of column 3, row 4.
CELL = 50
MIRA = (2.5 * CELL, 3.5 * CELL)
SECRET = "The Lich of the Seventh Gate"


def people() -> dict[str, Any]:
    """Ada, who leads; Ben and Cleo, who play."""
    made = {"ada": person("ada", is_game_master=True), "ben": person("ben"), "cleo": person("cleo")}
    _say({name: str(user.pk) for name, user in made.items()})
    return made


def table() -> None:
    from maps.intake import take_in
    from rooms.doorstep import join_by_link
    from rooms.live import perform
    from rooms.models import Invite, Member, Room
    from rooms.viewer import Viewer

    ada, ben, _cleo = people().values()
    room = Room.open_by(ada, name="The Sunken Crypt", description="Every second Friday")
    lead = Viewer.of(room, Member.objects.get(room=room, user=ada), user=ada)
    invite, code = Invite.write(room, ada, role="player", lasts=None, max_uses=None)
    join_by_link(invite, ben)
    map = take_in(MAP, MAP.name, owner=ada, folder=None)
    scene = perform(lead, "scene.create", {"name": "Antechamber"}).made[0]
    here = {"scene": str(scene.pk)}
    perform(lead, "map.place", {**here, "map": str(map.pk), "hidden": False})
    mira = perform(lead, "token.create", {**here, "name": "Mira", "x": MIRA[0], "y": MIRA[1]}).made[0]
    perform(lead, "token.own", {"token": str(mira.pk), "users": [str(ben.pk)]})
    perform(lead, "token.create", {**here, "name": "Guard", "x": 375, "y": 175, "disposition": "enemy"})
    lich = {"name": SECRET, "x": 475, "y": 275, "disposition": "enemy", "hidden": True, "gm_notes": f"{SECRET} wakes"}
    hidden = perform(lead, "token.create", {**here, **lich}).made[0]
    perform(lead, "chat.say", {"text": "Water drips somewhere below."})
    _say({
        "room": str(room.pk), "invite": code, "scene": str(scene.pk), "mira": str(mira.pk), "hidden": str(hidden.pk),
        "ben": str(ben.pk),
    })  # fmt: skip


def tavern() -> None:
    """A room of talk alone: Ada leads it, Ben plays, and by the link guests come in."""
    from rooms.models import Invite, Room

    ada, ben, _cleo = people().values()
    room = Room.open_by(ada, name="Tavern", kind=Room.Kind.CHAT)
    room.admit(ben, role="player")
    _invite, code = Invite.write(room, ada, role="player", lasts=None, max_uses=None)
    _say({"room": str(room.pk), "invite": code})


def long_talk() -> None:
    """A room of talk alone with 300 lines by Ada: the first hundred of New Year 2026, all but ten read by Ben."""
    from datetime import UTC, datetime

    from rooms.doorstep import join_by_link
    from rooms.live import perform
    from rooms.models import Invite, Member, Message, Room
    from rooms.viewer import Viewer

    ada, ben, _cleo = people().values()
    room = Room.open_by(ada, name="The Long Evening", kind=Room.Kind.CHAT)
    lead = Viewer.of(room, Member.objects.get(room=room, user=ada), user=ada)
    invite, _code = Invite.write(room, ada, role="player", lasts=None, max_uses=None)
    join_by_link(invite, ben)
    said = []
    for number in range(1, 301):
        text = f"Line {number}" + (": an owl sits under the stairs" if number == 42 else "")
        said.append(perform(lead, "chat.say", {"text": text}).made[0])
    Message.objects.filter(seq__lte=said[99].seq).update(created_at=datetime(2026, 1, 1, 20, tzinfo=UTC))
    Member.objects.filter(room=room, user=ben).update(read_seq=said[289].seq)
    _say({"room": str(room.pk)})


def _say(made: dict[str, str]) -> None:
    print(json.dumps(made))
