"""Each filter in turn is made to let everything through, and the secret it holds back is seen: none is idle, and none is
missing from the list in `scenes/sight/README.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from config.api.errors import Problem
from rooms.live.event import EVENTS
from rooms.live.projecting import views_of
from rooms.viewer import OPEN, Viewer, own_sight
from scenes import explored, pictures, sight
from scenes.events import doors, tokens
from scenes.models import Area, Combatant, Drawing, Emitter, MapNote, Scene, Token
from scenes.projections import emitters as sound_views
from scenes.projections import encounters as fight_views
from scenes.projections import tokens as token_views
from scenes.projections import walls as wall_views
from scenes.sight import seen
from scenes.tests.dungeon import Dungeon, dig
from scenes.vision.hearing import Arrival

pytestmark = pytest.mark.django_db

SOMEBODY = UUID(int=1)
README = (Path(__file__).parents[1] / "sight" / "README.md").read_text()


class Play:
    """What Ben is told, by one way or another."""

    def __init__(self, table: Any, dungeon: Dungeon, ben: Any, client: Any) -> None:
        self.table, self.dungeon, self.ben, self.client = table, dungeon, ben, client

    def view(self, row: Any) -> str:
        """What an entry about the row would tell the players."""
        row.refresh_from_db()
        found = views_of(self.table.room, [row])
        return json.dumps([views[OPEN] for views in found.values() if OPEN in views], default=str)

    def named(self, name: str, model: Any) -> str:
        return self.view(model.objects.get(pk=self.table.things[name]))

    def does(self, type: str, **data: Any) -> str:
        """What Ben's page holds once he has tried that; afterwards all is as before."""
        seat = self.table.seat(self.ben)
        with transaction.atomic():
            with suppress(Problem):
                seat.does(type, **data)
            seat.sit_down()
            held = json.dumps(seat.state)
            transaction.set_rollback(True)
        sight.forget()
        seat.sit_down()
        self.table.delivered = min(self.table.delivered, seat.told)
        return held

    def drags(self) -> str:
        """Who hears of the goblin's drag to behind the wall, from before Mira's eyes."""
        event = EVENTS["token.drag"]
        goblin = Token.objects.select_related("scene").get(pk=self.dungeon.goblin.pk)
        data = event.Input(token=goblin.pk, x=910.0, y=420.0)
        return str(event(self.table.lead.viewer, data).hearers(goblin, frozenset({"gm", OPEN})))

    def gets(self, address: str) -> str:
        self.client.force_login(self.ben)
        return f"{self.client.get(address).status_code}"


def always(name: str, value: Any) -> Callable[[Any, pytest.MonkeyPatch], None]:
    """The field `name` of a model says `value` of every row, whatever is stored."""
    return lambda model, patch: patch.setattr(model, name, property(lambda row: value, lambda row, new: None))


def replaced(owner: Any, name: str, by: Any) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(owner, name, by)


def all_seen(one: Any, x: Any, y: Any, reach: Any = 0.0) -> Any:
    return True


# The filter, how it is made to let everything through, what Ben tries, and the secret that he is told then.
CASES: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Callable[[Play], str], str]] = {
    "in view": (
        replaced(seen.Seen, "spots", all_seen),
        lambda play: play.view(play.dungeon.goblin) + play.view(play.dungeon.fire),
        "Goblin-behind-the-door",
    ),
    "covered by hand": (
        replaced(seen, "without", lambda area, hidden: area),
        lambda play: play.view(play.dungeon.lurker),
        "Lurker-in-the-fog",
    ),
    "explored": (
        replaced(seen.Seen, "box", lambda *_: True),
        lambda play: play.named("far_note", MapNote),
        "Note-in-the-east",
    ),
    "hidden": (
        lambda patch: always("hidden", False)(Token, patch),
        lambda play: play.named("hidden_token", Token),
        "CANARY:token:hidden",
    ),
    "on the table": (
        lambda patch: always("active", True)(Scene, patch),
        lambda play: play.named("other_scene", Scene),
        "CANARY:scene:unshown",
    ),
    "who leads": (
        lambda patch: patch.setattr(Viewer, "leads", property(lambda viewer: True)),
        lambda play: play.named("token", Token),
        "CANARY:token:gm_notes",
    ),
    "public name": (
        lambda patch: always("show_name", True)(Token, patch),
        lambda play: play.named("nameless", Token),
        "The-true-name",
    ),
    "bars": (
        replaced(token_views, "shown", lambda bars, to: list(bars)),
        lambda play: play.named("nameless", Token),
        "4711",
    ),
    "in the order": (
        replaced(fight_views, "in_the_order", lambda viewer, one: True),
        lambda play: play.named("fighter", Combatant),
        "Goblin-behind-the-door",
    ),
    "secret doors": (
        replaced(wall_views, "is_shown", lambda viewer, wall: True),
        lambda play: play.view(play.dungeon.secret_door),
        "x1",
    ),
    "revealed": (
        lambda patch: always("revealed", True)(Area, patch),
        lambda play: play.named("hidden_area", Area),
        "CANARY:area:unrevealed",
    ),
    "hidden drawings": (
        lambda patch: always("hidden", False)(Drawing, patch),
        lambda play: play.named("hidden_drawing", Drawing),
        "CANARY:drawing:hidden",
    ),
    "shared": (
        lambda patch: always("shared", "all")(MapNote, patch),
        lambda play: play.named("hidden_note", MapNote),
        "CANARY:map_note:unshared",
    ),
    "walls stop": (
        replaced(tokens, "walk", lambda who, token, path: [(token.x, token.y), *path]),
        lambda play: play.does("token.move", token=play.dungeon.mira, x=770.0, y=350.0),
        "Goblin-behind-the-door",
    ),
    "doors in reach": (
        replaced(doors, "require_at", lambda who, door: None),
        lambda play: play.does("door.open", door=str(play.dungeon.door.pk), open=True),
        "Goblin-behind-the-door",
    ),
    "drags": (
        replaced(tokens, "dragging", lambda who, token, path, keys: keys),
        lambda play: play.drags(),
        "open",
    ),
    "in earshot": (
        replaced(sound_views, "heard_by", lambda viewer, emitter: Arrival(1.0, 0.0, 0.0)),
        lambda play: play.named("emitter", Emitter),
        "CANARY:emitter:unheard",
    ),
    "whose eyes": (
        replaced(explored, "through", lambda asker, eyes, scene: Viewer.audience(asker.room, own_sight(SOMEBODY))),
        lambda play: play.gets(f"/api/v1/scenes/{play.dungeon.scene}/explored/gm"),
        "200",
    ),
    "whole pictures": (
        replaced(pictures, "_whole", lambda viewer, placed: True),
        lambda play: play.gets(f"/api/v1/scenes/{play.dungeon.scene}/maps/{play.table.things['placed_map']}/picture"),
        "200",
    ),
}


def test_it_works(table: Any, ben: Any, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dungeon = dig(table, ben)
    lead, scene = table.lead, dungeon.scene
    hit_points = [{"name": "HP", "value": 4711.0, "max": 5000.0, "show": "none"}]
    nameless = {"name": "The-true-name", "x": 420.0, "y": 350.0, "bars": hit_points, "show_name": False}
    table.things["nameless"] = str(lead.does("token.create", scene=scene, **nameless).made[0].pk)
    note = {"title": "Note-in-the-east", "x": 1190.0, "y": 350.0, "shared": "all"}
    table.things["far_note"] = str(lead.does("note.create", scene=scene, **note).made[0].pk)
    joins = {"encounter": table.things["encounter"], "combatants": [{"token": str(dungeon.goblin.pk)}]}
    table.things["fighter"] = str(lead.does("encounter.add", **joins).made[0].pk)
    table.thing("emitter")
    play = Play(table, dungeon, ben, client)
    idle, leaks = [], []
    for name, (let_through, tries, secret) in CASES.items():
        sight.forget()
        if secret in tries(play):
            leaks.append(name)
        sight.forget()
        with monkeypatch.context() as patch:
            let_through(patch)
            if secret not in tries(play):
                idle.append(name)
    sight.forget()
    assert (leaks, idle) == ([], [])


def test_the_list_names_each() -> None:
    listed = re.findall(r"^\| \*\*([^*]+)\*\* \|", README, re.MULTILINE)
    assert sorted(listed) == sorted(CASES)
