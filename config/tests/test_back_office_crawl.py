"""Ada leads her tables and plays at Dana's. In the back office she finds nothing of Dana's, under any address.

Walks over every model and every page that `/gm/` knows, so a new one is covered as soon as it is registered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.contrib.messages import get_messages
from django.db import models
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver, reverse

from accounts.sites import admin_site, gm_site
from config.testing import laid
from config.testing.cast import person
from config.testing.factories import make
from rooms.models import Role, Room

CANARY, OWN = "CANARY-of-dana", "own-of-ada"
MODELS = sorted(gm_site._registry, key=lambda model: model._meta.label)
Things = dict[type[models.Model], tuple[Any, Any]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(db: None) -> Any:
    """Another game master, at whose table Ada plays."""
    return laid.again("dana", lambda: person("dana", is_game_master=True))


@pytest.fixture
def things(ada: Any, dana: Any) -> Things:
    """{model: (Dana's, Ada's)}, with Ada playing in Dana's room."""

    def lay() -> Things:
        room: Any = make(Room, owner=dana, canary=CANARY)
        room.admit(ada, role=Role.PLAYER)
        return {model: (make(model, owner=dana, canary=CANARY), make(model, owner=ada, canary=OWN)) for model in MODELS}

    return laid.again("things of two game masters", lay)


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are made up and not written out: what is asked is what they were going to show."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def url(model: type[models.Model], page: str, *args: Any, site: str = "gm") -> str:
    return reverse(f"{site}:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def shows_nothing(response: Any, *, of: Any) -> None:
    where = response.request["PATH_INFO"]
    assert response.status_code in (200, 302, 400, 403, 404, 405), where
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert CANARY not in body.decode(errors="replace"), where
    assert str(of.pk) not in body.decode(errors="replace"), where
    assert CANARY not in response.headers.get("Location", ""), where
    told = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert CANARY not in told and str(of.pk) not in told, where


def listed(response: Any) -> Any:
    """The rows of a list, or none where it sends elsewhere or says no."""
    return response.context_data["cl"].queryset if response.status_code == 200 else ()


def test_there_is_something_to_walk_over() -> None:
    assert len(MODELS) > 30


def test_lists_show_ones_own(as_: Any, ada: Any, things: Things) -> None:
    client = as_(ada)
    for model, (hers, mine) in things.items():
        page = client.get(url(model, "changelist"))
        assert str(mine.pk) in page.content.decode(), model
        shows_nothing(page, of=hers)


def test_no_search_and_no_filter_finds_hers(as_: Any, ada: Any, things: Things, unwritten: None) -> None:
    client = as_(ada)
    for model, (hers, _mine) in things.items():
        asked = [{"q": "CANARY"}, {"o": "1"}, {"p": "1"}, {"all": ""}, {"e": "1"}, {"in_room": str(hers.pk)}]
        # Whose foreign keys may be named by a filter are hers too.
        asked += [{f"{field.name}__id__exact": field.value_from_object(hers) or ""} for field in related(model)]
        for words in asked:
            page = client.get(url(model, "changelist"), words)
            shows_nothing(page, of=hers)
            assert hers not in listed(page), (model, words)


def related(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def test_a_list_tells_by_no_lookup_whether_something_exists(
    as_: Any, ada: Any, things: Things, unwritten: None, rf: Any
) -> None:
    client, request = as_(ada), rf.get("/gm/")
    request.user = ada
    for model in things:
        page = gm_site._registry[model]
        names = [field.name for field in model._meta.fields]
        # What a page does not allow it refuses without asking the database; one of these goes the whole way.
        asked = [name for name in names if page.lookup_allowed(f"{name}__startswith", "C", request)]
        for name in [*asked, next(name for name in names if name not in asked)]:
            outcomes = set()
            for guess in (CANARY[:5], "nothing begins so"):
                response = client.get(url(model, "changelist"), {f"{name}__startswith": guess})
                went = getattr(response, "url", "").replace(guess.replace(" ", "+"), "")
                outcomes.add((response.status_code, went))
            assert len(outcomes) == 1, (model, name, outcomes)


def test_pages_of_her_things_are_not_there(as_: Any, ada: Any, things: Things, unwritten: None) -> None:
    client = as_(ada)
    for model, (hers, mine) in things.items():
        before = model._default_manager.filter(pk=hers.pk).values().get()
        for page in ("change", "delete", "history"):
            address = url(model, page, quote(hers.pk))
            for response in (client.get(address), client.post(address, {"post": "yes"}, format="multipart")):
                assert response.status_code in (403, 404), address
                shows_nothing(response, of=hers)
            assert client.get(url(model, page, quote(mine.pk))).status_code in (200, 403)
        assert model._default_manager.filter(pk=hers.pk).values().get() == before, model


DJANGOS = ("_change", "_delete", "_history", "_changelist", "_add")


def own_pages(patterns: Any) -> Iterator[tuple[str, list[str]]]:
    """(name, its arguments) of every page of the site that is not one of those that Django gives each model."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from own_pages(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name and not pattern.name.endswith(DJANGOS):
            yield pattern.name, list(pattern.pattern.converters)


def test_pages_beside_djangos_own_know_nothing_of_hers(as_: Any, ada: Any, things: Things, unwritten: None) -> None:
    client = as_(ada)
    asked = 0
    for name, names in own_pages(gm_site.get_urls()):
        for hers, _mine in things.values() if len(names) == 1 and names != ["app_label"] else ():
            try:
                address = reverse(f"gm:{name}", args=[hers.pk])
            except Exception:  # noqa: BLE001, S112 (an argument of another kind than an id)
                continue
            for response in (client.get(address), client.post(address, {}, format="multipart")):
                assert response.status_code in (403, 404, 405), address
                shows_nothing(response, of=hers)
            asked += 1
    assert asked


def test_what_may_be_chosen_for_ones_own_is_ones_own(as_: Any, ada: Any, dana: Any, things: Things) -> None:
    """Written out: the pages that add and change, with whatever they offer."""
    client = as_(ada)
    for model, (hers, mine) in things.items():
        for address in (url(model, "add"), url(model, "change", quote(mine.pk)), url(model, "delete", quote(mine.pk))):
            page = client.get(address)
            shows_nothing(page, of=hers)
            fields = page.context["adminform"].form.fields if page.status_code == 200 and "adminform" in page.context else {}  # fmt: skip
            for name, field in fields.items():
                choices: Any = getattr(field, "queryset", None)
                foreign = things.get(choices.model) if choices is not None else None
                if foreign is not None:
                    assert not choices.filter(pk=foreign[0].pk).exists(), f"{address} offers hers as {name}"
                elif choices is not None:
                    theirs = make(choices.model, owner=dana, canary=CANARY)
                    assert not choices.filter(pk=theirs.pk).exists(), f"{address} offers hers as {name}"


def test_actions_reach_only_ones_own(as_: Any, ada: Any, things: Things, unwritten: None, rf: Any) -> None:
    client, request = as_(ada), rf.get("/gm/")
    request.user = ada
    tried = 0
    for model, (hers, _mine) in things.items():
        page = gm_site._registry[model]
        before = model._default_manager.filter(pk=hers.pk).values().get()
        for action in page.get_actions(request):
            data = {"action": action, "_selected_action": str(hers.pk), "back_to": str(hers.pk), "post": "yes"}
            data |= dict.fromkeys(page.several, "1")
            shows_nothing(client.post(url(model, "changelist"), data, format="multipart"), of=hers)
            tried += 1
        assert model._default_manager.filter(pk=hers.pk).values().get() == before, model
    assert tried > 2 * len(MODELS)


def test_autocomplete(as_: Any, ada: Any, things: Things) -> None:
    client = as_(ada)
    for model, (hers, _mine) in things.items():
        for field in related(model):
            words = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
            for term in ("", "CANARY", "dana"):
                response = client.get(reverse("gm:autocomplete"), {**words, "term": term})
                assert response.status_code in (200, 403, 404)
                shows_nothing(response, of=hers)


def test_she_finds_her_own(as_: Any, dana: Any, things: Things, unwritten: None) -> None:
    """The other half: what hides everything would pass all of the above."""
    client = as_(dana)
    for model, (hers, _mine) in things.items():
        assert hers in listed(client.get(url(model, "changelist"))), model
        assert client.get(url(model, "change", quote(hers.pk))).status_code == 200, model


def test_recent_changes_and_the_search_of_the_site(as_: Any, ada: Any, things: Things) -> None:
    for address in ("gm:index", "gm:search"):
        response = as_(ada).get(reverse(address), {"s": "canary"})
        assert CANARY not in response.content.decode()


def test_a_player_is_let_in_nowhere(as_: Any, ben: Any, things: Things) -> None:
    client = as_(ben)
    for model, (hers, _mine) in things.items():
        assert client.get(url(model, "changelist")).status_code == 403
        assert client.get(url(model, "change", quote(hers.pk))).status_code == 403


def test_game_masters_are_not_let_into_the_staffs_pages(as_: Any, ada: Any) -> None:
    client = as_(ada)
    for model in admin_site._registry:
        for page in ("changelist", "add"):
            assert client.get(url(model, page, site="admin")).status_code == 403
