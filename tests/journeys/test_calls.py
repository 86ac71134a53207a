"""The telephone and SMS in a real browser: the pad with its clock, the queue, the counter, the set-up pages.

Set SAPHAN_PICTURES to a folder to keep a screenshot of each page.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import pass_days, settle
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import SIZES, open_browser

if TYPE_CHECKING:
    from saphan.network.models import Staff

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("SAPHAN_PICTURES", "")
WIDE = 1000


def keep(page: Page, name: str) -> None:
    if PICTURES:
        width = page.viewport_size["width"]  # type: ignore[index]
        page.screenshot(path=Path(PICTURES) / f"calls-{name}-{width}.png", full_page=True)


def sit_down(browser: Browser, served: str, size: dict[str, int], *roles: str) -> tuple[Staff, Page]:
    from django.test import Client

    from tests.signed_in import desk_person, open_desk, sign_in

    nok = desk_person(open_desk(), *roles)
    return nok, open_browser(browser, served, size, sign_in(Client(), nok).cookies["sessionid"].value)


@SIZES
def test_calls_are_written_down_and_rung_back(
    served: str, monday: object, browser: Browser, size: dict[str, int]
) -> None:
    # Given a desk whose telephone has just rung
    _, page = sit_down(browser, served, size, "caseworker")
    page.goto("/desk/calls/")
    check(page)
    keep(page, "nobody")
    page.get_by_role("link", name="Somebody is on the phone").click()

    # When a colleague writes it down while the clock runs
    clock = page.get_by_role("timer")
    expect(clock).to_have_text("0:02")
    page.get_by_role("button", name="Begin again").click()
    expect(clock).to_have_text("0:00")
    page.get_by_label("What she said").fill("They have not paid us since March.\nမတ်လကတည်းက လစာမရသေးပါ။")
    page.get_by_label("Her number").fill("0800000001")
    page.get_by_label("evening, 18 to 22").check()
    check(page)
    keep(page, "pad")
    page.get_by_role("button", name="Keep it").click()

    # Then there is a number to read out to her, and her story is in the inbox
    expect(page.get_by_role("heading", name="Kept as a new story")).to_be_visible()
    check(page)
    keep(page, "kept")
    page.get_by_role("link", name="Open her story").click()
    expect(page.get_by_text("Said on the telephone; a colleague wrote it down").first).to_be_visible()
    keep(page, "story")

    # And two calls that nobody took wait, one of them rung in vain
    page.goto("/desk/calls/")
    for number in ("0800000001", "0800000002"):
        page.get_by_label("The number that rang").fill(number)
        page.get_by_role("button", name="She is to be rung").click()
    expect(page.locator("[data-row]")).to_have_count(2)
    pass_days(1.3)
    page.get_by_role("button", name="Nobody took it").first.click()
    expect(page.get_by_text("Rung in vain")).to_be_visible()
    check(page)
    keep(page, "queue")
    page.get_by_role("link", name="I have her on the phone").first.click()
    expect(page.get_by_label("We rang her", exact=True)).to_be_checked()
    page.get_by_label("What she said").fill("Now they have paid.")
    keep(page, "pad-of-her-story")
    page.get_by_role("button", name="Add it to her story").click()
    expect(page.get_by_text("Now they have paid.").first).to_be_visible()
    page.goto("/desk/calls/")
    expect(page.locator("[data-row]")).to_have_count(1)
    page.context.close()


@SIZES
def test_the_parts_of_an_sms_are_counted(served: str, monday: object, browser: Browser, size: dict[str, int]) -> None:
    from tests.voice.channels.sms.provider import Twilio
    from tests.voice.channels.stand_in import standing_in
    from tests.voice.channels.twilio_desk import Number, add_number

    # Given somebody who wrote an SMS
    nok, page = sit_down(browser, served, size, "caseworker")
    assert nok.desk_id is not None
    with standing_in(Twilio(), "sms"):
        number = Number(add_number(nok.desk_id))
        number.says("They keep my passport")
        settle()
    page.goto("/desk/")
    page.locator("[data-row] a").first.click()

    # When she is answered, then what it costs is seen while it is written
    length = page.locator("#length")
    expect(length).to_contain_text("160 plain Latin signs a part")
    for words, shown in (
        ("We read it.", "room for 149 more signs"),
        ("We’ll ring you.", "dear because of ’"),
        ("เราอ่านแล้ว " * 12, "3 SMS parts"),
        ("a" * 161, "2 SMS parts"),
    ):
        page.get_by_label("Reply").fill(words)
        expect(length).to_contain_text(shown)
        keep(page, f"counter-{words[:2].strip()}")
    page.keyboard.press("Escape")
    if size["width"] > WIDE:
        page.keyboard.press("1")
        expect(length).to_contain_text("SMS")
    check(page)
    page.context.close()


@SIZES
@pytest.mark.parametrize("channel", ["sms", "gateway", "phone"])
def test_channels_are_set_up(served: str, monday: object, browser: Browser, size: dict[str, int], channel: str) -> None:
    from tests.voice.channels.gateway.provider import PASSWORD, USER, Phone
    from tests.voice.channels.sms.provider import OURS, SID, TOKEN, Twilio
    from tests.voice.channels.stand_in import standing_in

    # Given a lead at the page of a channel
    _, page = sit_down(browser, served, size, "lead")
    page.goto(f"/desk/channels/new/{channel}/")
    check(page)
    page.get_by_label("Your name for it").fill("Our number")
    entered = {"Account SID": SID, "Auth token": TOKEN, "Your number there": OURS}
    if channel == "gateway":
        entered = {"Where the app takes messages": "https://sms.example/v1"}
        entered |= {"User name there": USER, "Password or key there": PASSWORD}
        entered["Secret of our address"] = "a-secret-of-ours"
    for label, value in entered.items():
        page.get_by_label(label).fill(value)
    keep(page, f"new-{channel}")
    page.get_by_role("button", name="Keep").click()

    # When the account is kept and tried, then each step says what it found
    expect(page.get_by_role("button", name="Try it now")).to_be_visible()
    provider = Phone() if channel == "gateway" else Twilio()
    with standing_in(provider, channel):
        page.get_by_role("button", name="Try it now").click()
        expect(page.get_by_text("good", exact=True).first).to_be_visible()
    check(page)
    keep(page, f"one-{channel}")
    page.context.close()
