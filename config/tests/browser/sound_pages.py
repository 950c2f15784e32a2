"""The library of sounds as a page, the page of a speaker, and what each person sets for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from config.testing.sounds import tone
from config.tests.browser.people import Person, until
from config.tests.browser.sound_conducting import says, sets, view
from config.tests.browser.sound_listening import MARKS, become_quiet, becomes, hear_the_same, level, loudness
from config.tests.browser.test_pages_are_accessible import violations

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, ViewportSize

WINDOW: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
# The largest jump from sample to sample, and the largest bend, where a loop turns and in the half seconds around: as the
# table plays it, on a sound card of another rate than the file's.
SEAM = """async (track) => {
  const here = document.querySelector("script[type=module][src*='library.js']").src;
  const [{ openBuffers }, { turnOf }] = await Promise.all(["../buffers.js", "../schedule.js"].map((one) => import(new URL(one, here).href)));
  const context = new OfflineAudioContext(2, 48000, 48000);
  const buffer = await openBuffers(context).get({ ...track, url: track.stream }, true);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true, loopEnd: turnOf(track.duration, buffer.duration) });
  source.connect(context.destination);
  source.start(0, source.loopEnd - 0.5);
  const samples = (await context.startRendering()).getChannelData(0);
  return [1, 2].map((order) => {
    let jumps = samples;
    for (let time = 0; time < order; time += 1) jumps = jumps.slice(1).map((one, at) => one - jumps[at]);
    const most = (from, to) => jumps.slice(from, to).reduce((all, one) => Math.max(all, Math.abs(one)), 0);
    return { seam: most(23960, 24040), elsewhere: Math.max(most(0, 23900), most(24100)) };
  });
}"""


def api(one: Person, method: str, path: str, **what: Any) -> Any:
    csrf = next(cookie["value"] for cookie in one.page.context.cookies() if cookie["name"] == "csrftoken")
    answer = one.page.request.fetch(f"{one.url}/api/v1/{path}", method=method, headers={"X-CSRFToken": csrf}, **what)
    assert answer.ok, answer.text()
    return answer.json()["data"]


# ---- the library


def the_library(ada: Person) -> None:
    """It looks, says what went wrong, tries again; then sounds are found, heard, starred, made, described, thrown away."""
    page = ada.page
    held: list[Any] = []
    page.route("**/api/v1/tracks?*", lambda request: held.append(request))
    ada.opens("/sounds/")
    page.get_by_text("Looking for your sounds").wait_for()
    until(page, lambda: held)
    for request in held:
        request.abort()
    page.unroute("**/api/v1/tracks?*")
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("heading", name="Thunder").wait_for()
    assert not violations(page), "/sounds/"
    find_and_hear(ada)
    wind_is_made(ada)
    page.set_viewport_size(PHONE)
    assert not page.evaluate(TOO_WIDE)
    assert not violations(page), "/sounds/ on a phone"
    by_keyboard_alone(ada)
    page.set_viewport_size(WINDOW)
    what_is_brought(ada)


def shown(ada: Person, *names: str) -> None:
    until(ada.page, lambda: ada.page.locator(".track-card h3").all_inner_texts() == [*names])


def find_and_hear(ada: Person) -> None:
    page = ada.page
    search = page.get_by_placeholder("Find a sound in all folders")
    search.fill("thu")
    shown(ada, "Thunder")
    search.fill("nowhere")
    page.get_by_text("No such sound.").wait_for()
    search.fill("")
    page.get_by_label("Kind of sound").select_option("music")
    shown(ada, "March", "Tavern")
    page.get_by_role("button", name="Make Tavern a favourite").click()
    page.get_by_role("button", name="Tavern is a favourite: no longer").wait_for()
    page.get_by_label("Kind of sound").select_option("")
    page.get_by_label("Favourites").check()
    shown(ada, "Tavern")
    page.get_by_label("Favourites").uncheck()
    shown(ada, "March", "Rain", "Tavern", "Thunder")
    card = page.get_by_role("group", name="Tavern")
    card.get_by_role("button", name="Play Tavern").click()
    page.locator("[data-playing=true]").wait_for()
    card.get_by_role("button", name="Pause").click()


def wind_is_made(ada: Person) -> None:
    """A loop that the server makes; the browser plays it round without a click at the seam."""
    page = ada.page
    page.get_by_role("button", name="Add rain, wind, fire").click()
    dialog = page.get_by_role("dialog", name="Ready-made sounds")
    dialog.get_by_label("Wind").check()
    assert not violations(page), "ready-made sounds"
    dialog.get_by_role("button", name="Add 1 sound").click()
    page.get_by_text("They are in your library.").wait_for()
    dialog.get_by_text("in your library", exact=True).wait_for()
    dialog.get_by_role("button", name="Close").click()
    (wind,) = api(ada, "GET", "tracks?q=wind")
    for order in page.evaluate(SEAM, wind):
        assert 0 < order["seam"] <= order["elsewhere"], "the loop clicks where it turns"


def by_keyboard_alone(ada: Person) -> None:
    """From the search to a sound, its words changed, and back where one was."""
    page, press = ada.page, ada.page.keyboard.press
    page.get_by_placeholder("Find a sound in all folders").focus()
    for _ in range(60):
        if page.evaluate("() => document.activeElement.innerText") == "Wind":
            break
        press("Tab")
    press("Enter")
    dialog = page.get_by_role("dialog", name="Wind")
    dialog.get_by_label("Name").wait_for()
    assert not violations(page), "a sound"
    press("Escape")
    dialog.wait_for(state="detached")
    page.get_by_role("link", name="Wind").press("Enter")
    dialog.get_by_label("Name").fill("Gale")
    dialog.get_by_label("Tags, separated by commas").fill("night, open sea")
    press("Enter")
    page.get_by_role("heading", name="Gale").wait_for()
    dialog.wait_for(state="detached")
    page.get_by_role("combobox", name="Tag").select_option("night")
    shown(ada, "Gale")
    page.get_by_role("combobox", name="Tag").select_option("")


def what_is_brought(ada: Person) -> None:
    """A recording in WebM is refused with words, a WAV is taken, and thrown away again."""
    page = ada.page
    film: FilePayload = {"name": "memo.webm", "mimeType": "video/webm", "buffer": tone("webm")}
    door: FilePayload = {"name": "Door.wav", "mimeType": "audio/wav", "buffer": tone("wav", seconds=0.5)}
    page.get_by_label("Sound files").set_input_files([film, door])
    page.get_by_role("alert").filter(has_text="WebM").wait_for()
    page.get_by_role("button", name="Dismiss").click()
    page.get_by_label("Choose Door").check(force=True)
    page.get_by_role("group", name="Chosen sounds").get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog", name="Delete 1 sound?").get_by_role("button", name="Delete").click()
    page.get_by_text("1 sound is gone.").wait_for()
    shown(ada, "Gale", "March", "Rain", "Tavern", "Thunder")


# ---- what each sets for themselves


def stays_silent_at_first(one: Person) -> None:
    """The browser keeps the page back: one may leave it at that, and hear the table later."""
    one.page.get_by_role("alert").get_by_role("button", name="Click to hear the table").wait_for()
    one.page.get_by_role("button", name="Stay silent").click()
    one.page.get_by_role("button", name="Click to hear the table").wait_for(state="detached")
    one.page.get_by_role("button", name="Sound: muted here").click()
    one.tab("Sound").get_by_role("button", name="Hear the table again").click()
    until(one.page, lambda: loudness(one) > 0.05)


def the_mixes(ada: Person, ben: Person) -> None:
    """The table's volumes reach everybody; one's own stay on the device, and are there after a reload."""
    full = level(ben)
    view(ada, "Mix")
    for name in ("everything", "Ambience"):
        sets(ada, f"The table's volume of {name}", 0.5)
        becomes(ben, 0.25, full)
        sets(ada, f"The table's volume of {name}", 1)
        becomes(ben, 1, full)
    for name in ("Music", "Effects"):
        sets(ada, f"The table's volume of {name}", 0.3)
        sets(ada, f"Own volume of {name}", 0.4)
    assert abs(loudness(ben) - full) < 0.1 * full, "other groups are not this one's"
    sets(ada, "Own volume of everything", 0.6)
    sets(ada, "Own volume of Ambience", 0.9)
    ada.page.get_by_role("button", name="Mute on this device").click()
    ada.page.get_by_role("button", name="Hear the table again").click()
    ada.page.get_by_text("In step with the others").click()
    ada.page.get_by_role("slider", name="Delay of a wireless loudspeaker").fill("10")
    panel = ben.tab("Sound")
    sets(ben, "Own volume of Ambience", 0.5)
    becomes(ben, 0.25, full)
    sets(ben, "Own volume of everything", 0.4)
    becomes(ben, 0.0625, full)
    panel.get_by_role("button", name="Mute on this device").click()
    become_quiet(ben)
    panel.get_by_text("muted here", exact=True).wait_for()
    ben.page.reload()
    ben.is_live()
    ben.page.evaluate(MARKS)
    panel = ben.tab("Sound")
    panel.get_by_role("button", name="Hear the table again").click()
    until(ben.page, lambda: abs(loudness(ben) - 0.0625 * full) < 0.01 * full)
    says(ben, "Own volume of Ambience", "50 %")


def a_wireless_loudspeaker(ada: Person, ben: Person) -> None:
    """It is played so much earlier that what is heard comes at the same moment as with the others."""
    panel = ben.tab("Sound")
    panel.get_by_text("In step with the others").click()
    panel.get_by_role("slider", name="Delay of a wireless loudspeaker").fill("200")
    says(ben, "Delay of a wireless loudspeaker", "200 ms")
    ben.page.wait_for_timeout(2_000)
    hear_the_same([ada, ben])
    panel.get_by_role("slider", name="Delay of a wireless loudspeaker").fill("0")


def words_are_heard_above_the_music(ada: Person, ben: Person, room: str) -> None:
    """While Ben listens to what Ada has said, the table is a quarter as loud for him."""
    file = {"name": "memo.wav", "mimeType": "audio/wav", "buffer": tone("wav", seconds=20)}
    sent = api(ada, "POST", f"rooms/{room}/files", multipart={"file": file, "voice": "1"})
    say = {"id": "a-voice", "type": "chat.say", "data": {"files": [sent["id"]]}}
    api(ada, "POST", f"rooms/{room}/commands", data=say)
    full = level(ben)
    ben.tab("Chat")
    ben.page.get_by_role("button", name="Play Voice message").click()
    becomes(ben, 0.25, full)
    ben.page.get_by_role("group", name="Voice message").get_by_role("button", name="Pause").click()
    becomes(ben, 1, full)
    ben.tab("Sound")


def what_sounded_is_seen_again(ben: Person) -> None:
    """In the replay it is shown, and silent; back in the present it goes on."""
    page = ben.page
    full = level(ben)
    page.get_by_label("More", exact=True).click()
    page.get_by_role("button", name="Replay").click()
    bar = page.get_by_role("region", name="Replay")
    bar.get_by_role("button", name="Play").wait_for()
    page.get_by_text("You look at the past").wait_for()
    become_quiet(ben)
    page.locator("[data-sound]", has_text="Rain").wait_for()
    place = bar.get_by_label("Place in the replay")
    place.press("Home")
    page.locator("[data-sound]").wait_for(state="detached")
    place.press("End")
    page.locator("[data-sound]", has_text="Rain").wait_for()
    bar.get_by_role("button", name="Back to now").click()
    becomes(ben, 1, full)


# ---- a speaker


def the_speaker(speaker: Person) -> None:
    """One dial, by keys, by wheel and by hand; below it what a device may need besides."""
    page = speaker.page
    dial = page.get_by_role("slider", name="Volume of this speaker")
    at = lambda: int(dial.get_attribute("aria-valuenow") or 0)  # noqa: E731
    dial.focus()
    page.keyboard.press("End")
    until(page, lambda: at() == 100)
    page.keyboard.press("ArrowDown")
    until(page, lambda: at() == 95)
    dial.hover()
    page.mouse.wheel(0, 100)
    until(page, lambda: at() == 90)
    box = dial.bounding_box()
    assert box is not None
    dial.click(position={"x": box["width"] / 2, "y": 8})
    until(page, lambda: at() == 50)
    page.get_by_role("button", name="Mute this speaker").click()
    page.get_by_role("button", name="Sound again").click()
    page.get_by_text("More of this speaker").click()
    for name in ("Music", "Ambience", "Effects"):
        sets(speaker, f"Own volume of {name}", 0.5)
    page.get_by_role("slider", name="Delay of a wireless loudspeaker").fill("20")
    says(speaker, "Delay of a wireless loudspeaker", "20 ms")
    assert not page.evaluate(TOO_WIDE)
    assert not violations(page), "speaker"
