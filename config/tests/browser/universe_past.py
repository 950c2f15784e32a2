"""What is said about a universe, what it was, and what one takes home of it; parts of the story of a universe."""

from __future__ import annotations

from config.tests.browser.people import Person, until


def talks_about_it(ada: Person, ben: Person) -> None:
    """Ada says something, answers herself and settles it; Ben, who only looks in, reads it and is asked for nothing."""
    panel = ada.tab("About")
    panel.get_by_label("Say something about it").fill("The tide is late.")
    panel.get_by_role("button", name="Comment", exact=True).click()
    seen = ben.tab("About")
    seen.get_by_text("The tide is late.").wait_for()
    comment = panel.get_by_role("article", name="Comment by Ada").first
    comment.get_by_role("button", name="Answer").click()
    panel.get_by_label("Your answer").fill("It waits for the moon.")
    panel.get_by_label("Your answer").press("Tab")
    ada.page.keyboard.press("Enter")
    seen.get_by_text("It waits for the moon.").wait_for()
    comment.get_by_role("button", name="Settled").click()
    seen.get_by_text("settled", exact=True).wait_for()
    assert seen.get_by_label("Say something about it").count() == 0
    assert ben.page.get_by_role("tab", name="Changes").count() == 0


def goes_back(ada: Person, ben: Person) -> None:
    """Gravity is changed twice; the two are compared, and the first is restored for both."""
    gravity = ada.tab("Physics").get_by_role("spinbutton", name="Gravity in m/s²")
    seen = ben.tab("Physics").get_by_role("spinbutton", name="Gravity in m/s²")
    for value in ("2.5", "7"):
        gravity.fill(value)
        gravity.press("Enter")
        until(ben.page, lambda value=value: seen.input_value() == value)
    gravity.fill("1000")
    gravity.press("Enter")
    ada.page.get_by_text("From 0 to 100 m/s² is possible.").wait_for()
    gravity.press("Escape")
    assert gravity.input_value() == "7"
    panel = ada.tab("Changes")
    entry = panel.get_by_role("listitem").filter(has_text="Gravity 2.5").first
    entry.get_by_role("button", name="Compare").click()
    difference = panel.get_by_role("region", name="Comparison").get_by_role("definition").first
    until(ada.page, lambda: difference.inner_text().split() == ["2.5", "m/s²", "→", "became", "7", "m/s²"])
    entry.get_by_role("button", name="Restore").click()
    ada.page.get_by_role("dialog").get_by_role("button", name="Make it so").click()
    until(ben.page, lambda: seen.input_value() == "2.5")


def takes_it_home(ada: Person) -> None:
    """One bar is rendered into the library and can be listened to."""
    ada.tab("About").get_by_role("button", name="Render its music").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("How long").fill("1")
    dialog.get_by_role("button", name="Render", exact=True).click()
    dialog.get_by_text("lies in your sounds").wait_for()
    assert "/tracks/" in (dialog.locator("audio").get_attribute("src") or "")
    dialog.get_by_role("button", name="Close").last.click()
