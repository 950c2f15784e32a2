"""What others see of a person, and that only one's own can be changed."""

from __future__ import annotations

import uuid

import pytest


def url(user) -> str:
    return f"/api/v1/users/{user.pk}/profile"


def test_it_works(as_, ada, ben):
    answer = as_(ben).get(url(ada))
    assert answer.json()["data"] == {
        "id": str(ada.pk),
        "display_name": "Ada",
        "bio": "",
        "avatar": None,
        "colour": ada.colour,
        "guest": False,
    }


def test_neither_address_nor_name_to_sign_in_with_is_told(as_, ada, ben):
    ada.display_name = "The lamp"
    ada.save()
    body = as_(ben).get(url(ada)).content.decode()
    assert ada.email not in body
    assert ada.username not in body


def test_putting_ones_own(as_, ada):
    answer = as_(ada).put(url(ada), {"display_name": "Ada L.", "bio": "Numbers."})
    assert answer.json()["data"]["display_name"] == "Ada L."


@pytest.mark.parametrize("role", ["ben", "staff"])
def test_nobody_changes_anothers(as_, ada, ben, role):
    ben.is_staff = role == "staff"
    ben.save()
    assert as_(ben).put(url(ada), {"display_name": "Fool"}).status_code == 403
    ada.refresh_from_db()
    assert ada.display_name == "Ada"


def test_absent_and_barred_people_are_not_found(as_, ada, ben):
    ben.bar()
    assert as_(ada).get(url(ben)).status_code == 404
    assert as_(ada).get(f"/api/v1/users/{uuid.uuid4()}/profile").status_code == 404
    assert as_().get(url(ada)).status_code == 401
