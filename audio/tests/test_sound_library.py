"""Ada's sounds lie in folders, have tags and favourites, are found, sorted, changed and deleted, one or many at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts import hooks
from accounts.models import StoredFile, User
from audio import leaving, usages
from audio.models import Favourite, SoundFolder, Track, TrackUpload
from audio.testing import a_track
from audio.tests.conftest import case, upload, uploaded
from config.jobs.worker import run_pending

JSON = "application/json"
API = "/api/v1"


def names(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{API}/tracks?{query}")
    assert answer.status_code == 200, answer.content
    return [one["name"] for one in answer.json()["data"]]


def shelf(client: Client, name: str, parent: str | None = None) -> str:
    made = client.post(f"{API}/sound-folders", {"name": name, "parent": parent}, JSON)
    assert made.status_code == 201, made.content
    return str(made.json()["data"]["id"])


def test_they_are_found_and_paged(
    as_ada: Client, as_cleo: Client, ada: User, cleo: User, django_assert_num_queries: Any
) -> None:
    weather = SoundFolder.objects.create(owner=ada, name="Weather")
    for name, more in (
        ("Rain", {"kind": "loop", "duration": 30.0, "folder": weather, "tags": ["Wet", "outside"]}),
        ("Thunder", {"kind": "one_shot", "duration": 3.0, "folder": weather, "tags": ["wet"]}),
        ("Tavern", {"kind": "music", "duration": 90.0}),
        ("tavern", {"kind": "music", "duration": 3.0}),
    ):
        a_track(ada, name, **more)  # type: ignore[arg-type]
    Track.objects.filter(name="Tavern").update(artist="The Rainmakers")
    a_track(cleo, "Rain of another")

    assert sorted(names(as_ada)) == ["Rain", "Tavern", "Thunder", "tavern"]
    assert set(names(as_ada, "q=rain")) == {"Rain", "Tavern"}
    assert set(names(as_ada, "q=OUT")) == {"Rain"}
    assert set(names(as_ada, "tag=wet")) == {"Rain", "Thunder"}
    assert names(as_ada, "tag=wet&kind=loop") == ["Rain"]
    assert set(names(as_ada, f"folder={weather.pk}")) == {"Rain", "Thunder"}
    assert set(names(as_ada, "folder=top")) == {"Tavern", "tavern"}
    assert as_cleo.get(f"{API}/tracks?folder={weather.pk}").status_code == 404
    assert [one["tag"] for one in as_ada.get(f"{API}/tracks/tags").json()["data"]] == ["outside", "Wet", "wet"]

    rain = Track.objects.get(name="Rain")
    favourite = f"{API}/tracks/{rain.pk}/favourite"
    assert [as_ada.put(favourite).status_code for _ in range(2)] == [204, 204]
    assert as_cleo.put(favourite).status_code == 404
    assert names(as_ada, "favourite=1") == ["Rain"] and names(as_cleo, "favourite=1") == []
    assert as_ada.get(f"{API}/tracks/{rain.pk}").json()["data"]["favourite"] is True
    assert as_ada.delete(favourite).status_code == 204 and not Favourite.objects.exists()

    for order in ("name", "-name", "new", "duration"):
        seen: list[str] = []
        after = ""
        while after is not None:
            answer = as_ada.get(f"{API}/tracks?order={order}&limit=2&after={after}").json()
            seen += [one["name"] for one in answer["data"]]
            after = answer["meta"]["cursor"]["after"]
            if len(seen) == 2:
                a_track(ada, "AA came meanwhile", duration=0.1)
        assert seen == [name for name in names(as_ada, f"order={order}") if name in seen] and len(seen) >= 4
        Track.objects.filter(name="AA came meanwhile").delete()
    for after in ("x", "W10=", "WyJhIl0=", "WzEsIDJd", "bnVsbA=="):
        assert as_ada.get(f"{API}/tracks?order=new&after={after}").status_code == 400, after
    assert len(names(as_ada, "page=2&per_page=3")) == 1
    # Session, person, the sounds, and how each is used: by tables, playlists, pads, rooms it is shared with …
    with django_assert_num_queries(8):
        names(as_ada)


def test_they_are_changed_and_deleted(
    as_ada: Client, as_cleo: Client, ada: User, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:  # fmt: skip
    storms = shelf(as_ada, "Storms", shelf(as_ada, "Weather loops"))
    first, second = uploaded(as_ada, folder=storms), uploaded(as_ada, "composer.ogg")
    assert first["kind"] == "one_shot"
    change = {"name": " Gale ", "kind": "loop", "tags": ["b", "A", "a"], "folder": None, "artist": "Me  too"}
    changed = as_ada.patch(f"{API}/tracks/{first['id']}", change, JSON).json()["data"]
    told = {"name": "Gale", "kind": "loop", "tags": ["A", "b"], "folder": None, "artist": "Me too"}
    assert {key: changed[key] for key in told} == told
    for wrong in ({"kind": "song"}, {"name": " "}, {"tags": ["x"] * 21}, {"owner": 1}, {"folder": "top"}):
        assert as_ada.patch(f"{API}/tracks/{first['id']}", wrong, JSON).status_code == 400, wrong
    both = [first["id"], second["id"]]
    bulk = {
        "ids": both,
        "folder": storms,
        "add": ["wind"],
        "remove": ["A"],
        "kind": "music",
        "names": {both[0]: "Squall"},
    }
    assert as_ada.post(f"{API}/tracks/bulk", bulk, JSON).json()["data"] == {"tracks": 2, "uses": 0}
    assert {(one.name, one.kind, tuple(one.tags)) for one in Track.objects.all()} == {
        ("Squall", "music", ("b", "wind")),
        ("composer", "music", ("wind",)),
    }
    assert as_cleo.post(f"{API}/tracks/bulk", {"ids": both, "delete": True}, JSON).status_code == 404
    [(_, tree)] = as_ada.get(f"{API}/audio/list").json()["data"]["loop"].items()
    assert [(one["name"], one["type"], one["randomize"]) for one in tree] == [
        ("Squall", "music", False), ("composer", "music", False),
    ]  # fmt: skip
    assert tree[0]["path"] == "Weather loops/Storms/Squall" and as_ada.get(tree[0]["url"]).status_code == 200

    assert as_ada.get(f"{API}/tracks/{both[0]}/usage").json()["data"] == {"uses": 0, "rooms": []}
    outer = SoundFolder.objects.get(name="Weather loops").pk
    with django_capture_on_commit_callbacks(execute=True):
        gone = as_ada.delete(f"{API}/sound-folders/{outer}").json()["data"]
    assert gone == {"id": str(outer), "tracks": 2, "uses": 0}
    assert left_behind() == []
    ada.refresh_from_db()
    assert (ada.storage_used, StoredFile.objects.count()) == (0, 0)


def test_the_quota_ends_it_and_nothing_is_left(as_ada: Client, ada: User, left_behind: Callable[[], list[str]]) -> None:
    User.objects.filter(pk=ada.pk).update(storage_quota=20_000)
    uploaded(as_ada)
    kept = left_behind()
    refused = upload(as_ada, case("flac1sMono.flac"))
    assert (refused.status_code, refused.json()["success"]) == (507, False)
    announced = as_ada.post(f"{API}/tracks/uploads", {"name": "a.flac", "size": 19_000}, JSON)
    assert (announced.status_code, left_behind()) == (507, kept)
    assert as_ada.post(f"{API}/tracks/uploads", {"name": "a.flac", "size": 201 << 20}, JSON).status_code == 413
    # The MP3 of it does not fit: it stays as it came, measured.
    made = uploaded(as_ada, "8khz_5s.opus")
    run_pending()
    told = as_ada.get(f"{API}/tracks/{made['id']}").json()["data"]
    assert (told["measuring"], told["twin"]) == ("failed", False)


def test_large_ones_come_in_pieces(
    as_ada: Client, as_cleo: Client, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    content = case("cbr.mp3")
    announced = {"name": "Wind [loop].mp3", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    id = as_ada.post(f"{API}/tracks/uploads", {**announced, "kind": "music"}, JSON).json()["data"]["id"]

    def send(client: Client, start: int, end: int) -> Any:
        headers = {"Upload-Offset": str(start)}
        place = f"{API}/tracks/uploads/{id}"
        return client.patch(place, content[start:end], "application/offset+octet-stream", headers=headers)

    assert send(as_ada, 0, 5000).json()["data"]["offset"] == 5000
    assert send(as_cleo, 5000, 6000).status_code == 404
    assert [one["offset"] for one in as_ada.get(f"{API}/tracks/uploads").json()["data"]] == [5000]
    last = send(as_ada, 5000, len(content))
    with django_capture_on_commit_callbacks(execute=True):
        run_pending()
    told = as_ada.get(f"{API}/jobs/{last.json()['data']['job']}").json()["data"]
    made = as_ada.get(f"{API}/tracks/{told['result']['track']}").json()["data"]
    assert (made["name"], made["kind"], made["measuring"]) == ("Wind [loop]", "music", "done")
    assert not TrackUpload.objects.exists() and len(left_behind()) == 1


def test_a_person_takes_their_sounds_along(as_ada: Client, ada: User, left_behind: Callable[[], list[str]], monkeypatch: Any, django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    silenced: list[Any] = []
    monkeypatch.setattr(usages, "leaving", [silenced.extend])
    made = uploaded(as_ada, folder=shelf(as_ada, "Dances"))
    as_ada.put(f"{API}/tracks/{made['id']}/favourite")
    told = hooks.own_data["sounds"](ada)
    assert (told["folders"], told["favourites"], told["tracks"][0]["title"]) == (
        ["Dances"], ["cbr"], "I Can Walk On Water I Can Fly",
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        leaving.farewell(ada)
    assert [str(id) for id in silenced] == [made["id"]]
    assert (left_behind(), SoundFolder.objects.count()) == ([], 0)
