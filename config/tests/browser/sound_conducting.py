"""What who leads does in the tab of sound, panel by panel: Ada presses, Ben's page tells whether it came about."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

from config.tests.browser.people import Person, until
from config.tests.browser.sound_listening import become_quiet, becomes, come_to_hear_the_same_piece, level


def view(ada: Person, name: str) -> Any:
    """Opens Now, Pads, Lists or Mix."""
    ada.tab("Sound").get_by_role("group", name="What to show").get_by_role("button", name=name).click()
    return ada.page


def row(one: Person, name: str) -> Any:
    return one.page.locator("[data-sound]", has_text=name)


def plays(ada: Person, name: str) -> None:
    """Found by words, played from the list that is found."""
    page = view(ada, "Now")
    page.get_by_role("button", name="Play a sound").click()
    finder = page.get_by_role("dialog", name="Play a sound")
    finder.get_by_placeholder("Find a sound").fill(name[:3].lower())
    until(page, lambda: finder.get_by_role("button", name="Play: ").count() == 1)
    finder.get_by_role("button", name=f"Play: {name}").click()
    finder.get_by_role("button", name="Close").click()
    row(ada, name).wait_for()


def says(one: Person, slider: str, words: str) -> None:
    """Waits until a slider says so."""
    place = one.page.get_by_role("slider", name=slider)
    until(one.page, lambda: place.get_attribute("aria-valuetext") == words)


def sets(one: Person, slider: str, value: float) -> None:
    place = one.page.get_by_role("slider", name=slider)
    place.fill(str(value))
    says(one, slider, f"{round(value * 100)} %")


def pressed(one: Person, name: str, so: bool) -> None:
    one.page.locator(f"[aria-label='{name}'][aria-pressed={str(so).lower()}]").wait_for()


def set_up(ada: Person, what: str, thing: str) -> str:
    """The address of a new speaker or remote; it is told once."""
    page = view(ada, "Mix")
    page.get_by_role("button", name=what).click()
    dialog = page.get_by_role("dialog", name=what)
    dialog.get_by_text(f"No {thing} yet").wait_for()
    dialog.get_by_label(f"Name of the {thing}").fill(f"The {thing}")
    dialog.get_by_role("button", name="Set up").click()
    address: str = dialog.get_by_label(f"Address of the {thing}").input_value()
    dialog.get_by_role("button", name="Copy").click()
    dialog.get_by_role("button", name="Copied").click()
    dialog.get_by_role("button", name="Close").click()
    return address


def ends(ada: Person, what: str, thing: str) -> None:
    page = view(ada, "Mix")
    page.get_by_role("button", name=what).click()
    dialog = page.get_by_role("dialog", name=what)
    dialog.get_by_role("button", name=f"End The {thing}").click()
    dialog.get_by_text(f"No {thing} yet").wait_for()
    dialog.get_by_role("button", name="Close").click()


def asks(address: str, key: str = "") -> Any:
    """A key of a stream deck is pressed: a request, and no more. Without a key, what the remote tells."""
    request = Request(f"{address}{key}", method="POST" if key else "GET")
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)["data"]


def the_transport(ada: Person, ben: Person, speaker: Person, remote: str) -> None:
    """Pause, go on, seek, volume, crossfade, round, stop, fade; what is taken back sounds again."""
    page = view(ada, "Now")
    full = level(ben)
    page.get_by_role("button", name="Pause Rain").click()
    row(ben, "Rain").get_by_text("paused").wait_for()
    become_quiet(ben)
    page.get_by_role("slider", name="Place in Rain").fill("2")
    until(
        page, lambda: page.get_by_role("slider", name="Place in Rain").get_attribute("aria-valuetext") == "0:02 of 0:04"
    )
    ben.page.locator("[data-sound]", has_text="0:02 / 0:04").wait_for()
    page.get_by_role("button", name="Go on with Rain").click()
    row(ben, "Rain").get_by_text("paused").wait_for(state="detached")
    sets(ada, "Volume of Rain", 0.5)
    becomes(ben, 0.25, full)
    page.get_by_role("button", name="Crossfade from Rain to another").click()
    finder = page.get_by_role("dialog", name="Crossfade from Rain to …")
    finder.get_by_label("Within seconds").fill("0.5")
    finder.get_by_role("button", name="Favourites").click()
    until(page, lambda: finder.get_by_role("button", name="Crossfade: ").count() == 1)
    finder.get_by_role("button", name="Crossfade: Tavern").click()
    row(ben, "Tavern").wait_for()
    page.get_by_role("button", name="Tavern goes round").click()
    pressed(ada, "Tavern goes round", True)
    row(ben, "Rain").wait_for(state="detached")
    come_to_hear_the_same_piece([ada, ben, speaker])
    page.get_by_role("button", name="Stop Tavern").click()
    row(ben, "Tavern").wait_for(state="detached")
    page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    row(ben, "Tavern").wait_for()
    page.get_by_role("button", name="Fade Tavern out").click()
    row(ben, "Tavern").wait_for(state="detached")
    page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    row(ben, "Tavern").wait_for()
    page.get_by_role("button", name="Fade all").click()
    ben.page.get_by_text("It is quiet").wait_for()
    until(page, lambda: asks(remote)["sounds"] == [], seconds=30)
    page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    row(ben, "Tavern").wait_for()
    page.get_by_role("button", name="Do again (Ctrl+Shift+Z)").click()
    row(ben, "Tavern").wait_for(state="detached")


def the_soundboard(ada: Person, ben: Person) -> None:
    """Pads: made, changed, given a key, moved by hand and by keys, pressed by hand and by the key, deleted."""
    page = view(ada, "Pads")
    page.get_by_text("No pads yet").wait_for()
    page.get_by_role("button", name="New pad").click()
    for name in ("Thunder", "Rain", "Tavern"):
        page.get_by_role("button", name=f"Add a pad: {name}").click()
        page.locator("[data-pad]", has_text=name).wait_for()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Change", exact=True).click()
    change_the_thunder(ada)

    def stand(*names: str) -> None:
        until(page, lambda: [words.split("\n")[0] for words in page.locator(".pad-name").all_inner_texts()] == [*names])

    page.get_by_role("button", name="Change the pad Boom").focus()
    page.keyboard.press("Alt+ArrowRight")
    stand("Rain", "Boom", "Tavern")
    page.get_by_role("button", name="Change the pad Tavern").drag_to(
        page.get_by_role("button", name="Change the pad Rain")
    )
    stand("Tavern", "Rain", "Boom")
    page.get_by_role("button", name="Change the pad Rain").click()
    dialog = page.get_by_role("dialog", name="Pad Rain")
    dialog.get_by_label("Begins anywhere in the sound").check()
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="detached")
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Rain", exact=True).click()
    row(ben, "Rain").wait_for()
    page.locator("[data-pad][data-sounds=true]").wait_for()
    page.keyboard.press("b")
    row(ben, "Thunder").get_by_text("Music").wait_for()
    page.get_by_role("button", name="Rain, sounds").click()
    row(ben, "Rain").wait_for(state="detached")
    view(ada, "Now")
    says(ada, "Volume of Thunder", "60 %")
    pressed(ada, "Thunder goes round", True)
    page.get_by_role("button", name="Stop all").click()
    ben.page.get_by_text("It is quiet").wait_for()
    view(ada, "Pads").get_by_role("button", name="Change", exact=True).click()
    page.get_by_role("button", name="Change the pad Tavern").click()
    page.get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog", name="Delete the pad Tavern?").get_by_role("button", name="Delete").click()
    stand("Rain", "Boom")


def change_the_thunder(ada: Person) -> None:
    page = ada.page
    page.get_by_role("button", name="Change the pad Thunder").click()
    dialog = page.get_by_role("dialog", name="Pad Thunder")
    dialog.get_by_label("Name").fill("Storm")
    dialog.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Change the pad Thunder").click()
    assert dialog.get_by_label("Name").input_value() == "Thunder", "what is cancelled is not kept"
    dialog.get_by_label("Name").fill("Boom")
    dialog.get_by_label("Key").press("x")
    dialog.get_by_label("Key").press("Backspace")
    assert dialog.get_by_label("Key").input_value() == ""
    dialog.get_by_label("Key").press("b")
    dialog.get_by_label("Colour 3").check(force=True)
    dialog.get_by_label("zap").check(force=True)
    dialog.get_by_label("Belongs to").select_option("music")
    dialog.get_by_label("Volume of the pad").fill("0.6")
    dialog.get_by_label("Goes round until it is pressed again").check()
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="detached")
    boom = page.get_by_role("button", name="Change the pad Boom")
    assert boom.evaluate("one => one.style.getPropertyValue('--pad')") == "#e5604d"
    boom.locator("kbd[data-key=B]").wait_for()


def a_playlist(ada: Person, ben: Person) -> None:
    """Made, filled, ordered by hand and by keys, shuffled, set, played entry by entry; its titles stay with who leads."""
    page = view(ada, "Lists")
    page.get_by_label("Name of the new playlist").fill("Evening")
    page.get_by_role("button", name="New playlist").click()
    page.locator(".playlist summary", has_text="Evening").click()
    page.get_by_role("button", name="Add sounds").click()
    finder = page.get_by_role("dialog", name="Add to Evening")
    for name in ("Tavern", "March", "Thunder"):
        finder.get_by_role("button", name=f"Add: {name}").click()
        page.locator(".entries li", has_text=name).wait_for()
    finder.get_by_role("button", name="Close").click()

    def stand(*names: str) -> None:
        places = page.locator(".entry .truncate")
        until(page, lambda: places.all_inner_texts() == [*names])

    page.locator(".entry", has_text="March").press("Alt+ArrowUp")
    stand("March", "Tavern", "Thunder")
    page.get_by_role("button", name="Move Thunder up").click()
    stand("March", "Thunder", "Tavern")
    page.locator(".entry", has_text="Tavern").drag_to(page.locator(".entry", has_text="Thunder"))
    stand("March", "Tavern", "Thunder")
    set_the_evening(ada)
    for name, before in (("Repeat Evening", True), ("Shuffle Evening", False)):
        pressed(ada, name, before)
        page.get_by_role("button", name=name).click()
        pressed(ada, name, not before)
    page.get_by_role("button", name="Shuffle Evening").click()
    pressed(ada, "Shuffle Evening", False)
    assert ben.page.get_by_text("Tavern").count() == 0, "what is not played is nobody else's to know"
    page.locator(".playlist").get_by_role("button", name="Play", exact=True).click()
    row(ben, "March").get_by_text("Effects").wait_for()
    page.get_by_role("button", name="Next in Evening").click()
    row(ben, "Tavern").wait_for()
    page.get_by_role("button", name="Previous in Evening").click()
    row(ben, "Tavern").wait_for(state="detached")
    row(ben, "March").wait_for()
    page.locator(".entry", has_text="Tavern").click()
    row(ben, "Tavern").wait_for()
    page.locator(".playlist").get_by_role("button", name="From the start").click()
    row(ben, "Tavern").wait_for(state="detached")
    view(ada, "Now")
    says(ada, "Volume of March", "70 %")
    page.get_by_role("button", name="Next in the playlist").click()
    row(ben, "Tavern").wait_for()
    page.get_by_role("button", name="Previous in the playlist").click()
    row(ben, "Tavern").wait_for(state="detached")
    page = view(ada, "Lists")
    page.locator(".playlist summary", has_text="Evening").click()
    page.get_by_role("button", name="Take Thunder off the list").click()
    stand("March", "Tavern")
    page.locator(".entry", has_text="Tavern").click()
    row(ben, "Tavern").wait_for()
    page.get_by_role("button", name="Next in Evening").click()
    ben.page.get_by_text("It is quiet").wait_for()


def set_the_evening(ada: Person) -> None:
    page = ada.page
    page.get_by_role("button", name="Settings of Evening").click()
    dialog = page.get_by_role("dialog", name="Playlist Evening")
    dialog.get_by_label("Name").fill("Night")
    dialog.get_by_label("Crossfade in seconds").fill("0.5")
    dialog.get_by_label("Belongs to").select_option("effects")
    dialog.get_by_label("Volume of the playlist").fill("0.7")
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="detached")
    page.get_by_role("button", name="Settings of Night").click()
    dialog = page.get_by_role("dialog", name="Playlist Night")
    assert dialog.get_by_label("Crossfade in seconds").input_value() == "0.5"
    assert dialog.get_by_label("Belongs to").input_value() == "effects"
    dialog.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Settings of Night").click()
    dialog.get_by_label("Name").fill("Evening")
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="detached")


def the_keys_of_a_remote(ada: Person, ben: Person, remote: str) -> None:
    """By requests alone, without a login, on the pads and lists that are there."""
    told = asks(remote)
    assert [one["name"] for one in told["pads"]] == ["Rain", "Boom"]
    assert [one["name"] for one in told["playlists"]] == ["Evening"]
    assert asks(remote, "/play") == {"done": 1}
    row(ben, "March").wait_for()
    asks(remote, "/next")
    row(ben, "Tavern").wait_for()
    asks(remote, "/previous")
    row(ben, "Tavern").wait_for(state="detached")
    asks(remote, "/pads/2")
    row(ben, "Thunder").wait_for()
    asks(remote, "/pause")
    until(ben.page, lambda: ben.page.locator("[data-sound]", has_text="paused").count() == 2)
    asks(remote, "/play")
    ben.page.locator("[data-sound]", has_text="paused").first.wait_for(state="detached")
    asks(remote, "/stop")
    ben.page.get_by_text("It is quiet").wait_for()
    asks(remote, "/playlists/1")
    row(ben, "March").wait_for()
    asks(remote, "/stop")
    ben.page.get_by_text("It is quiet").wait_for()
    ends(ada, "Remote keys", "remote")


def the_list_goes(ada: Person) -> None:
    page = view(ada, "Lists")
    page.locator(".playlist summary", has_text="Evening").click()
    page.get_by_role("button", name="Settings of Evening").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog", name="Delete the playlist Evening?").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Settings of Evening").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog", name="Delete the playlist Evening?").get_by_role("button", name="Delete").click()
    page.get_by_text("No playlists yet").wait_for()


def sounds_are_shared(ada: Person, ben: Person) -> None:
    """To be listened to by each alone; nothing sounds at the table by that."""
    page = view(ada, "Lists")
    page.get_by_role("button", name="Share a sound").click()
    finder = page.get_by_role("dialog", name="Share with the room")
    finder.get_by_role("button", name="Share: Thunder").click()
    finder.get_by_role("button", name="Close").click()
    ben.page.get_by_role("button", name="Play Thunder").wait_for()
    page.get_by_role("button", name="Play Thunder").click()
    page.get_by_role("group", name="Thunder").get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Take Thunder back from the room").click()
    ben.page.get_by_role("button", name="Play Thunder").wait_for(state="detached")
