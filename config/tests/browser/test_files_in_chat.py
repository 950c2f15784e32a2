"""What people send each other in the chat: a picture with its progress, a PDF, a recording; heard and seen by the other."""

from __future__ import annotations

import io
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from config.tests.browser.people import Person, until
from rooms.tests.conftest import PDF

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
# A microphone that beeps, and somebody who allows it; and a host name that is not this machine to the browser.
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
ELSEWHERE = "--host-resolver-rules=MAP table.example 127.0.0.1"
WINDOW = {"width": 1280, "height": 800}
HEARD = {"permissions": ["microphone"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    from config.testing.browser import launch_options

    options = launch_options(Path(os.environ["TEST_BROWSER"]))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**{**options, "args": [*options["args"], *MICROPHONE, ELSEWHERE]})
        yield started
        started.close()


@pytest.fixture
def sits(house: Callable[..., Any], person: Callable[..., Any]) -> Callable[..., Person]:
    """`sits("ben", at="table.example", **context)`: Ben in a room that only talks, at this name of the server."""
    server, made = house("tavern")

    def sit(name: str, *, at: str = "", **context: Any) -> Person:
        one: Person = person(server, viewport=WINDOW, **context)
        one.signs_in(name)
        if at:
            one.moves_to(at)
        one.opens(f"/rooms/{made['room']}/")
        one.is_live()
        return one

    return sit


def noise(width: int, height: int) -> bytes:
    """A picture that no compression makes small."""
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3)).save(out, "PNG")
    return out.getvalue()


def attach(page: Page, name: str, content: bytes, type: str) -> Locator:
    """Chooses a file with the paper clip; gives its entry in the tray."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach files").click()
    chooser.value.set_files({"name": name, "mimeType": type, "buffer": content})
    return page.get_by_role("list", name="Attached files").get_by_role("listitem").last


def slowly(page: Page, bytes_a_second: int) -> None:
    session = page.context.new_cdp_session(page)
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    session.send("Network.emulateNetworkConditions", limits)


def test_a_picture_with_its_progress_and_a_pdf(sits: Callable[..., Person]) -> None:
    ada, ben = sits("ada"), sits("ben")
    page = ben.page
    slowly(page, 400_000)
    entry = attach(page, "Cellar.png", noise(900, 500), "image/png")
    percent = entry.get_by_text(re.compile(r"Uploading [1-9]\d? %"))
    percent.wait_for()
    assert 0 < float(entry.get_by_role("progressbar").get_attribute("value") or 0) < 0.85

    second = attach(page, "Regretted.png", noise(900, 500), "image/png")
    second.get_by_role("button", name="Cancel the upload of Regretted.png").click()
    until(page, lambda: page.locator(".attach-entry").count() == 1)
    page.locator(".attach-ready").wait_for()
    attach(page, "Rules.pdf", PDF, "application/pdf").get_by_text("bytes").wait_for()
    ben.says("The way down, and the rules")

    ada.hears("The way down, and the rules")
    assert page.locator(".attach-entry").count() == 0
    there = ada.page.get_by_role("button", name="Open the picture Cellar.webp")
    there.focus()
    ada.page.keyboard.press("Enter")
    dialog = ada.page.get_by_role("dialog", name="Cellar.webp")
    large = dialog.get_by_role("img")
    until(ada.page, lambda: large.evaluate("image => image.complete && image.naturalWidth") == 900)
    ada.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    with ada.page.expect_download() as download:
        ada.page.get_by_role("link", name="Rules.pdf").click()
    assert Path(download.value.path()).read_bytes() == PDF


def test_a_refused_file_says_why(sits: Callable[..., Person]) -> None:
    # Not watched: browsers complain of every answer that refuses.
    again = sits("ben", watch=False)
    attach(again.page, "broken.pdf", PDF[:-9], "application/pdf").get_by_text("This PDF is incomplete.").wait_for()
    attach(again.page, "page.html", b"<script>alert(1)</script>", "text/html").get_by_text("can be sent").wait_for()
    again.page.get_by_role("button", name="Remove broken.pdf").click()
    assert again.page.locator(".attach-entry").count() == 1


def test_files_are_pasted_and_dropped(sits: Callable[..., Person]) -> None:
    page = sits("ben").page
    for event in ("drop", "paste"):
        page.evaluate(
            """([kind, bytes]) => {
              const carried = new DataTransfer();
              carried.items.add(new File([new Uint8Array(bytes)], `${kind}.png`, {type: "image/png"}));
              const line = document.querySelector("[data-chat-input]");
              const options = {bubbles: true, cancelable: true};
              line.dispatchEvent(kind === "drop" ? new DragEvent("drop", {...options, dataTransfer: carried})
                : new ClipboardEvent("paste", {...options, clipboardData: carried}));
            }""",
            [event, list(noise(20, 20))],
        )
        page.get_by_role("button", name=f"Remove {event}.png").wait_for()


def test_a_voice_message_is_recorded_and_heard(sits: Callable[..., Person]) -> None:
    ada, ben = sits("ada"), sits("ben", **HEARD)
    page = ben.page
    page.get_by_role("button", name="Record a voice message").click()
    recording = page.get_by_role("group", name="Recording")
    recording.get_by_text("0:02").wait_for()
    assert recording.locator(".voice-levels rect").count() > 10
    recording.get_by_role("button", name="Stop and send").click()

    player = ada.page.get_by_role("group", name="Voice message")
    player.wait_for()
    place = player.get_by_role("slider")
    assert 2 <= int(place.get_attribute("aria-valuemax") or 0) <= 8
    heights = player.locator("rect").evaluate_all("bars => bars.map(bar => Number(bar.getAttribute('height')))")
    assert max(heights) > 10 and len(set(heights)) > 3
    player.get_by_role("button", name="Play").click()
    until(ada.page, lambda: player.locator("rect.played").count() > 5)
    player.get_by_role("button", name="Pause").click()
    place.press("Home")
    assert place.get_attribute("aria-valuenow") == "0"


def test_a_recording_is_listened_to_first_or_thrown_away(sits: Callable[..., Person]) -> None:
    page = sits("ben", **HEARD).page
    record = page.get_by_role("button", name="Record a voice message")
    recording = page.get_by_role("group", name="Recording")
    record.click()
    recording.get_by_text("0:01").wait_for()
    page.keyboard.press("Escape")
    recording.wait_for(state="detached")
    assert page.locator(".attach-entry").count() == 0

    record.click()
    recording.get_by_text("0:01").wait_for()
    recording.get_by_role("button", name="Stop and listen to it first").click()
    page.locator(".attach-tray").get_by_role("group", name="Voice message").wait_for()
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator(".chat-log").get_by_role("group", name="Voice message").wait_for()


def test_without_https_it_says_why_there_is_no_microphone(sits: Callable[..., Person]) -> None:
    guest = sits("ben", at="table.example", watch=False)
    guest.page.get_by_role("button", name="Record a voice message").click()
    guest.page.get_by_role("dialog", name="No recording").get_by_text("https").first.wait_for()
