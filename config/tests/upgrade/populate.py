"""One of everything, as a table that has been played at holds it. Run in a process of its own on a migrated database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


def main() -> None:
    import django

    django.setup()

    from django.apps import apps
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    import scenes.testing  # noqa: F401  furnishes tables
    from accounts import tickets, tokens
    from accounts.models import User
    from config.jobs.models import JobRun, PeriodicJob
    from config.testing.cast import person
    from config.testing.factories import FACTORIES, make
    from maps.models import Map
    from maps.tasks import prepare_map
    from rooms.live.testing import Table
    from rooms.models import Presence

    ada, ben = person("ada", is_game_master=True), person("ben")
    dana = person("dana", is_game_master=True, is_staff=True, bio="Ünïcode, “quotes” and 🎲", theme="light")
    guest = User.objects.create_guest("Mira")
    table = Table(ada, description="Every second Friday")
    table.seat(ben)
    table.seat(dana, role="game_master")
    table.seat(guest, role="spectator")
    for number in range(60):
        table.seat(ben).does(
            "chat.say", text=f"Line {number}: “water”, and under it\nsomething that counts 🎲", client_id=str(number)
        )
    table.lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    table.seat(ben).does("token.move", token=table.things["token"], x=420.5, y=-35.25, rotation=90.0)
    table.lead.does("token.update", token=table.things["token"], version=1, name="Mira the Bold")
    table.lead.does("scene.update", scene=table.things["scene"], grid={"type": "hex_flat_even", "opacity": 0.5})
    talk(table, ben, dana)
    explore(table, ben)
    for label in FACTORIES:
        make(apps.get_model(label), owner=dana, canary="Dana's")
    Map.objects.update(structure={"walls": [[0, 0, 70, 70]], "doors": [], "lights": []}, report={"walls_outside": 1})
    tokens.issue(ada)
    tickets.issue(ben, room=table.room.pk)
    session = SessionStore()
    session["displays"] = ["a"]
    session.save()
    prepare_map.enqueue(owner=ada.pk, incoming=str(ada.pk), folder=None, filename="Cave.png")
    JobRun.objects.create(owner=ada.pk, name="maps.tasks.prepare_map", state="done", result={"map": "x"}, progress=1.0)
    PeriodicJob.objects.create(name="accounts.tasks.forget_the_old", due_at=timezone.now())
    Presence.objects.create(room=table.room, user=ben, process="a", expires_at=timezone.now() + timedelta(seconds=20))
    table.is_level()


def talk(table: Any, ben: Any, dana: Any) -> None:
    """What an evening leaves beside plain words: whispers, rolls, signs, changes, traces, sessions, people at the door."""
    from django.utils import timezone

    from config.testing.cast import person
    from rooms.doorstep import join_public
    from rooms.models import GameSession

    lead, seat = table.lead, table.seat(ben)
    first = seat.does("chat.say", text="**Water**, @Ada: [[2d6+1]] and [[/r 1d20]]", salt="ünïque").made[0]
    for command, data in (
        ("chat.say", {"text": "/w Ada I have the key"}),
        ("chat.say", {"text": "Where from?", "reply_to": str(first.pk)}),
        ("chat.say", {"text": "/me waves"}),
        ("dice.roll", {"formula": "4d6kh3 # Strength"}),
        ("dice.roll", {"formula": "1d20", "visibility": "gm"}),
        ("dice.roll", {"formula": "1d20", "visibility": "self"}),
        ("chat.react", {"message": str(first.pk), "emoji": "🎲"}),
    ):
        seat.does(command, **data)
    edited, gone = (seat.does("chat.say", text=text).made[0] for text in ("A typo", "Said too much"))
    seat.does("chat.edit", message=str(edited.pk), text="No typo")
    seat.does("chat.delete", message=str(gone.pk))
    lead.does("chat.pin", message=str(first.pk), pinned=True)
    lead.does("token.hide", token=table.things["token"], hidden=True)
    lead.does("history.undo")
    begins = (timezone.now() + timedelta(days=7)).isoformat()
    lead.does("session.schedule", title="The third stair", starts_at=begins, minutes=200)
    planned = GameSession.objects.get(room=table.room, title="The third stair")
    seat.does("session.answer", session=str(planned.pk), answer="maybe")
    lead.does("session.start", session=str(planned.pk))
    lead.does("session.end", session=str(planned.pk))
    lead.does("room.update", is_public=True, waiting_room=True)
    join_public(table.room, person("emil"))
    lead.does("room.update", is_public=False, waiting_room=False)


def explore(table: Any, ben: Any) -> None:
    """What an evening leaves on the map: a place explored through a door and in part forgotten, a fight that was taken
    back in part, things that have one of their kind only on the table of a test.
    """
    from scenes.models.scene import sight_changed
    from scenes.tests.dungeon import dig

    sight_changed.clear()  # the table's kit explores after each command: a thread that does so too would come between
    lead, seat = table.lead, table.seat(ben)
    dungeon = dig(table, ben, vision="own")
    seat.does("token.move", token=dungeon.mira, x=640.0, y=350.0, path=[[490.0, 280.0], [640.0, 350.0]])
    seat.does("door.open", door=str(dungeon.door.pk), open=True)
    seat.does("token.move", token=dungeon.mira, x=840.0, y=350.0)
    encounter = table.things["encounter"]
    lead.does("encounter.bulk", encounter=encounter, count=2, name="Goblin", hp="2d6", initiative="+2", show=True)
    lead.does("encounter.next", encounter=encounter)
    lead.does("combatant.hurt", combatant=table.things["combatant"], change=-4)
    lead.does("combatant.condition", combatant=table.things["combatant"], name="stunned", rounds=2)
    lead.does("history.undo")
    lead.does("handout.share", handout=table.thing("handout"), shared="named", readers=[str(ben.pk)])
    lead.does("map.place", scene=table.things["other_scene"], map=table.things["map"], hidden=True)
    lead.does("token.create", scene=table.things["scene"], character=table.thing("character"), x=70.0, y=70.0)


if __name__ == "__main__":
    main()
