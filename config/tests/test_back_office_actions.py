"""What a game master does on the pages of `/gm/` is done at the table: shown now, revealed, begun, copied, archived."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audio.models import Track
from config.testing.factories import make
from maps.formats import uvtt
from maps.models import Map
from maps.tests.conftest import picture
from rooms.models import Member, Message, Room
from scenes.models import Character, Encounter, Handout, Light, MapNote, PlacedMap, Scene, Token

pytestmark = pytest.mark.django_db


class Desk:
    """Ada at her back office; what she does, her table hears."""

    def __init__(self, client: Any, table: Any) -> None:
        self.client, self.table = client, table

    def act(self, model: Any, action: str, *rows: Any, **data: Any) -> str:
        """Runs a list's action on the rows. Returns what the page said."""
        chosen = {"action": action, "_selected_action": [str(getattr(row, "pk", row)) for row in rows], **data}
        address = reverse(f"gm:{model._meta.app_label}_{model._meta.model_name}_changelist")
        answer = self.client.post(address, chosen, format="multipart")
        assert answer.status_code == 302, answer.status_code
        self.table.deliver()
        return " ".join(str(message) for message in get_messages(answer.wsgi_request))

    def save(self, model: Any, pk: Any = None, **fields: Any) -> Any:
        """Fills in the page of one thing, or the one that adds one, and saves it."""
        name = f"gm:{model._meta.app_label}_{model._meta.model_name}"
        address = reverse(f"{name}_change", args=[pk]) if pk else reverse(f"{name}_add")
        form = self.client.get(address).context["adminform"].form
        values = {field: form[field].value() for field in form.fields}
        given = {name: value for name, value in values.items() if value is not None and value is not False}
        sent = {name: value for name, value in {**given, **fields}.items() if value is not False}
        answer = self.client.post(address, {"_save": "1", **sent}, format="multipart")
        self.table.deliver()
        return answer


@pytest.fixture
def desk(table: Any, ada: Any, as_: Any) -> Desk:
    return Desk(as_(ada), table)


def test_scenes_are_shown_copied_and_fought_in(desk: Desk, table: Any, ben: Any) -> None:
    other = table.things["other_scene"]
    assert "1 scene was put on the table" in desk.act(Scene, "show_now", other)
    assert table.seat(ben).things("scene")[0]["id"] == other
    count = Scene.objects.count()
    assert "copied" in desk.act(Scene, "duplicate", other)
    assert Scene.objects.count() == count + 1
    Encounter.objects.all().delete()
    assert "1 fight has begun" in desk.act(Scene, "begin_fight", table.things["scene"])
    assert Encounter.objects.get().combatants.count() == Token.objects.filter(scene=table.things["scene"]).count()
    # There is one already: refused, in the words of the table.
    assert "There is a fight in this scene already." in desk.act(Scene, "begin_fight", table.things["scene"])
    assert "Done in 1 fight" in desk.act(Encounter, "next_turn", Encounter.objects.get())
    table.lead.sit_down()
    table.is_level()


def test_what_was_hidden_is_revealed(desk: Desk, table: Any, ben: Any, ada: Any) -> None:
    token = table.things["hidden_token"]
    assert token not in table.seat(ben).state["things"]["token"]
    assert "shown" in desk.act(Token, "reveal", token, back_to=token)
    assert token in table.seat(ben).state["things"]["token"]
    desk.act(Token, "hide", token)
    assert token not in table.seat(ben).state["things"]["token"]
    note = table.thing("note")
    desk.act(MapNote, "reveal", note)
    assert note in table.seat(ben).state["things"]["map_note"]
    handout: Any = make(Handout, owner=ada, canary=table.room.name)
    Handout.objects.filter(pk=handout.pk).update(room=table.room)
    table.seat(ben).sit_down()
    desk.act(Handout, "reveal", handout)
    assert str(handout.pk) in table.seat(ben).state["things"]["handout"]
    table.seat(ben).is_level()


def test_many_are_changed_at_once(desk: Desk, table: Any, ben: Any) -> None:
    tokens = [table.things["token"], table.things["hidden_token"]]
    asked = desk.client.post(
        reverse("gm:scenes_token_changelist"),
        {"action": "change_several", "_selected_action": tokens},
        format="multipart",
    )
    assert asked.status_code == 200 and "disposition" in asked.content.decode()
    told = desk.act(Token, "change_several", *tokens, post="yes", disposition="ally", hidden="0", size="")
    assert "2 were changed" in told
    shown = table.seat(ben).state["things"]["token"]
    assert {shown[token]["disposition"] for token in tokens} == {"ally"}
    told = desk.act(Token, "change_several", *tokens, post="yes", size="99")
    assert "was changed" not in told and told, "out of bounds: said so, and nothing was done"
    table.is_level()


def test_members_are_looked_after(desk: Desk, table: Any, ben: Any, ada: Any) -> None:
    member = table.things["member"]
    page = desk.client.get(reverse("gm:rooms_member_changelist")).content.decode()
    assert "Ben" in page and ben.email not in page
    assert "1 member is muted" in desk.act(Member, "mute", member)
    assert Member.objects.get(pk=member).muted
    own = Member.objects.get(room=table.room, user=ada)
    assert "you may" in desk.act(Member, "ban", own).lower(), "nobody bans the owner"
    assert "1 member was banned" in desk.act(Member, "ban", member)
    assert "ben" not in table.seats
    made = desk.client.post(
        reverse("gm:rooms_invite_add"),
        {"room": str(table.room.pk), "role": "player", "lasts": "86400", "max_uses": "3"}, format="multipart",
    )  # fmt: skip
    told = " ".join(str(message) for message in get_messages(made.wsgi_request))
    assert made.status_code == 302 and "/join/" in told


def test_an_archived_room_refuses_in_words(desk: Desk, table: Any) -> None:
    assert "1 room is archived" in desk.act(Room, "archive", table.room)
    scene = table.things["scene"]
    assert "This room is archived" in desk.act(Scene, "duplicate", scene)
    answer = desk.save(Scene, scene, name="Never")
    assert answer.status_code == 200 and "This room is archived" in answer.content.decode()
    assert "This room is archived" in answer.content.decode() and Scene.objects.get(pk=scene).name != "Never"
    deleted = desk.client.post(reverse("gm:scenes_scene_delete", args=[scene]), {"post": "yes"}, format="multipart")
    assert deleted.status_code == 302 and Scene.objects.filter(pk=scene).exists()
    assert "open again" in desk.act(Room, "open_again", table.room)


def test_an_evening_is_prepared_there(desk: Desk, table: Any, ada: Any, ben: Any) -> None:
    room = str(table.room.pk)
    assert desk.save(Scene, room=room, name="The Harbour", grid_size="50", grid_size_y="50").status_code == 302
    scene = Scene.objects.get(name="The Harbour")
    assert scene.grid_size == 50
    entry: Any = make(Map, owner=ada, canary="quay")
    assert desk.save(PlacedMap, scene=str(scene.pk), map=str(entry.pk), hidden=False).status_code == 302
    placed = PlacedMap.objects.get(scene=scene)
    assert desk.save(PlacedMap, placed.pk, opacity="0.5").status_code == 302
    assert desk.save(Token, scene=str(scene.pk), name="Smuggler", x="125", y="75").status_code == 302
    token = Token.objects.get(name="Smuggler")
    assert desk.save(Token, token.pk, x="150", gm_notes="has the key").status_code == 302
    token.refresh_from_db()
    assert (token.x, token.gm_notes) == (150, "has the key")
    assert desk.save(Light, scene=str(scene.pk), x="10", y="10", bright="20", dim="40").status_code == 302
    assert desk.save(Character, room=room, name="Mira", attributes='{"hp": 9, "hp_max": 12}').status_code == 302
    mira = Character.objects.get(name="Mira")
    assert desk.save(Character, mira.pk, attributes='{"hp": 7}', owner=str(ben.pk)).status_code == 302
    mira.refresh_from_db()
    assert (mira.attributes, mira.owner) == ({"hp": 7}, ben)
    desk.act(Scene, "show_now", scene)
    assert [one["name"] for one in table.seat(ben).things("token")] == ["Smuggler"]
    table.lead.sit_down()
    table.is_level()


def test_things_are_taken_home(desk: Desk, table: Any, ada: Any) -> None:
    exported = desk.client.post(
        reverse("gm:scenes_scene_changelist"),
        {"action": "take_archive", "_selected_action": table.things["scene"]}, format="multipart",
    )  # fmt: skip
    assert exported.url == f"/api/v1/scenes/{table.things['scene']}/export?format=zip"
    file = SimpleUploadedFile("Crypt.png", picture(), "image/png")
    made = desk.client.post("/api/v1/maps", {"file": file}, format="multipart").json()["data"]
    walls = {"walls": [[70, 70, 140, 70]], "object_walls": [], "doors": [], "lights": []}
    Map.objects.filter(pk=made["id"]).update(structure=walls, cell_width=70, cell_height=70)
    page = desk.client.get(reverse("gm:maps_map_change", args=[made["id"]])).content.decode()
    assert "M70 70L140 70" in page and "gm-grid" in page
    sent = desk.client.get(reverse("gm:maps_map_uvtt", args=[made["id"]]))
    parsed = uvtt.parse(b"".join(sent.streaming_content), picture=False)
    assert len(parsed.structure()["walls"]) == 1 and "crypt.uvtt" in sent.headers["Content-Disposition"]


def test_words_are_pinned_and_taken_out(desk: Desk, table: Any, ben: Any) -> None:
    message = table.thing("message")
    desk.act(Message, "pin", message)
    assert Message.objects.get(pk=message).pinned
    gone = desk.client.post(reverse("gm:rooms_message_delete", args=[message]), {"post": "yes"}, format="multipart")
    assert gone.status_code == 302 and Message.objects.get(pk=message).text == ""
    table.deliver()
    table.is_level()


@pytest.mark.parametrize("model", [Token, Track, Member], ids=["tokens", "sounds", "members"])
def test_a_list_asks_as_much_for_many_rows_as_for_few(desk: Desk, table: Any, ada: Any, model: Any) -> None:
    address = reverse(f"gm:{model._meta.app_label}_{model._meta.model_name}_changelist")
    counts = []
    for more in (2, 18):
        for number in range(more):
            _one_more(model, ada, table.room, f"{more}-{number}")
        desk.client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert desk.client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[1] <= counts[0], counts


def _one_more(model: Any, owner: Any, room: Any, name: str) -> None:
    if model is Member:
        from config.testing.cast import person

        room.admit(person(f"guest{name}"), role="player")
    else:
        make(model, owner=owner, canary=name)
