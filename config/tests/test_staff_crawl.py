"""What staff may see and do, in pages and over the API, is nobody else's: not to look at, not to try."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.sites import admin_site
from config.api.description import described
from config.jobs.models import JobRun
from config.testing.cast import person
from config.testing.factories import make
from rooms.models import Report, Role

CANARY = "CANARY-of-ada"
PREFIX = "/api/v1/admin/"


@pytest.fixture
def things(ada: Any, ben: Any) -> dict[str, str]:
    """Something of Ada's of each kind that staff look after: {the name of an address's part: id}."""
    from rooms.models import Message, Room

    room = make(Room, owner=ada, canary=CANARY)
    room.admit(ben, role=Role.PLAYER)
    make(Message, owner=ada, canary=CANARY)
    report = Report.file(room, ada, about=ada, message=None, reason=CANARY)
    job = JobRun.objects.create(name="maps.tasks.import_map", owner=ada.pk, error=CANARY)
    ids = {"user_id": ada.pk, "room_id": room.pk, "report_id": report.pk, "job_id": job.pk}
    made: dict[Any, Any] = {Report: report, JobRun: job}
    for model in admin_site._registry:
        ids[model._meta.label_lower] = (made.get(model) or make(model, owner=ada, canary=CANARY)).pk
    return {name: str(pk) for name, pk in ids.items()}


def addresses(things: dict[str, str]) -> list[tuple[str, str]]:
    """(method, address) of the whole API of staff, and of every page of every model."""
    found = [
        (method, route.format(**things))
        for route, methods in described()["paths"].items()
        if route.startswith(PREFIX)
        for method in methods
    ]
    assert len(found) > 20
    for model in admin_site._registry:
        named = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pk = things[model._meta.label_lower]
        found += [(method, reverse(f"{named}_{page}")) for page in ("changelist", "add") for method in ("get", "post")]
        pages = [reverse(f"{named}_{page}", args=[pk]) for page in ("change", "delete", "history")]
        found += [(method, page) for page in pages for method in ("get", "post")]
    own = ("index", "search", "autocomplete", "check-up")
    found += [("get", reverse(f"admin:{name}")) for name in own]
    for name in ("admin:rooms_room_look", "admin:rooms_room_talk", "admin:rooms_report_decide"):
        found.append(("post", reverse(name, args=[things["rooms.report" if "report" in name else "room_id"]])))
    return found


@pytest.mark.django_db
def test_nobody_else_comes_in(as_: Any, ada: Any, ben: Any, cleo: Any, things: dict[str, str]) -> None:
    """Not the game master whose things they are, nor a player, a stranger, a guest, nor who lost the role; staff do."""
    former = person("former", is_staff=True)
    former.grant(is_staff=False)
    before = User.objects.count()
    for who in (ada, ben, cleo, User.objects.create_guest("Gus"), former, None):
        client, tries = as_(who), addresses(things)
        # Who asks is all that is asked: one of those who are signed in also tries to change things.
        for method, address in tries if who in (ada, None) else [pair for pair in tries if pair[0] == "get"][::3]:
            answer = getattr(client, method)(address, {} if method == "get" else {"reason": "Because I want to"})
            refused = (403, 404) if who else (401, 302)
            assert answer.status_code in refused, (who, method, address, answer.status_code)
            assert CANARY not in answer.content.decode(), (who, method, address)
    assert User.objects.count() == before + 1
    staff = as_(person("stan", is_staff=True))
    talk = f"{PREFIX}rooms/{things['room_id']}/messages"
    for method, address in addresses(things):
        if method == "get" and (address.startswith(PREFIX) or address.endswith("/change/")):
            expected = (404,) if address == talk else (200, 302)
            assert staff.get(address).status_code in expected, address
