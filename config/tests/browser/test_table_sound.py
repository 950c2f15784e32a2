"""The table's sound: two people and a speaker hear one loop at one moment, and everything that who leads can do with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.people import Person
from config.tests.browser.sound_conducting import (
    a_playlist,
    ends,
    plays,
    row,
    set_up,
    sounds_are_shared,
    the_keys_of_a_remote,
    the_list_goes,
    the_soundboard,
    the_transport,
    view,
)
from config.tests.browser.sound_listening import EAR, MARKS, SILENT_AT_FIRST, hear_the_same
from config.tests.browser.sound_pages import (
    a_wireless_loudspeaker,
    stays_silent_at_first,
    the_library,
    the_mixes,
    the_speaker,
    what_sounded_is_seen_again,
    words_are_heard_above_the_music,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
# Not watched: a line that is lost with its server is a complaint of the browser.
WINDOW = {"watch": False, "viewport": {"width": 1280, "height": 800}}
PHONE = {"watch": False, "viewport": {"width": 390, "height": 844}}
LAY = "from config.tests.browser.laying_sounds import sounds; sounds()"


def test_the_table_is_heard_at_one_moment_and_every_control_does_its_work(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, _people = house("people")
    made = json.loads(server.manage("shell", "--verbosity", "0", "-c", LAY).strip().splitlines()[-1])
    ada: Person = person(server, **WINDOW)
    ada.signs_in("ada")
    the_library(ada)
    sits_down(ada, made["room"])
    ada.tab("Sound").get_by_text("It is quiet").wait_for()
    plays(ada, "Rain")
    speaker = a_speaker(ada, person, server)
    ben: Person = person(server, **WINDOW)
    ben.page.add_init_script(f"({EAR})()")
    ben.page.add_init_script(f"({SILENT_AT_FIRST})()")
    ben.signs_in("ben")
    sits_down(ben, made["room"])
    stays_silent_at_first(ben)
    row(ben, "Rain").wait_for()
    assert ben.tab("Sound").get_by_role("button", name="Stop Rain").count() == 0, "who plays has no transport"
    everybody = [ada, ben, speaker]
    hear_the_same(everybody)

    server.kill()
    server.start()
    for one in everybody:
        one.page.locator("[data-connection=live]").wait_for()
    hear_the_same(everybody)

    remote = set_up(ada, "Remote keys", "remote")
    the_transport(ada, ben, speaker, remote)
    the_soundboard(ada, ben)
    a_playlist(ada, ben)
    the_keys_of_a_remote(ada, ben, remote)
    the_list_goes(ada)
    sounds_are_shared(ada, ben)
    plays(ada, "Rain")
    the_speaker(speaker)
    words_are_heard_above_the_music(ada, ben, made["room"])
    what_sounded_is_seen_again(ben)
    the_mixes(ada, ben)
    a_wireless_loudspeaker(ada, ben)
    view(ada, "Now").get_by_role("button", name="Stop all").click()
    ben.tab("Sound").get_by_text("It is quiet").wait_for()
    speaker.page.get_by_text("It is quiet at the table.").wait_for()
    ends(ada, "Speakers", "speaker")
    speaker.page.get_by_text("This speaker was ended.").wait_for()


def sits_down(one: Person, room: str) -> None:
    one.opens(f"/rooms/{room}/")
    one.is_live()
    one.page.evaluate(MARKS)


def a_speaker(ada: Person, person: Callable[..., Any], server: Any) -> Person:
    """The device that opens its address says what to do before it may sound."""
    address = set_up(ada, "Speakers", "speaker")
    speaker: Person = person(server, **PHONE)
    speaker.page.add_init_script(f"({SILENT_AT_FIRST})()")
    speaker.opens(address.removeprefix(server.url))
    speaker.page.evaluate(MARKS)
    speaker.page.get_by_role("button", name="Click to hear the table").click()
    speaker.page.get_by_label("What sounds now").get_by_text("Rain").wait_for()
    speaker.page.locator(".speaker-head", has_text="in step ±").wait_for()
    return speaker
