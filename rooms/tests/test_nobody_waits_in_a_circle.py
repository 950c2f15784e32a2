"""Two who change the same things in the same moment wait for each other in one order: the room comes first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from config.testing.serving import Databases

MEANWHILE = """
import json, threading, time
import django; django.setup()
from django.db import connections, transaction
from rest_framework.test import APIClient
from accounts.models import StoredFile, User
from rooms import doorstep
from rooms.closing import close_room
from rooms.live.perform import perform
from rooms.models import Attachment, Invite, Member, Room
from rooms.viewer import Viewer

ada, ben, cleo = (User.objects.create_user(name, display_name=name) for name in ("ada", "ben", "cleo"))
begun, how = threading.Event(), {}

def doing(name, act):
    def run():
        try:
            act()
            how[name] = "ok"
        except Exception as error:
            how[name] = repr(error)
        finally:
            connections.close_all()
    return threading.Thread(target=run)

def at_once(**acts):
    begun.clear()
    threads = [doing(name, act) for name, act in acts.items()]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

def lead(room):
    return Viewer.entering(room, ada)

def say_slowly():
    with transaction.atomic():
        perform(lead(doomed), "chat.say", {"text": "Is anybody here?"})
        begun.set()
        time.sleep(0.5)

def close():
    begun.wait()
    close_room(lead(doomed))

doomed = Room.open_by(ada, name="doomed")
at_once(say=say_slowly, close=close)

room = Room.open_by(ada, name="room")
link, _code = Invite.write(room, ada, role="player", lasts=None, max_uses=None)
spend = Invite.spend

def spend_slowly(invite):
    spend(invite)
    begun.set()
    time.sleep(0.5)

def come(user):
    return doorstep.join_by_link(Invite.objects.select_related("room").get(pk=link.pk), user)

def ban():
    begun.wait()
    perform(lead(room), "member.ban", {"member": str(member.pk), "end_link": True})

member, _ben = come(ben)
Invite.spend = spend_slowly
at_once(come=lambda: come(cleo), ban=ban)

waiting = Attachment.objects.create(
    room=room, user=ada, kind="pdf", name="Map.pdf", size=1,
    file=StoredFile.objects.create(owner=ada, kind="attachment", sha256="0" * 64, size=1, key="attachment/none"),
)

def send_slowly():
    with transaction.atomic():
        perform(lead(room), "chat.say", {"text": "Look.", "files": [str(waiting.pk)]})
        begun.set()
        time.sleep(0.5)

def remove():
    begun.wait()
    client = APIClient(HTTP_HOST="localhost")
    client.force_authenticate(ada)
    how["removed"] = client.delete(f"/api/v1/rooms/{room.pk}/files/{waiting.pk}").status_code

at_once(send=send_slowly, remove=remove)
how["files"] = Attachment.objects.filter(message__text="Look.").count()
left = list(Member.objects.filter(room=room).values_list("user__username", flat=True))
print(json.dumps({**how, "rooms": list(Room.objects.values_list("name", flat=True)), "members": sorted(left)}))
"""


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_it_works(database: str, databases: Databases, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": getattr(databases, database)(),
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", MEANWHILE],
        env=environment, cwd=django_settings.BASE_DIR, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "say": "ok", "close": "ok", "rooms": ["room"],
        "come": "ok", "ban": "ok", "members": ["ada", "cleo"],
        "send": "ok", "remove": "ok", "removed": 403, "files": 1,
    }  # fmt: skip
