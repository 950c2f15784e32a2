"""Somebody who reads German meets no English word on their pages; and without the server, a page that says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from config.words import catalogues

pytestmark = pytest.mark.browser

SAID = """() => {
  const shown = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement, data } = texts.currentNode;
    if (!parentElement.closest("script, style, code, kbd, [lang], .chat-log .message p")) shown.push(data);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) shown.push(one.getAttribute(name));
  }
  shown.push(document.title.split(" · ")[0]);
  return shown;
}"""
PLACE = re.compile(r"%\\\(\w+\\\)[sd]|\\\{\w+\\\}")
PAGES = ("/rooms/", "/account/", "/library/", "/sounds/", "/universes/", "/account/second-factor/")
TABS = ("Chat", "Leute", "Klang", "Charaktere", "Handouts", "Kampf", "Token", "Sitzungen")


@pytest.fixture(scope="module")
def english() -> re.Pattern[str]:
    """Any sentence of the source that is another one in German."""
    said: set[str] = set()
    german: set[str] = set()
    for domain in catalogues.DOMAINS:
        for entry in catalogues.read("de", domain):
            if entry.id:
                said.update(entry.id if isinstance(entry.id, tuple) else (entry.id,))
                german.update(entry.string if isinstance(entry.id, tuple) else (entry.string,))
    sentences = [words for words in said - german if len(PLACE.sub("", re.escape(words)).strip()) > 3]
    return re.compile("|".join(PLACE.sub(".+", re.escape(words)) for words in sentences))


def test_a_players_pages_are_german_and_say_when_the_server_is_away(
    house: Callable[..., Any], person: Callable[..., Any], english: re.Pattern[str]
) -> None:
    server, made = house()
    server.manage("shell", "-c", "from accounts.models import User; User.objects.update(locale='de')")
    ben = person(server, locale="de-DE")
    page = ben.page
    met: dict[str, set[str]] = {}

    def reads(where: str) -> None:
        said = {" ".join(words.split()) for words in page.evaluate(SAID)}
        met[where] = {words for words in said if words and english.fullmatch(words)}

    for path in ("/sign-in/", "/register/", "/forgot/", "/offline/de/"):
        ben.opens(path)
        reads(path)
    ben.signs_in("ben")
    for path in PAGES:
        ben.opens(path)
        assert page.locator("html").get_attribute("lang") == "de"
        page.locator("[aria-busy=true]").first.wait_for(state="detached")
        reads(path)
    ben.sits_down(made["room"])
    for tab in TABS:
        ben.tab(tab)
        reads(f"the table, {tab}")
    page.keyboard.press("?")
    page.get_by_role("dialog").first.wait_for()
    reads("the keys")
    assert not {where: words for where, words in met.items() if words}
    assert english.fullmatch("Your rooms") and english.fullmatch("The players see Crypt.")
    page.close()

    away = person(server, watch=False, service_workers="allow", locale="de-DE").page
    away.context.add_cookies([{"name": "django_language", "value": "de", "url": server.url}])
    away.goto(f"{server.url}/sign-in/")
    away.wait_for_function("async () => (await navigator.serviceWorker.ready).active !== null")
    away.wait_for_function("() => navigator.serviceWorker.controller !== null")
    server.kill()
    away.goto(f"{server.url}/register/")
    away.get_by_role("heading", name="Keine Verbindung zum Tisch").wait_for()
    assert away.evaluate("document.fonts.size") > 0
    server.start()
    away.get_by_label("Passwort", exact=True).wait_for()
    assert away.url == f"{server.url}/register/"
