"""A caseworker finds a workplace in sealed messages by its name in three scripts, and reads what came in Zawgyi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from saphan.languages.zawgyi import to_zawgyi
from tests.journeys.conftest import DESKTOP, PHONE, settle
from tests.journeys.looking import check, clipped
from tests.journeys.test_desk import cookie_of, picture

if TYPE_CHECKING:
    from tests.casework.given import Desk

pytestmark = pytest.mark.journey
BURMESE = "ကျွန်မ ပုစွန်ပြာမှာ လုပ်ပါတယ်။ လစာ နှစ်လ မရသေးပါဘူး။"
ZAWGYI = to_zawgyi("ပုစွန်ပြာ ရုံးက ပတ်စပို့ ယူထားတယ်။ ပြန်တောင်းတော့ မပေးဘူး။")


@dataclass(frozen=True)
class Told:
    desk: Desk
    stories: dict[str, UUID]
    code: str


@pytest.fixture
def told(served: str, monday: object) -> Told:
    from saphan.network.services import add_alias
    from saphan.voice.inbound import Inbound
    from saphan.voice.intake import accept
    from tests.casework import given

    desk = given.our_desk()
    prawn = given.blue_prawn()
    for name in ("ပုစွန်ပြာ", "กุ้งน้ำเงิน"):
        add_alias(organisation_id=prawn, name=name)
    said = {
        "burmese": BURMESE,
        "zawgyi": ZAWGYI,
        "thai": "ทำงานที่กุ้งน้ำเงินวันละสิบสี่ชั่วโมง",
        "unsure": "လက္ခံ",
        "other": "Is this real? Just testing.",
    }
    voices = {
        name: accept(Inbound(desk.id, "web", "my", once=f"voice {name}", text=text, icon="pay"))
        for name, text in said.items()
    }
    settle()
    return Told(desk, {name: each.conversation_id for name, each in voices.items()}, voices["zawgyi"].claim_code)


@pytest.fixture
def nok(browser: Browser, served: str, told: Told) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    context.add_cookies([cookie_of(told.desk.nok.id, served)])  # type: ignore[list-item]
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{served}/desk/")
    yield page
    context.close()


def look_for(page: Page, typed: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.locator("[data-search]").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("[data-search]")).to_have_attribute("value", typed)  # as the answer carries it


def test_a_workplace_is_found_in_three_scripts_by_the_slash_key(nok: Page, told: Told) -> None:
    for typed in ("กุ้งน้ำเงิน", "ပုစွန်ပြာ", "blue prawn"):
        look_for(nok, typed)
        expect(nok.locator("#list .row")).to_have_count(3)
        for name in ("burmese", "zawgyi", "thai"):
            expect(nok.locator(f"#list a[href*='{told.stories[name]}']")).to_be_visible()
        assert typed not in nok.url
    check(nok)
    assert clipped(nok) == []
    picture(nok, "found")


def test_what_came_in_zawgyi_is_read_and_a_word_is_marked(nok: Page, told: Told, served: str) -> None:
    # Given a message from an old phone is found
    look_for(nok, "blue prawn")
    nok.locator(f"#list a[href*='{told.stories['zawgyi']}']").click()
    expect(nok.locator("#talk")).to_contain_text("ပတ်စပို့ ယူထားတယ်")
    nok.get_by_text("Came in Zawgyi").click()
    expect(nok.locator("#talk")).to_contain_text(ZAWGYI)
    check(nok)
    picture(nok, "zawgyi")
    # When a word is marked beside it, in Latin letters
    nok.get_by_label("A name or place, in any script").fill("Golden Thread")
    nok.get_by_role("button", name="Let us find her by it").click()
    expect(nok.locator("#story")).to_contain_text("Golden Thread")
    # Then it is found by it; a sentence is not looked for
    nok.goto(f"{served}/desk/")
    look_for(nok, "golden")
    expect(nok.locator("#list .row")).to_have_count(1)
    look_for(nok, "they have not paid us since March")
    expect(nok.get_by_role("alert")).to_contain_text("Choose the name in it.")
    # And where neither reading is sure, both stand there
    nok.goto(f"{served}/desk/story/{told.stories['unsure']}/")
    expect(nok.locator("#talk")).to_contain_text("It may also say:")
    check(nok)
    picture(nok, "unsure")


def test_an_old_phone_gets_its_letters(browser: Browser, served: str, told: Told) -> None:
    from saphan.voice import services as voice

    voice.reply(conversation_id=told.stories["zawgyi"], text=BURMESE, by=told.desk.nok)
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{served}/my/story/")
    page.locator("[name=code]").fill(told.code)
    page.locator("[name=code]").press("Enter")
    expect(page.locator(".said.ours")).to_contain_text(BURMESE)
    page.locator("[name=letters]").click()
    expect(page.locator(".said.ours")).to_contain_text(to_zawgyi(BURMESE))
    expect(page.locator(".said.hers")).to_contain_text(ZAWGYI)
    picture(page, "old-phone")
    context.close()
