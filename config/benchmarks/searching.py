"""A room of 100,000 messages and what it costs to search it: `python -m config.benchmarks.searching MESSAGES ROUNDS`.

Works on the migrated, empty database that DATABASE_URL names and prints JSON: for each searcher and word the milliseconds
of each round, how many were found, and how many of the found were not the searcher's to read.
"""

from __future__ import annotations

import json
import random
import sys
from time import perf_counter
from typing import Any

import django

RARE, MIDDLING, COMMON, WHISPERED = "Acererak", "ritual", "water", "betrayal"
ASKED = {
    "rare": RARE,
    "middling": MIDDLING,
    "common": COMMON,
    "beginning": "wat",
    "quotation": f'"the {COMMON}"',
    "together": f"{COMMON} {MIDDLING}",
    "whispered": WHISPERED,
}
BATCH = 5_000


def fill(messages: int) -> tuple[dict[str, Any], dict[str, set[Any]]]:
    """The viewers Ada (leads) and Ben (plays), and which messages each of them may read, by what was put in.

    Six of ten messages are for all, two whispers to the game masters, two between Cleo and Dana alone.
    """
    from django.db import connection

    from accounts.models import User
    from rooms.models import Member, Message, Reader, Role, Room
    from rooms.viewer import Viewer

    dice = random.Random(1)
    vocabulary = ["".join(dice.choices("abcdefghiklmnoprstuvw", k=dice.randint(3, 9))) for _ in range(3_000)]
    people = [
        User.objects.create_user(name, "!", display_name=name.capitalize()) for name in ("ada", "ben", "cleo", "dana")
    ]
    ada, ben, cleo, dana = people
    room, other = Room.open_by(ada, name="The Long Evening"), Room.open_by(cleo, name="Next Door")
    for user in people[1:]:
        Member.objects.create(room=room, user=user, role=Role.PLAYER)
    may: dict[str, set[Any]] = {"ada": set(), "ben": set()}
    for start in range(0, messages, BATCH):
        batch, readers = [], []
        for seq in range(start + 1, min(start + BATCH, messages) + 1):
            audience = dice.choices(["all", "gm", "named"], [6, 2, 2])[0]
            author = dice.choice(people) if audience == "all" else cleo
            text = ["The", COMMON, *dice.choices(vocabulary, k=8)]
            text += [RARE] if seq % (messages // 5) == 7 else []
            text += [MIDDLING] if seq % 50 == 0 else []
            text += [WHISPERED] if audience == "named" else []
            one = Message(
                room=room, seq=seq, user=author, name=author.display_name, audience=audience, text=" ".join(text)
            )
            batch.append(one)
            readers += [
                Reader(message=one, user=user) for user in {"all": [], "gm": [cleo], "named": [cleo, dana]}[audience]
            ]
            for name, sees in (("ada", ("all", "gm")), ("ben", ("all",))):
                if audience in sees:
                    may[name].add(one.pk)
        batch += [
            Message(room=other, seq=seq, user=cleo, name="Cleo", text=f"The {COMMON} {RARE}")
            for seq in range(start // 5 + 1, (start + BATCH) // 5 + 1)
        ]
        Message.objects.bulk_create(batch)
        Reader.objects.bulk_create(readers)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE rooms_message, rooms_reader")  # what autovacuum does in its own time
    members = {member.user: member for member in Member.objects.filter(room=room).select_related("room", "user")}
    return {"ada": Viewer.of(room, members[ada]), "ben": Viewer.of(room, members[ben])}, may


def measure(messages: int, rounds: int) -> dict[str, Any]:
    from rooms.search import search

    started = perf_counter()
    viewers, may = fill(messages)
    figures: dict[str, Any] = {"filled_in": perf_counter() - started}
    for who, viewer in viewers.items():
        for name, query in ASKED.items():
            times, found = [], search(viewer, query, limit=30)
            for _round in range(rounds):
                begun = perf_counter()
                found = search(viewer, query, limit=30)
                times.append((perf_counter() - begun) * 1000)
            foreign = sum(message.pk not in may[who] for message in found.messages)
            figures[f"{who} {name}"] = {
                "ms": times,
                "found": found.count,
                "page": len(found.messages),
                "foreign": foreign,
            }
    return figures


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
