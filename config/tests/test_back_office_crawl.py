"""Ada leads her tables and plays at Dana's. In the back office she finds nothing of Dana's, under any address.

Walks over every model that `/gm/` knows, so a new one is covered as soon as it is registered.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.db import models
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from accounts.sites import admin_site, gm_site
from config.testing.cast import person
from config.testing.factories import make
from rooms.models import Role

CANARY, OWN = "CANARY-of-dana", "own-of-ada"
MODELS = sorted(gm_site._registry, key=lambda model: model._meta.label)
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(db):
    """Another game master, at whose table Ada plays."""
    return person("dana", is_game_master=True)


@pytest.fixture
def things(ada, dana):
    """`things(model)`: Dana's and Ada's of a model, with Ada playing in Dana's room."""
    from rooms.models import Room

    make(Room, owner=dana, canary=CANARY).admit(ada, role=Role.PLAYER)

    def both(model: type[models.Model]) -> tuple[Any, Any]:
        return make(model, owner=dana, canary=CANARY), make(model, owner=ada, canary=OWN)

    return both


def url(model: type[models.Model], page: str, *args: Any, site: str = "gm") -> str:
    return reverse(f"{site}:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def shows_nothing(response: Any, *, of: Any) -> None:
    assert response.status_code in (200, 302, 400, 403, 404)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert CANARY not in body.decode(errors="replace")
    assert str(of.pk) not in body.decode(errors="replace")
    location = response.headers.get("Location", "")
    assert CANARY not in location


def test_there_is_something_to_walk_over():
    assert MODELS


@each_model
def test_lists_and_searches(as_, ada, things, model):
    hers, mine = things(model)
    client, page = as_(ada), url(model, "changelist")
    assert str(mine.pk) in client.get(page).content.decode()
    shows_nothing(client.get(page), of=hers)
    for field in model._meta.fields:
        for lookup in ("", "__in"):
            # The id comes back in the page's own links; what must not come back is anything it belongs to.
            assert CANARY not in client.get(page, {f"{field.name}{lookup}": str(hers.pk)}).content.decode()
    for words in ({"q": "CANARY"}, {"o": "1"}, {"p": "1"}, {"all": ""}, {"e": "1"}):
        shows_nothing(client.get(page, words), of=hers)


@each_model
def test_a_list_tells_by_no_lookup_whether_something_exists(as_, ada, things, model, monkeypatch):
    hers, _mine = things(model)
    # Whether it answers or sends elsewhere is decided before the page is written, and only that is looked at.
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    client, counts = as_(ada), set()
    for guess in (CANARY[:5], "nothing begins so"):
        for field in model._meta.fields:
            response = client.get(url(model, "changelist"), {f"{field.name}__startswith": guess})
            counts.add((field.name, response.status_code, getattr(response, "url", "")))
    by_field: dict[str, set[Any]] = {}
    for name, *outcome in counts:
        by_field.setdefault(name, set()).add(tuple(str(part).replace(CANARY[:5], "") for part in outcome))
    assert all(len(outcomes) == 1 for outcomes in by_field.values()), by_field
    assert hers


@each_model
@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_pages_of_one_thing(as_, ada, things, model, page):
    hers, mine = things(model)
    address = url(model, page, quote(hers.pk))
    for response in (as_(ada).get(address), as_(ada).post(address, {"post": "yes"}, format="multipart")):
        assert response.status_code in (403, 404)
        shows_nothing(response, of=hers)
    assert model._default_manager.filter(pk=hers.pk).exists()
    assert as_(ada).get(url(model, page, quote(mine.pk))).status_code in (200, 403)


@each_model
def test_the_page_that_adds_one_offers_nothing_of_hers(as_, ada, things, model):
    hers, _mine = things(model)
    shows_nothing(as_(ada).get(url(model, "add")), of=hers)


@each_model
def test_ones_own_thing_offers_nothing_of_hers(as_, ada, things, model):
    hers, mine = things(model)
    shows_nothing(as_(ada).get(url(model, "change", quote(mine.pk))), of=hers)
    shows_nothing(as_(ada).get(url(model, "delete", quote(mine.pk))), of=hers)


@each_model
def test_ones_own_thing_cannot_be_tied_to_hers(as_, ada, dana, things, model):
    _hers, mine = things(model)
    for address in (url(model, "change", quote(mine.pk)), url(model, "add")):
        page = as_(ada).get(address)
        if page.status_code == 200:
            for name, field in page.context["adminform"].form.fields.items():
                choices = getattr(field, "queryset", None)
                if choices is not None:
                    foreign = make(choices.model, owner=dana, canary=CANARY)
                    assert not choices.filter(pk=foreign.pk).exists(), f"{address} offers hers as {name}"


@each_model
def test_actions_reach_only_ones_own(as_, ada, things, model):
    hers, _mine = things(model)
    data = {"action": "delete_selected", "_selected_action": str(hers.pk), "post": "yes"}
    shows_nothing(as_(ada).post(url(model, "changelist"), data, format="multipart"), of=hers)
    assert model._default_manager.filter(pk=hers.pk).exists()


@each_model
def test_autocomplete(as_, ada, things, model):
    hers, _mine = things(model)
    for field in model._meta.fields:
        if field.is_relation:
            words = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
            for term in ("", "CANARY", "dana"):
                response = as_(ada).get(reverse("gm:autocomplete"), {**words, "term": term})
                assert response.status_code in (200, 403, 404)
                shows_nothing(response, of=hers)


@each_model
def test_she_finds_her_own(as_, dana, things, model):
    """The other half: what hides everything would pass all of the above."""
    hers, _mine = things(model)
    client = as_(dana)
    assert str(hers.pk) in client.get(url(model, "changelist")).content.decode()
    assert client.get(url(model, "change", quote(hers.pk))).status_code == 200


def test_recent_changes_and_the_search_of_the_site(as_, ada, dana, things):
    for model in MODELS:
        things(model)
    for address in ("gm:index", "gm:search"):
        response = as_(ada).get(reverse(address), {"s": "canary"})
        assert CANARY not in response.content.decode()


@pytest.mark.parametrize("model", sorted(admin_site._registry, key=lambda model: model._meta.label))
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_game_masters_are_not_let_into_the_staffs_pages(as_, ada, model, page):
    assert as_(ada).get(url(model, page, site="admin")).status_code == 403
