"""Notifications: kept, listed, marked read, and nobody else's."""

from __future__ import annotations

import pytest

from accounts.inbox import notify
from accounts.models import Notification

URL = "/api/v1/notifications"


def test_it_works(as_, ada):
    note = notify(ada, "accounts.welcome", name="Ada", link="/rooms/")
    answer = as_(ada).get(URL).json()
    assert answer["meta"]["pagination"]["total"] == 1
    (item,) = answer["data"]
    assert item["text"] == "Welcome, Ada. Open a room, or join one with a link."
    assert (item["id"], item["link"], item["read"]) == (str(note.pk), "/rooms/", False)


def test_marking_one_and_all(as_, ada):
    first, _second, _third = (notify(ada, "accounts.password_changed") for _ in range(3))
    client = as_(ada)
    assert client.post(f"{URL}/{first.pk}/read").json()["data"]["read"] is True
    assert client.get(f"{URL}?unread=1").json()["meta"]["pagination"]["total"] == 2
    assert client.post(f"{URL}/read-all").json()["data"] == {"read": 2}
    assert client.get(f"{URL}?unread=1").json()["data"] == []


def test_nobody_elses(as_, ada, ben):
    note = notify(ada, "accounts.password_changed")
    assert as_(ben).get(URL).json()["data"] == []
    assert as_(ben).post(f"{URL}/{note.pk}/read").status_code == 404
    as_(ben).post(f"{URL}/read-all")
    assert Notification.objects.get().read_at is None


def test_words_without_their_details_are_a_fault_of_the_sender(ada):
    with pytest.raises(KeyError):
        notify(ada, "accounts.welcome")
    assert not Notification.objects.exists()
