"""Who reads which language: one's own choice first, then the browser's; pages, refusals, sockets, mail, scripts."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.core import mail
from django.utils import translation

from accounts.models import SiteSettings, User
from accounts.tasks import mail_reset_link
from config.testing.cast import PASSWORD
from config.words import served
from scenes.models import EncounterLine

pytestmark = pytest.mark.django_db
GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.fixture(autouse=True)
def _english_again() -> Any:
    yield
    translation.activate("en")


def lang(answer: Any) -> str:
    return str(answer.content.decode().split('<html lang="')[1][:2])


def test_who_is_not_signed_in_reads_what_the_browser_asks_for(as_: Any, db: None) -> None:
    nobody = as_()
    assert lang(nobody.get("/sign-in/")) == "en"
    assert lang(nobody.get("/sign-in/", headers=GERMAN)) == "de"
    assert lang(nobody.get("/sign-in/", headers={"accept-language": "fr, *;q=0.1"})) == "en"
    SiteSettings.objects.create(locale="de")
    assert lang(nobody.get("/sign-in/", headers={"accept-language": "fr"})) == "de"
    assert lang(nobody.get("/sign-in/", headers={"accept-language": "en-GB"})) == "en"
    assert nobody.post("/language/", {"language": "de", "next": "/sign-in/"}, format="multipart").status_code == 302
    assert lang(nobody.get("/sign-in/", headers={"accept-language": "en"})) == "de"
    elsewhere = nobody.post("/language/", {"language": "de", "next": "https://evil.example/"}, format="multipart")
    assert elsewhere.url == "/"


def test_ones_own_choice_counts_at_once_and_before_the_browsers(as_: Any, ben: Any) -> None:
    client = as_(ben)
    assert lang(client.get("/account/", headers=GERMAN)) == "en"
    chosen = {"do": "settings", "settings-theme": "dark", "settings-locale": "de"}
    told = client.post("/account/", chosen, format="multipart", follow=True).content.decode()
    assert "Deine Einstellungen sind gespeichert." in told
    assert lang(client.get("/account/", headers={"accept-language": "en"})) == "de"
    refused = client.get("/api/v1/rooms/00000000-0000-0000-0000-000000000000").json()
    assert refused["error"] == "So etwas gibt es hier nicht."
    assert client.patch("/api/v1/me", {"locale": "xx"}).status_code == 400


def test_a_new_account_keeps_the_language_it_was_opened_in(as_: Any, db: None) -> None:
    form = {"username": "dora", "password": PASSWORD}
    assert as_().post("/register/", form, format="multipart", headers=GERMAN).status_code == 302
    assert User.objects.get(username="dora").locale == "de"


def test_mail_is_in_the_readers_language(ben: Any) -> None:
    User.objects.filter(pk=ben.pk).update(locale="de")
    mail_reset_link.call(address=ben.email)
    assert mail.outbox[0].subject == "Ein neues Passwort für Dreamtable"
    assert "Dieser Link setzt eines" in mail.outbox[0].body


def test_what_a_table_keeps_is_in_its_owners_language_whoever_did_it(table: Any, ada: Any) -> None:
    User.objects.filter(pk=ada.pk).update(locale="de")
    fight = table.things["encounter"]
    with translation.override("en"):
        table.lead.does("encounter.bulk", encounter=fight, count=1, name="Goblin", hp="7", initiative="10")
        table.lead.does("encounter.next", encounter=fight)
        one = next(one for one in table.lead.things("combatant") if one["name"].startswith("Goblin"))
        table.lead.does("combatant.condition", combatant=one["id"], name="prone", rounds=2)
    said = list(EncounterLine.objects.filter(encounter=fight).values_list("text", flat=True))
    assert any(line.endswith(": liegend.") for line in said), said
    assert "Runde 1" in said, said


def test_scripts_get_their_words_once_and_for_good(as_: Any, ben: Any) -> None:
    assert "data-words" not in as_().get("/sign-in/").content.decode()
    User.objects.filter(pk=ben.pk).update(locale="de")
    address = as_(User.objects.get(pk=ben.pk)).get("/rooms/").content.decode().split('href="/words/')[1].split('"')[0]
    assert f"/words/{address}" == served.address("de")
    answer = as_().get(f"/words/{address}", headers={"accept-encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    words = json.loads(gzip.decompress(answer.content))
    assert words["Roll"] == "Würfeln"
    assert words["{count} die"] == ["{count} Würfel", "{count} Würfel"]
    assert json.loads(as_().get(f"/words/{address}").content) == words
    assert as_().get("/words/de-000000000000.json").headers["Cache-Control"] == "no-cache"
    assert as_().get("/words/xx-000000000000.json").status_code == 404
    assert len(answer.content) < 100_000
