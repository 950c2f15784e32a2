"""The pictures of a universe at two browsers: made, looked at while it sounds, set together, taken back, saved as a file."""

from __future__ import annotations

from config.tests.browser.people import Person, until

COLOURS = """() => {
  const canvas = document.querySelector(".picture-view canvas");
  if (!canvas) return 0;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""


def makes_pictures(ada: Person, ben: Person) -> None:
    """Both listen already; Ben may change nothing."""
    mine = ada.tab("Pictures")
    mine.get_by_role("button", name="Spectrum", exact=True).click()
    ada.page.get_by_role("heading", name="Spectrum").wait_for()
    until(ada.page, lambda: ada.page.evaluate(COLOURS) > 50)

    theirs = ben.tab("Pictures")
    theirs.get_by_role("button", name="Look at Spectrum").click()
    until(ben.page, lambda: ben.page.evaluate(COLOURS) > 50)
    theirs.locator(".body-row", has_text="Spectrum").click()
    assert theirs.get_by_role("slider", name="Width of a bar in px").is_disabled()
    assert theirs.get_by_role("group", name="Add a picture").get_by_role("button").count() == 0

    mine.get_by_role("button", name="Let something move it").click()
    theirs.get_by_text("Loudness → colour").wait_for()
    mine.get_by_role("slider", name="Width of a bar in px").press("End")
    until(ben.page, lambda: theirs.get_by_role("spinbutton", name="Width of a bar in px").input_value() == "100")
    ada.page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    until(ben.page, lambda: theirs.get_by_role("spinbutton", name="Width of a bar in px").input_value() == "8")

    mine.get_by_role("button", name="Spectrum as a file").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="What", exact=True).select_option("json")
    dialog.get_by_label("Seconds").fill("1")
    dialog.get_by_role("button", name="Draw it").click()
    link = dialog.get_by_role("link", name="Save it")
    link.wait_for()
    told = ada.page.request.get(ada.url + str(link.get_attribute("href"))).json()
    assert told["kind"] == "spectrum" and len(told["frames"]) == 15
    dialog.get_by_role("button", name="Close").click()

    mine.get_by_role("button", name="Take Spectrum away").click()
    for one in (ada, ben):
        one.page.locator(".picture-view").wait_for(state="detached")
