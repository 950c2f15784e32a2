"""Every page keeps to itself: nothing in the console, no other host, and names stay names whatever is written in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.tests.browser.laying import MAP
from config.tests.browser.people import Person, until
from config.tests.browser.test_pages_are_accessible import new_device

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
WINDOW = {"viewport": {"width": 1280, "height": 800}}
HOSTILE = "<img src=x onerror=window.__xss=1>"
LINK = 'javascript:window.__xss=1 https://x.example/"onmouseover="window.__xss=1'
SCRIPT = "</script><script>window.__xss=1</script>{{7*7}}"
COUNT = """() => {
  window.__refused = [];
  document.addEventListener("securitypolicyviolation", (event) => window.__refused.push(event.violatedDirective));
}"""


def test_each_page_keeps_its_policy_and_writes_nothing_to_the_console(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    """`person` watches: an error in the console, an uncaught one or a request to another host fails the test."""
    server, made = house("table")
    somebody: Person = person(server, **WINDOW)
    page = somebody.page
    page.add_init_script(f"({COUNT})()")
    for path in ("/sign-in/", "/register/", "/forgot/", f"/join/{made['invite']}/"):
        is_quiet(somebody, path)
    somebody.signs_in("ada")
    for path in ("/rooms/", "/account/", "/library/", "/sounds/", "/gm/", f"/rooms/{made['room']}/"):
        is_quiet(somebody, path)
    somebody.is_at_the_table()
    for tab in ("Chat", "People", "Sessions", "Sound", "Token", "Scenes", "Maps"):
        somebody.tab(tab)
    assert page.evaluate("() => window.__refused") == []
    is_quiet(somebody, new_device(somebody, made["room"], "speaker"))
    page.get_by_text("It is quiet at the table.").wait_for()


def is_quiet(somebody: Person, path: str) -> None:
    page = somebody.page
    answer = page.goto(somebody.url + path, wait_until="networkidle")
    assert answer is not None and answer.status == 200, path
    policy = answer.headers["content-security-policy"]
    script = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert "unsafe-inline" not in script, path
    assert path == "/gm/" or "unsafe-eval" not in script, path
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert page.evaluate("() => window.__refused") == [], path


def test_the_policy_really_refuses_a_script_in_the_page(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, _made = house("people")
    somebody: Person = person(server, watch=False)
    somebody.page.add_init_script(f"({COUNT})()")
    somebody.opens("/sign-in/")
    somebody.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.__xss = 1";
          document.body.append(script);
        }"""
    )
    until(somebody.page, lambda: somebody.page.evaluate("() => window.__refused.length"))
    assert somebody.page.evaluate("() => window.__xss") is None


def test_hostile_names_and_words_are_shown_as_they_were_written(
    house: Callable[..., Any], person: Callable[..., Any], tmp_path: Path
) -> None:
    server, made = house("table")
    ada: Person = person(server, **WINDOW)
    ben: Person = person(server, **WINDOW)
    ada.signs_in("ada")
    write_hostile_names(ada, made, tmp_path)

    ben.opens(f"/join/{made['invite']}/")
    is_harmless(ben, HOSTILE)
    ben.page.get_by_label("What shall the others call you?").fill(HOSTILE)
    ben.page.get_by_role("button", name="Sit down at the table").click()
    ben.is_at_the_table()
    for text in (HOSTILE, LINK, SCRIPT):
        ben.says(text)
        ben.hears(text)
    ada.sits_down(made["room"])
    ada.hears(SCRIPT)
    for one in (ada, ben):
        one.sees_token(HOSTILE)
        one.takes(HOSTILE)
        for tab in ("Token", "People", "Chat"):
            one.tab(tab)
        is_harmless(one, HOSTILE)
    for tab in ("Scenes", "Maps"):
        ada.tab(tab)
    ada.page.get_by_role("button", name=f"Place {HOSTILE}").wait_for()
    is_harmless(ada, HOSTILE)
    assert {link.split(":")[0] for link in links(ben)} <= {"http", "https"}
    for path in ("/rooms/", "/library/", "/account/", "/gm/rooms/room/"):
        ada.opens(path)
        is_harmless(ada, HOSTILE)


def write_hostile_names(ada: Person, made: dict[str, str], folder: Path) -> None:
    """A room, a scene, a token, a map, a folder and Ada herself have a name that would run if it were markup."""
    csrf = next(one["value"] for one in ada.page.context.cookies() if one["name"] == "csrftoken")
    api, headers = f"{ada.url}/api/v1", {"X-CSRFToken": csrf}

    def asks(method: str, path: str, **what: Any) -> Any:
        answer = ada.page.request.fetch(f"{api}/{path}", method=method, headers=headers, **what)
        assert answer.ok, f"{path}: {answer.text()}"
        return answer.json()["data"]

    def does(type: str, **data: Any) -> None:
        asks("POST", f"rooms/{made['room']}/commands", data={"id": type, "type": type, "data": data})

    does("room.update", name=HOSTILE, description=HOSTILE)
    does("scene.update", scene=made["scene"], name=HOSTILE)
    does("token.update", token=made["mira"], name=HOSTILE, gm_name=HOSTILE, gm_notes=SCRIPT)
    asks("PATCH", "me", data={"display_name": HOSTILE, "bio": SCRIPT})
    file = {"name": f"{HOSTILE}.dd2vtt", "mimeType": "application/json", "buffer": MAP.read_bytes()}
    map = asks("POST", "maps", multipart={"file": file})
    asks("PATCH", f"maps/{map['id']}", data={"name": HOSTILE})
    asks("POST", "map-folders", data={"name": HOSTILE})


def is_harmless(one: Person, text: str) -> None:
    """The words are there as words, and nothing in them has run or become an element."""
    one.page.get_by_text(text).first.wait_for(state="attached")
    assert one.page.evaluate("() => window.__xss") is None, one.page.url
    assert one.page.locator("img[src=x], [onerror], [onmouseover]").count() == 0, one.page.url


def links(one: Person) -> list[str]:
    found: list[str] = json.loads(one.page.evaluate("() => JSON.stringify([...document.links].map((a) => a.href))"))
    return found
