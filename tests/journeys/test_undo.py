"""Undo and hand over, in a real browser: the desk at 1440 px with the keyboard, the worker at 360 px."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, settle
from tests.journeys.looking import check, faults
from tests.journeys.test_desk import cookie_of

if TYPE_CHECKING:
    from saphan.store.callers import Staff
    from tests.casework.given import Desk

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("SAPHAN_PICTURES", "")


@pytest.fixture
def desks(served: str, monday: object, django_db_blocker: pytest.FixtureRequest) -> tuple[Desk, Desk]:
    from tests.casework import given

    return given.our_desk(), given.their_desk()


@pytest.fixture
def sit_down(browser: Browser, served: str) -> Iterator[object]:
    """A browser of somebody who is signed in, at an address."""
    contexts = []

    def open_page(staff: Staff, address: str) -> Page:
        context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
        context.add_cookies([cookie_of(staff.id, served)])  # type: ignore[list-item]
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{served}{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def keep(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"undo-{name}.png", full_page=True)


def tell_her_code(phone: Page, served: str, words: str) -> UUID:
    """She speaks on her phone; the story's id."""
    from saphan.store.acting import acting_as
    from saphan.store.callers import System
    from saphan.voice.models import Conversation

    phone.goto(f"{served}/en/")
    phone.fill("textarea", words)
    phone.locator("main form .button").last.click()
    phone.wait_for_url("**/code/")
    with acting_as(System("test")):
        found = Conversation.objects.latest("opened_at", "id").id
    settle()
    return found


def test_the_wrong_desk_asks_her_and_she_says_yes(
    desks: tuple[Desk, Desk], sit_down: object, phone: Page, served: str
) -> None:
    from saphan.store.acting import acting_as
    from saphan.voice.models import Conversation

    here, there = desks
    story = tell_her_code(phone, served, "They keep my passport")
    page = sit_down(here.nok, f"/desk/story/{story}/")  # type: ignore[operator]
    page.keyboard.press("m")
    expect(page.locator("h1")).to_contain_text("wrong desk")
    page.get_by_label("Harbour Desk").check()
    page.get_by_label("They know this kind of trouble").check()
    check(page)
    keep(page, "wrong-desk")
    page.get_by_role("button", name="Ask her").click()
    expect(page.locator("#story")).to_contain_text("May Harbour Desk answer her instead of us?")
    keep(page, "wrong-desk-asked")
    phone.goto(f"{served}/en/story/mine/")
    phone.get_by_role("link", name="Read and answer").click()
    expect(phone.locator("h1")).to_contain_text("May Harbour Desk answer you?")
    keep(phone, "she-is-asked")
    phone.get_by_role("button", name="Yes, they may answer me").click()
    settle()
    phone.goto(f"{served}/en/story/mine/")
    expect(phone.locator("main")).to_contain_text("Another desk of ours answers you now.")
    keep(phone, "she-moved")
    page.goto(f"{served}/desk/story/{story}/")
    expect(page.locator("h1")).to_contain_text("at another desk now")
    check(page)
    keep(page, "moved-away")
    with acting_as(there.nok):
        assert Conversation.objects.filter(id=story).exists()


def test_a_reply_is_taken_back_with_one_key_and_a_seen_one_says_so(
    desks: tuple[Desk, Desk], sit_down: object, phone: Page, served: str
) -> None:
    here, _ = desks
    story = tell_her_code(phone, served, "No pay since March")
    page = sit_down(here.nok, f"/desk/story/{story}/")  # type: ignore[operator]
    page.keyboard.press("r")
    page.keyboard.type("Dear Ma Aye, your passport")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("form[role=status]")).to_contain_text("Sent.")
    keep(page, "sent")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    expect(page.locator("#talk ol.talk")).not_to_contain_text("Dear Ma Aye")
    page.fill("#reply", "Dear Ma Aye, your passport")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("form[role=status]")).to_contain_text("Sent.")
    phone.goto(f"{served}/en/story/mine/")
    expect(phone.locator("main")).to_contain_text("Dear Ma Aye")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    expect(page.locator("main")).to_contain_text("What did it tell her?")
    check(page)
    keep(page, "slip")
    phone.goto(f"{served}/en/story/mine/")
    expect(phone.locator("main")).to_contain_text("We wrote this to you by mistake.")
    expect(phone.locator("main")).not_to_contain_text("Dear Ma Aye")
    keep(phone, "she-reads-it-was-a-mistake")
    page.get_by_label("Somebody's name").check()
    page.get_by_role("button", name="Keep").click()
    lead = sit_down(here.ann, "/desk/slips/")  # type: ignore[operator]
    expect(lead.locator("main")).to_contain_text("Somebody's name")
    check(lead)
    keep(lead, "slips")


def test_one_answer_to_many(desks: tuple[Desk, Desk], sit_down: object) -> None:
    from tests.casework import given

    here, _ = desks
    say = given.voices_for(here)
    for number in range(12):
        say(f"no pay {number}", language=("my", "th", "en", "shn")[number % 4], danger=number == 5)
    page = sit_down(here.nok, "/desk/alike/")  # type: ignore[operator]
    page.keyboard.press("a")
    expect(page.locator(".alike input:checked")).to_have_count(11)
    page.get_by_label("We have read you").check()
    check(page)
    keep(page, "alike")
    page.get_by_role("button", name="Show me who reads what").click()
    expect(page.locator("h1")).to_contain_text("8 people read this")
    check(page)
    keep(page, "alike-who")
    page.keyboard.press("s")
    expect(page.locator("#progress")).to_contain_text("0 of 8 delivered.")
    keep(page, "alike-begun")
    settle()
    expect(page.locator("#progress")).to_contain_text("8 of 8 delivered. Done.", timeout=10_000)
    check(page)
    keep(page, "alike-done")


def test_the_next_shift_sees_the_note_first(desks: tuple[Desk, Desk], sit_down: object, served: str) -> None:
    from datetime import date

    from saphan.casework import services
    from tests.casework import given

    here, _ = desks
    say = given.voices_for(here)
    say("help", icon="hurt", danger=True)
    services.put_off(conversation_id=say("papers", icon="papers"), until=date(2026, 3, 4), by=here.nok)
    page = sit_down(here.ann, "/desk/hand-over/")  # type: ignore[operator]
    page.keyboard.press("n")
    page.keyboard.type("The shelter is full until Thursday.")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("main")).to_contain_text("Nobody has taken it yet.")
    nok = sit_down(here.nok, "/in/")  # type: ignore[operator]
    expect(nok.locator("main")).to_contain_text("The shelter is full until Thursday.")
    check(nok)
    keep(nok, "hand-over")
    nok.keyboard.press("a")
    expect(nok.locator("main")).to_contain_text("Taken over")
    nok.goto(f"{served}/in/")
    expect(nok.locator("h1")).to_have_text("Inbox")


def test_a_colleague_leaves_and_another_lost_her_phone(desks: tuple[Desk, Desk], sit_down: object, served: str) -> None:
    from saphan.network import services as network
    from saphan.voice import services as voice
    from tests.casework import given

    here, _ = desks
    voice.assign(conversation_id=given.voices_for(here)(), by=here.nok)
    for who in (here.nok, here.ann):
        network.start(token=network.new_link(staff_id=who.id).token, password="nine prawns on a blue boat")
    ann = sit_down(here.ann, f"/desk/network/people/{here.nok.id}/")  # type: ignore[operator]
    check(ann)
    keep(ann, "person")
    ann.get_by_role("button", name="She lost her phone").click()
    expect(ann.locator("main")).to_contain_text("You asked, so somebody else confirms.")
    assert faults(ann) == []
    keep(ann, "second-person")
    ann.goto(f"{served}/desk/network/people/{here.nok.id}/")
    ann.get_by_role("button", name="Nok has left").click()
    expect(ann.locator("main")).to_contain_text("left on")
