"""Pictures of tokens and portraits: for whoever sees the token, under an address that tells nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import StoredFile
from config.api.errors import NotFound
from config.testing.cast import person
from scenes import token_pictures
from scenes.models import Token
from scenes.tests.dungeon import dig
from scenes.tests.test_token_changes import only


def upload(name: str = "secret lich.png") -> dict[str, Any]:
    content = BytesIO()
    Image.new("RGB", (40, 40), "red").save(content, "PNG")
    return {"file": SimpleUploadedFile(name, content.getvalue(), "image/png")}


def test_who_sees_the_token_sees_its_picture(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    stranger = person("stranger")
    his, token = table.seat(ben), table.things["token"]
    address = f"/api/v1/scenes/{table.things['scene']}/tokens/{token}/picture"
    assert as_(ben).post(address, upload(), format="multipart").status_code == 403
    assert as_(ada).get(address).status_code == 404
    answer = as_(ada).post(address, upload(), format="multipart")
    assert answer.status_code == 201
    table.deliver()
    shown = only(his, "token", token)["picture"]
    assert shown == answer.json()["data"]["picture"]
    served = as_(ben).get(shown)
    assert (served.status_code, served["Content-Type"]) == (200, "image/webp")
    file = StoredFile.objects.get(kind="token")
    told = str(served.headers) + shown
    assert not any(word in told for word in ("lich", file.sha256, file.key))
    assert as_(stranger).get(shown).status_code == 404
    assert as_(None).get(shown).status_code == 404
    table.lead.does("token.hide", token=token, hidden=True)
    assert as_(ben).get(shown).status_code == 404
    assert as_(ada).get(shown).status_code == 200
    assert as_(ada).delete(address).status_code == 204
    assert Token.objects.get(pk=token).picture is None
    table.lead.does("history.undo")
    assert as_(ada).get(shown).status_code == 200


def test_a_refusal_does_not_tell_whether_there_is_a_token(table: Any, ben: Any, as_: Any) -> None:
    """One that Ben saw once may have gone out of sight, been hidden or been deleted."""
    dungeon = dig(table, ben)
    asks = as_(ben)
    for token in (dungeon.goblin.pk, table.things["hidden_token"], uuid4()):
        address = f"/api/v1/scenes/{dungeon.scene}/tokens/{token}/picture"
        assert asks.post(address, upload(), format="multipart").status_code == 403
        assert asks.delete(address).status_code == 403
        assert asks.get(address).status_code == 404


def test_a_portrait_is_what_the_tokens_show(table: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> None:
    his, hers = table.seat(ben), table.seat(cleo)
    character = str(table.lead.does("character.create", name="Sir Alric", owner=str(ben.pk)).made[0].pk)
    place = {"scene": table.things["scene"], "x": 0.0, "y": 0.0}
    token = str(table.lead.does("token.create", character=character, **place).made[0].pk)
    address = f"/api/v1/rooms/{table.room.pk}/characters/{character}/portrait"
    assert as_(cleo).post(address, upload(), format="multipart").status_code == 404
    assert as_(ben).post(address, upload(), format="multipart").status_code == 201
    table.deliver()
    assert as_(cleo).get(only(hers, "token", token)["picture"]).status_code == 200
    portrait = only(his, "own_character", character)["portrait"]
    assert [as_(who).get(portrait).status_code for who in (ada, ben, cleo)] == [200, 200, 404]


def test_somebody_elses_file_is_not_taken(table: Any, ben: Any) -> None:
    theirs = {"sha256": "0" * 64, "size": 1, "content_type": "image/webp", "key": "token/none/x.webp"}
    of_ben = StoredFile.objects.create(owner=ben, kind="token", **theirs)
    a_map = StoredFile.objects.create(owner=table.lead.viewer.user, kind="map", **theirs)
    for file in (of_ben, a_map):
        with pytest.raises(NotFound):
            table.lead.does("token.picture", token=table.things["token"], picture=str(file.pk))


def test_what_nothing_shows_goes_after_a_week(table: Any) -> None:
    ada = table.lead.viewer.user
    files = [
        StoredFile.objects.create(
            owner=ada, kind="token", sha256="0" * 64, size=1, content_type="image/webp", key=f"token/none/{number}.webp"
        )
        for number in range(2)
    ]
    table.lead.does("token.picture", token=table.things["token"], picture=str(files[0].pk))
    assert token_pictures.sweep() == 0
    StoredFile.objects.filter(kind="token").update(created_at="2020-01-01T00:00:00Z")
    assert token_pictures.sweep() == 1
    assert list(StoredFile.objects.filter(kind="token")) == [files[0]]
