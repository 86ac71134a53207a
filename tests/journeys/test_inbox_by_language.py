"""The inbox by language in a real browser, and a worker who is asked for hers: from her first words to who takes it.

Set SAPHAN_PICTURES to a folder to keep a screenshot of each page.
"""

from __future__ import annotations

import os
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, settle
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import open_browser

if TYPE_CHECKING:
    from uuid import UUID

    from saphan.network.models import Staff

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("SAPHAN_PICTURES", "")
RAKHINE = "ငါရို့ လစာ မရသေး ယင်းချင့် ပြောရေ"


def keep(page: Page, name: str) -> None:
    if PICTURES:
        width = page.viewport_size["width"]  # type: ignore[index]
        page.screenshot(path=Path(PICTURES) / f"inbox-{name}-{width}.png", full_page=True)


def a_desk() -> tuple[UUID, Staff]:
    """Nok speaks Burmese and Thai and is there; Mya speaks Shan and Rakhine, and comes on Tuesday."""
    from saphan.network.models import Staff
    from saphan.network.services import set_duty
    from tests.signed_in import desk_person, open_desk

    desk_id = open_desk()
    nok, mya = desk_person(desk_id, "caseworker", "lead", name="Nok"), desk_person(desk_id, name="Mya")
    Staff.objects.filter(id=nok.id).update(languages=["my", "th", "en"])
    Staff.objects.filter(id=mya.id).update(languages=["shn", "rki"])
    set_duty(desk_id=desk_id, staff_id=nok.id, weekday=0, opens=time(9), closes=time(18))
    set_duty(desk_id=desk_id, staff_id=mya.id, weekday=1, opens=time(9), closes=time(18))
    nok.refresh_from_db()
    return desk_id, nok


def voices(desk_id: UUID) -> None:
    """Seven hours of them, in five languages, one in danger."""
    from saphan.store import clock
    from saphan.voice.inbound import Inbound
    from saphan.voice.intake import accept

    said = (
        *(("my", "တလ လစာ မရသေးဘူး", "pay"), ("my", "ၶႃႈဢမ်ႇလႆႈငိုၼ်းလိူၼ်", "pay"), ("ne", "तलब पाएको छैन", "pay")),
        *(("th", "เขายึดพาสปอร์ตของเรา", "papers"), ("ms", "Gaji kami belum dibayar", "pay")),
        *(("my", "They keep our passports", "papers"), ("my", "မတ်လကတည်းက လစာမရသေးပါ", "pay")),
    )
    clock.pass_time(timedelta(hours=-7))
    for number, (language, text, icon) in enumerate(said):
        danger = number == 5
        accept(Inbound(desk_id, "web", language, once=f"once {number}", text=text, icon=icon, danger=danger))
        settle()
        clock.pass_time(timedelta(hours=1))


def test_she_is_asked_for_her_language_and_somebody_who_speaks_it_takes_her_story(
    served: str, monday: object, browser: Browser, phone: Page
) -> None:
    # Given a desk with seven hours of voices
    from django.test import Client

    from tests.signed_in import sign_in

    desk_id, nok = a_desk()
    voices(desk_id)

    # When a worker writes on Burmese pages in what may be Rakhine
    phone.goto(f"{served}/my/")
    phone.locator("textarea").first.fill(RAKHINE)
    phone.locator("form button.button, form button[type=submit]").first.click()
    code = "".join(phone.locator(".claim-code span, .code span").all_inner_texts())
    settle()
    phone.goto(f"{served}/en/story/mine/")

    # Then her page asks her, once, in the languages' own names
    asked = phone.get_by_role("heading", name="Which language do you speak best?")
    expect(asked).to_be_visible()
    keep(phone, "asked")
    phone.get_by_role("button", name="ရခိုင်").click()
    settle()
    phone.goto(f"{served}/en/story/mine/")
    expect(asked).to_have_count(0)
    expect(phone.get_by_text("Nobody here speaks ရခိုင် now. Somebody does on Tuesday at 09:00.")).to_be_visible()
    keep(phone, "answered")
    phone.get_by_text("More", exact=True).click()
    phone.get_by_role("link", name="Who should answer you?").click()
    expect(phone.get_by_role("button", name="A woman")).to_be_visible()
    keep(phone, "who")
    phone.get_by_role("button", name="A woman").click()
    phone.goto(f"{served}/en/story/speak/")
    keep(phone, "speak")
    assert code is not None

    # And the desk sees in which languages people wait, how long, and who speaks them
    page = open_browser(browser, served, DESKTOP, sign_in(Client(), nok).cookies["sessionid"].value)
    page.goto("/desk/")
    expect(page.get_by_role("link", name="Rakhine").first).to_be_visible()
    check(page)
    keep(page, "list")
    page.get_by_role("link", name="Waiting longest").click()
    expect(page.locator('.filters [aria-current="page"]')).to_have_text("Waiting longest")
    expect(page.locator("a.row-link").first).to_contain_text("Burmese")
    keep(page, "longest")
    page.get_by_role("link", name="Shan 1").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("#list p.warn")).to_contain_text("Mya does, on Tuesday at 09:00.")
    page.locator("a.row-link").first.click()
    expect(page.get_by_role("heading", name="Who answers her")).to_be_visible()
    check(page)
    keep(page, "story")

    # And a code stands for words that are read before they are sent
    page.get_by_label("Reply").fill("/ack")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("This is what she would read.")).to_be_visible()
    keep(page, "code")

    # And who is there, about oneself, and the replies have their pages
    for address, name in (("/desk/who/", "who-is-there"), ("/desk/me/", "about-me"), ("/desk/replies/", "replies")):
        page.goto(address)
        check(page)
        keep(page, name)
