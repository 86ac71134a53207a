"""A caseworker at her desk, with the keyboard: how many keys a day's work takes, and whether everybody can use it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.record import count
from tests.journeys.conftest import DESKTOP, settle
from tests.journeys.looking import clipped, faults, tofu

if TYPE_CHECKING:
    from tests.casework.given import Desk

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("SAPHAN_PICTURES", "")  # a folder: pictures of each page are kept there
VOICES = (
    ("my", "pay", "၃ လ လစာ မရသေးပါ။ အချိန်ပိုကြေးလည်း မပေးပါ။ ညဆိုင်း ၆၀ လုံး ဒီလိုပဲ။"),
    ("th", "hours", "ทำงานวันละสิบสี่ชั่วโมง ไม่มีวันหยุด"),
    ("km", "papers", "គេយកលិខិតឆ្លងដែនរបស់ខ្ញុំ"),
    ("ne", "fees", "मैले धेरै पैसा तिरें"),
    ("en", "ask", "Is this real? Just testing."),
    ("my", "unsafe", "အရေးပေါ်ထွက်ပေါက်ကို သော့ခတ်ထားတယ်"),
)


class Keyboard:
    """Counts what a hand does: each key is one, a typed name is one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def name(self, typed: str) -> None:
        self.page.keyboard.type(typed, delay=10)
        self.count += 1


@pytest.fixture
def desk(served: str, monday: object, django_db_blocker: pytest.FixtureRequest) -> Desk:
    from saphan.network.services import add_alias
    from saphan.store import clock
    from saphan.voice import services as voice
    from tests.casework import given

    made = given.our_desk()
    prawn = given.blue_prawn()
    add_alias(organisation_id=prawn, name="ပုစွန်ပြာ", language="my")
    say = given.voices_for(made)
    for number, (language, icon, words) in enumerate(VOICES):
        clock.pass_time(timedelta(minutes=47))
        say(words, icon=icon, language=language, place=prawn if number == 5 else None)
    story = say("Please help me", icon="hurt", language="my", danger=True)
    voice.set_details(
        conversation_id=story, phone="+66812345678", safe_times=["evening"], place="Blue Prawn, night line"
    )
    settle()
    clock.pass_time(timedelta(minutes=7))
    return made


@pytest.fixture
def nok(browser: Browser, served: str, desk: Desk) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    context.add_cookies([cookie_of(desk.nok.id, served)])  # type: ignore[list-item]
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{served}/desk/")
    yield page
    context.close()


def cookie_of(staff_id: UUID, address: str) -> dict[str, str]:
    from django.test import Client

    from saphan.network.models import Staff
    from tests.signed_in import sign_in

    session = sign_in(Client(), Staff.objects.get(id=staff_id)).cookies["sessionid"].value
    return {"name": "sessionid", "value": session, "url": address}


def row(page: Page, words: str) -> None:
    """Move with j until the row with these words has the focus."""
    for _ in range(12):
        page.keyboard.press("j")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"no row with {words}")


def picture(page: Page, name: str) -> None:
    if PICTURES:
        for width in (1440, 768, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]


def fits(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_test_call_takes_three_keys(nok: Page) -> None:
    row(nok, "English")  # she is on the row; from here her hand counts
    hand = Keyboard(nok)
    hand.press("Enter")
    expect(nok.locator("#talk")).to_contain_text("Just testing")
    hand.press("t")
    expect(nok.locator("[role=status]")).to_contain_text("closed")
    count("keys_to_close_test_call", hand.count)
    assert hand.count <= 3
    assert "English" not in nok.inner_text("#list .rows")


def test_what_could_not_be_sent_says_so_and_is_not_lost(nok: Page, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import DatabaseError

    from saphan.voice import services as voice

    def away(**words: object) -> None:
        raise DatabaseError("08006")

    row(nok, "English")
    nok.keyboard.press("Enter")
    nok.fill("#talk textarea[name=reply]", "We are here for you.")
    with monkeypatch.context() as patched:
        patched.setattr(voice, "reply", away)
        nok.get_by_role("button", name="Send", exact=True).click()
        expect(nok.locator("h1")).to_have_text("We could not keep that just now.")
    expect(nok.get_by_label("Your words are still here:")).to_have_value("We are here for you.")
    nok.get_by_role("button", name="Send again").click()
    expect(nok.locator("#talk .said.ours")).to_contain_text("We are here for you.")


def test_a_story_that_moved_away_while_she_wrote_says_so(nok: Page, desk: Desk) -> None:
    from saphan.casework.models import Move
    from saphan.store import System, acting_as
    from saphan.store.clock import today
    from saphan.voice.models import Conversation
    from saphan.voice.moving import move_story
    from tests.casework import given

    there = given.their_desk()
    row(nok, "English")
    nok.keyboard.press("Enter")
    nok.fill("#talk textarea[name=reply]", "We are here for you.")
    story_id = UUID(nok.url.split("/story/")[1].split("/")[0])
    with acting_as(desk.nok):
        assert Conversation.objects.filter(id=story_id).exists()
        moved = {"conversation_id": story_id, "why": "language", "how": "asked", "state": "moved"}
        Move.objects.create(desk_id=desk.id, to_desk_id=there.id, by=desk.nok.id, on=today(), ended_on=today(), **moved)
    with acting_as(System("test")):
        move_story(conversation_id=story_id, to_desk_id=there.id)
    nok.get_by_role("button", name="Send", exact=True).click()
    expect(nok.locator("h1")).to_have_text("This story is at another desk now")


def test_from_message_to_concern_in_twelve_keys(nok: Page) -> None:
    row(nok, "Burmese · Pay")
    hand = Keyboard(nok)
    hand.press("Enter")
    expect(nok.locator("#talk")).to_contain_text("လစာ")
    hand.press("c")
    expect(nok.locator("#concern-form")).to_be_visible()
    expect(nok.locator("#talk")).to_contain_text("လစာ")  # her words stay beside the form
    hand.press("4")
    hand.press("w")
    hand.name("blue praun")
    expect(nok.locator("#candidates")).to_contain_text("Blue Prawn Foods")
    picture(nok, "concern")
    hand.press("Enter")
    expect(nok.locator("#story .concerns")).to_contain_text("Overtime not paid · Blue Prawn Foods")
    count("keys_to_recorded_concern", hand.count)
    assert hand.count <= 12
    picture(nok, "recorded")


# The element a key would reach that is pressed in the very moment after the new page is there.
TYPED_RIGHT_AFTER = """() => document.addEventListener("htmx:afterSwap", () => setTimeout(
    () => { window.gotTheKey ||= document.activeElement.tagName; }, 0))"""


def test_saving_too_early_keeps_everything_beside_her_words(nok: Page) -> None:
    row(nok, "Burmese · Pay")
    nok.keyboard.press("Enter")
    expect(nok.locator("#talk")).to_be_visible()
    nok.keyboard.press("c")
    expect(nok.locator("#concern-form")).to_be_visible()
    nok.route("**/desk/respondents/**", lambda route: route.abort())  # a slow line: the list never came
    nok.keyboard.press("4")
    nok.keyboard.press("w")
    nok.keyboard.type("blue praun")
    nok.evaluate(TYPED_RIGHT_AFTER)
    nok.keyboard.press("Enter")
    expect(nok.locator("#concern-form [role=alert]")).to_contain_text("Pick who is meant")
    assert nok.evaluate("window.gotTheKey") == "H1", "a fast hand still types into the box it has left"
    expect(nok.locator("#talk")).to_contain_text("လစာ")
    nok.keyboard.press("s")
    expect(nok.locator("#story .concerns")).to_contain_text("Overtime not paid · Blue Prawn Foods")


def test_an_approved_reply_by_number_and_back_to_the_list(nok: Page) -> None:
    row(nok, "Thai")
    nok.keyboard.press("Enter")
    expect(nok.locator("#talk")).to_be_visible()
    nok.keyboard.press("4")
    expect(nok.locator("#reply")).to_be_focused()
    expect(nok.locator("#reply")).not_to_have_value("")
    picture(nok, "story")
    nok.keyboard.press("Tab")
    nok.keyboard.press("Enter")
    expect(nok.locator(".said.ours")).to_have_count(1)
    nok.keyboard.press("a")
    expect(nok.locator("#talk .mark.river")).to_have_text("Mine")


@pytest.mark.parametrize("which", ["inbox", "story", "concern", "cases", "case"])
def test_everybody_can_use_it(which: str, nok: Page, served: str, desk: Desk) -> None:
    nok.goto(served + address_of(which, desk))
    picture(nok, which)
    assert faults(nok) == []
    assert [width for width in (1440, 768, 360, 320) if not fits(nok, width)] == []


def address_of(which: str, desk: Desk) -> str:
    from saphan.casework import services
    from saphan.network.models import Organisation
    from saphan.store.acting import acting_as
    from saphan.store.ids import random_id
    from saphan.voice import services as voice
    from saphan.voice.models import Conversation

    with acting_as(desk.nok) as moment:
        story = Conversation.objects.get(icon="hurt").id
        prawn = Organisation.objects.get(name="Blue Prawn Foods").id
        case = services.open_case(conversation_id=story, by=desk.nok)
        services.add_need(case_id=case, kind="shelter", by=desk.nok)
        services.add_note(conversation_id=story, text="Her cousin answers the phone.", by=desk.nok)
        services.record_concern(
            case_id=case,
            conversation_id=story,
            kind="verbal_abuse",
            respondent_id=prawn,
            stage="employment",
            period_from=moment.day,
            line="night line",
            by=desk.nok,
        )
        voice.ask(
            conversation_id=story,
            question="consent",
            ref=random_id(),
            words="Workers of the night line are shouted at and pushed. We ask you to train the line leaders.",
            reader=voice.Reader(prawn, "supplier", "Blue Prawn Foods"),
        )
    return {
        "inbox": "/desk/",
        "story": f"/desk/story/{story}/",
        "concern": f"/desk/story/{story}/concern/",
        "cases": "/desk/cases/",
        "case": f"/desk/case/{case}/",
    }[which]


def test_the_desk_in_burmese_is_whole(nok: Page, desk: Desk, served: str) -> None:
    """Burmese letters are tall and its words long: nothing is cut, nothing is too wide, and no letter is missing."""
    from saphan.network.models import Staff

    Staff.objects.filter(id=desk.nok.id).update(language="my")
    nok.goto(f"{served}/desk/")
    nok.keyboard.press("j")
    nok.keyboard.press("Enter")
    nok.wait_for_selector("#talk .said")
    assert (tofu(nok), clipped(nok)) == ([], [])
    assert "စက်နဲ့ ဘာသာပြန်ထားတယ်" in nok.inner_text("body > .machine")
    assert all(fits(nok, width) for width in (320, 768, 1440))


def test_her_other_stories_are_read_only_when_somebody_looks_for_one(nok: Page, desk: Desk) -> None:
    asked: list[str] = []
    nok.on("request", lambda request: asked.append(request.url))
    nok.keyboard.press("j")
    nok.keyboard.press("Enter")
    nok.wait_for_selector("#talk .said")
    assert not [url for url in asked if "/link/others/" in url]
    nok.get_by_text("She also wrote in another way").click()
    nok.locator("#other").select_option(index=2)
    nok.get_by_role("button", name="Ask her on both ways").click()
    expect(nok.get_by_text("not together yet")).to_be_visible()
    expect(nok.locator("#talk .said").first).to_be_visible()
