"""People talk at the table: to everybody and to some, with answers, signs, second thoughts and dice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.overhearing import Wire
from config.tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
WINDOW = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1}
SECRET = "The silver key is mine"


class Talker(Person):
    """Somebody who uses the chat."""

    def line(self, text: str) -> Any:
        """The message with these words; not one that answers it."""
        return self.page.locator(".line", has=self.page.locator(".line-body", has_text=text)).last

    def writes(self, text: str) -> None:
        """Types into the line without sending."""
        field = self.page.get_by_label("Message", exact=True)
        field.fill("")
        field.press_sequentially(text)

    def does_with(self, text: str, what: str) -> None:
        """Chooses from the menu of the message with these words."""
        line = self.line(text)
        line.scroll_into_view_if_needed()
        line.hover()
        line.get_by_role("button", name="What one can do with this message").click()
        self.page.get_by_role("menuitem", name=what).click()

    def whispers_to(self, name: str) -> None:
        """Chooses who alone reads what is written next."""
        self.page.locator(".manner-open").click()
        sheet = self.page.get_by_role("dialog", name="To whom and how")
        sheet.get_by_role("button", name=name, exact=True).click()
        sheet.get_by_role("button", name="Done").click()


@pytest.fixture
def talkers(house: Callable[..., Any], person: Callable[..., Any]) -> Callable[..., Any]:
    """`talkers("ada", "ben", ...)`: these people in the tavern, a room of talk; "cleo" comes as a guest by the link."""

    def sit(*names: str, **contexts: Any) -> list[Talker]:
        server, made = house("tavern")
        people = []
        for name in names:
            somebody = person(server, **contexts.get(name, WINDOW))
            talker = Talker(somebody.page, server.url)
            people.append(talker)
            if name == "cleo":
                talker.opens(f"/join/{made['invite']}/")
                talker.page.get_by_label("What shall the others call you?").fill("Cleo")
                talker.page.get_by_role("button", name="Sit down at the table").click()
            else:
                talker.signs_in(name)
                talker.opens(f"/rooms/{made['room']}/")
            talker.is_live()
        return people

    return sit


def test_a_whisper_reaches_only_whom_it_names_and_says_so(talkers: Callable[..., Any]) -> None:
    ada, ben, cleo = talkers("ada", "ben", "cleo")
    wire = Wire(cleo.page)
    ben.whispers_to("Ada")
    ben.page.get_by_role("button", name="Whisper to Ada").wait_for()
    ben.says(SECRET)
    ada.line(SECRET).wait_for()
    card = ada.page.locator(".message-whisper", has_text=SECRET)
    assert "whispers to you" in card.inner_text()
    assert "whispers to Ada" in ben.page.locator(".message-whisper", has_text=SECRET).inner_text()

    ben.page.get_by_role("button", name="Say it to everybody again, as yourself").click()
    ben.says("Nothing here")
    cleo.hears("Nothing here")
    assert not wire.traces_of(SECRET)

    ada.does_with(SECRET, "Reply")
    ada.says("I heard nothing")
    ben.hears("I heard nothing")
    assert ben.page.locator(".message-whisper", has_text="I heard nothing").count() == 1
    ada.says("On we go")
    cleo.hears("On we go")
    assert not wire.traces_of(SECRET, "I heard nothing")

    ada.does_with(SECRET, "Whisper to Ben")
    ada.page.get_by_text("Only you and Ben").wait_for()
    ada.page.locator(".chat-log .message", has_text="On we go").wait_for(state="detached")
    assert ada.messages() == [SECRET, "I heard nothing"]
    ada.page.get_by_role("button", name="Back to everything").click()
    ada.hears("On we go")


def test_second_thoughts_are_seen_by_all(talkers: Callable[..., Any]) -> None:
    """Answered, marked with a sign, edited, pinned, deleted."""
    ada, ben = talkers("ada", "ben")
    ben.says("I open the left dor")
    ada.hears("I open the left dor")

    ada.does_with("left dor", "Reply")
    ada.says("Are you sure?")
    answer = ben.line("Are you sure?")
    answer.wait_for()
    assert "I open the left dor" in answer.locator(".reply-preview").inner_text()

    ada.does_with("left dor", "React with 🔥")
    ben.page.get_by_role("button", name="🔥, 1 person: Ada").click()
    ada.page.get_by_role("button", name="🔥, 2 people: Ada and Ben").wait_for()

    ben.does_with("I open the left dor", "Edit")
    field = ben.page.get_by_label("Change the message")
    field.fill("never mind")
    field.press("Escape")
    ben.hears("I open the left dor")
    ben.does_with("I open the left dor", "Edit")
    field.fill("I open the left door")
    field.press("Enter")
    ada.hears("I open the left door")
    assert "edited" in ada.line("I open the left door").inner_text()

    ada.does_with("I open the left door", "Pin")
    ben.line("I open the left door").get_by_text("pinned").wait_for()

    ben.does_with("I open the left door", "Delete")
    ben.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    ada.page.get_by_text("Ben deleted this message.").wait_for()
    assert "I open the left" not in "".join(ada.messages())


def test_names_and_dice_in_what_is_said(talkers: Callable[..., Any]) -> None:
    ada, ben = talkers("ada", "ben")
    ada.says("@Ben take **[[2d6+3]]** damage, then [[/roll 1d20+2 # Save]]")
    line = ben.line("damage, then")
    line.wait_for()
    assert "line-names-you" in (line.get_attribute("class") or "")
    total = int(line.locator(".inline-roll").inner_text().split("\n")[-1].split("=")[-1])
    assert 5 <= total <= 15
    assert ada.line("damage, then").locator(".inline-roll").inner_text() == line.locator(".inline-roll").inner_text()

    line.get_by_role("button", name="1d20+2").click()
    ada.line("Save").last.wait_for()
    ben.says("/roll 2d20kh+7 # Stealth")
    for one in (ada, ben):
        card = one.page.locator(".chat-log .roll", has_text="Stealth")
        card.wait_for()
        assert "2d20kh" in card.inner_text()


def test_the_line_helps_and_refuses_privately(talkers: Callable[..., Any]) -> None:
    ada, ben = talkers("ada", "ben")
    ben.writes("/bl")
    ben.page.get_by_role("option", name="/blindroll").wait_for()
    ben.page.keyboard.press("Enter")
    assert ben.page.get_by_label("Message", exact=True).input_value() == "/blindroll "
    ben.writes("hello @ad")
    ben.page.get_by_role("option", name="@Ada").click()
    assert ben.page.get_by_label("Message", exact=True).input_value() == "hello @Ada "

    ben.says("/dance wildly")
    ben.page.get_by_role("alert").filter(has_text="/dance").wait_for()
    assert ben.page.get_by_label("Message", exact=True).input_value() == "/dance wildly"
    ben.says("/me dances wildly\n/ooc sorry")
    ada.hears("dances wildly")
    ada.hears("sorry")
    assert not any("/dance" in text for text in ada.messages())

    long = "long " * 399 + "end"
    ben.says(long)
    ada.hears(long[-40:])
    ben.page.get_by_label("Message", exact=True).press("ArrowUp")
    assert ben.page.get_by_label("Message", exact=True).input_value() == long


def test_by_keyboard_and_by_touch(talkers: Callable[..., Any]) -> None:
    ada, ben = talkers("ada", "ben", ben=PHONE)
    ben.says("From the sofa")
    ada.hears("From the sofa")
    ada.page.get_by_role("log").focus()
    ada.page.keyboard.press("ArrowUp")
    ada.page.keyboard.press("Enter")
    ada.page.get_by_role("menu").wait_for()
    ada.page.keyboard.press("ArrowRight")
    ada.page.keyboard.press("Enter")
    sign = ben.line("From the sofa").get_by_role("button", name="❤️, 1 person: Ada")
    sign.wait_for()

    ben.line("From the sofa").locator("p").tap()
    ben.line("From the sofa").get_by_role("button", name="Reply").tap()
    ben.page.get_by_text("Answer to").wait_for(state="attached")
    ben.says("And from the garden")
    ada.line("And from the garden").locator(".reply-preview", has_text="From the sofa").wait_for()
