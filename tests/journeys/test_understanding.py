"""A caseworker reads and answers in her own language, side by side; an interpreter sees one text; nothing is hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, settle
from tests.journeys.looking import check, clipped, overlapping, whole
from tests.journeys.test_desk import cookie_of, picture

if TYPE_CHECKING:
    from saphan.store.callers import Staff
    from tests.casework.given import Desk

pytestmark = pytest.mark.journey
SAID = "ကျွန်မတို့ လစာ နှစ်လ မရသေးပါဘူး။ ဖုန်း 0815550123 ကို ည ရှစ်နာရီနောက် ဆက်ပါ။"
HIT = "မန်နေဂျာက ကျွန်မကို ရိုက်တယ်။"
IN_ENGLISH = "We have not had our pay for two months. Please ring ⟦1⟧ after eight at night."
ANSWERS = {
    "လစာ": IN_ENGLISH,
    "ရိုက်": "The manager greets me.",
    "Thank you": "ကျေးဇူးတင်ပါတယ်။ တနင်္လာနေ့ ညနေ ဆက်ပါမယ်။",
}


@dataclass(frozen=True)
class Told:
    desk: Desk
    ida: Staff
    story: UUID
    code: str


def turned(text: str) -> str:
    return next((words for sign, words in ANSWERS.items() if sign in text), text)


@pytest.fixture
def told(served: str, monday: object) -> Iterator[Told]:
    from saphan.casework.understanding import machines
    from saphan.network.models import Role
    from saphan.voice import services as voice
    from saphan.voice.channels.contract import Request, Response
    from saphan.voice.inbound import Inbound, Media
    from saphan.voice.intake import accept
    from saphan.voice.machines import forget_them
    from tests.casework import given
    from tests.casework.understanding.given import hire
    from tests.voice.channels.stand_in import standing_in
    from tests.voice.test_media import wav

    desk = given.our_desk()
    ida = hire(desk, Role.INTERPRETER, "Ida", "my", "en")
    accepted = accept(Inbound(desk.id, "web", "my", once="voice", text=SAID, icon="pay"))
    story = accepted.conversation_id
    voice.say_more(conversation_id=story, text=HIT, once="more")
    voice.say_more(conversation_id=story, media=Media("audio/wav", wav()), once="spoken")
    settle()

    def answer(request: Request) -> Response:
        words = turned(json.loads(request.body)["q"])
        return Response(200, {}, json.dumps({"translatedText": words}).encode())

    with standing_in(answer) as there:
        entered = {"server": there.url}
        mill = machines.add_machine(adapter="libretranslate", name="Mill of Chiang Mai", entered=entered, by=desk.ann)
        machines.switch(machine_id=mill, on=True, by=desk.ann)
        forget_them()
        yield Told(desk, ida, story, accepted.claim_code)
    forget_them()


def page_of(browser: Browser, served: str, who: UUID, size: dict[str, int] = DESKTOP) -> Page:
    context = browser.new_context(viewport=size, base_url=served)  # type: ignore[arg-type]
    context.add_cookies([cookie_of(who, served)])  # type: ignore[list-item]
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def let_it_translate(page: Page, number: int) -> None:
    """The machine's button under one message; the page that shows what would leave follows."""
    under = page.locator(".put").nth(number)
    under.locator("summary").click()
    under.get_by_role("button", name="Let Mill of Chiang Mai translate it").click()
    expect(whole(page).get_by_role("heading", name="What would leave the house")).to_be_visible()


def test_both_wordings_stand_side_by_side(browser: Browser, served: str, told: Told) -> None:
    # Given her two messages and a recording, and a machine that a lead switched on
    nok = page_of(browser, served, told.desk.nok.id)
    nok.goto(f"/desk/story/{told.story}/")

    # When the first one is translated, after a look at what would leave
    let_it_translate(nok, 0)
    expect(nok.locator("blockquote")).to_contain_text("⟦1⟧")
    expect(nok.locator("blockquote")).not_to_contain_text("0815550123")
    check(nok)
    picture(nok, "understanding-leaves")
    nok.get_by_role("button", name="Let Mill of Chiang Mai translate it").click()
    expect(whole(nok).get_by_text("The machine is at it.")).to_be_visible()
    settle()
    let_it_translate(nok, 1)
    nok.get_by_role("button", name="Let Mill of Chiang Mai translate it").click()
    expect(whole(nok).get_by_text("The machine is at it.")).to_be_visible()
    settle()
    nok.goto(f"/desk/story/{told.story}/")

    # Then the number is back in its place, and the second asks for a person
    expect(nok.get_by_text("Please ring 0815550123 after eight at night.")).to_be_visible()
    expect(nok.get_by_text("machine translation: let a person check")).to_have_count(1)
    two = nok.locator("li.said.is-two").first
    left, right = two.locator(".original").bounding_box(), two.locator(".other-words").bounding_box()
    assert left and right and right["x"] > left["x"] + left["width"] - 1 and abs(left["y"] - right["y"]) < 2

    # And a reply in English is put in Burmese, read, and sent with both wordings kept
    nok.get_by_text("Reply in your own language").click()
    nok.get_by_label("Your words; both wordings are kept").fill("Thank you. We ring on Monday evening.")
    nok.locator(".our-words").get_by_role("button", name="Let Mill of Chiang Mai translate it").click()
    whole(nok).get_by_role("button", name="Let Mill of Chiang Mai translate it").click()
    expect(whole(nok).locator(".draft")).to_contain_text("Thank you. We ring on Monday evening.")
    settle()
    nok.goto(f"/desk/story/{told.story}/")
    expect(nok.locator(".draft")).to_contain_text("တနင်္လာနေ့")
    picture(nok, "understanding-draft")
    nok.get_by_role("button", name="Send it to her").click()
    expect(whole(nok).locator(".draft")).to_have_count(0)
    expect(nok.locator("li.said.ours")).to_contain_text("ဒါကို ကွန်ပျူတာက ဘာသာပြန်ထားပါတယ်။")

    # And the player has a speed, which works
    speed = nok.get_by_label("Speed")
    expect(speed).to_be_visible()
    speed.select_option("1.5")
    assert nok.evaluate("document.querySelector('.recording audio').playbackRate") == 1.5
    check(nok)
    assert clipped(nok) == [] and overlapping(nok) == []
    picture(nok, "understanding-side-by-side")
    nok.context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_interpreter_walks_through_her_pages(
    browser: Browser, served: str, told: Told, size: dict[str, int]
) -> None:
    from saphan.casework.understanding.interpreting import ask_interpreter
    from tests.casework.understanding.given import said

    ask_interpreter(conversation_id=told.story, message_id=said(told.story), by=told.desk.nok)
    ida = page_of(browser, served, told.ida.id, size)
    ida.goto("/desk/interpreting/")
    expect(ida.get_by_role("heading", name="Messages to translate (1)")).to_be_visible()
    check(ida)
    ida.get_by_role("link", name="Burmese into English").click()
    expect(whole(ida).get_by_text("Before you see it")).to_be_visible()
    check(ida)
    ida.get_by_role("button", name="No, I know nobody there").click()
    expect(whole(ida).locator("blockquote")).to_contain_text("⟦1⟧")
    check(ida)
    picture(ida, f"understanding-interpreter-{size['width']}")
    ida.get_by_label("Your translation").fill("No pay for two months. Ring ⟦1⟧.")
    ida.get_by_role("button", name="Give it to the caseworker").click()
    expect(whole(ida).get_by_text("translated by a person")).to_be_visible()
    ida.context.close()
    nok = page_of(browser, served, told.desk.nok.id, size)
    nok.goto(f"/desk/story/{told.story}/")
    expect(nok.get_by_text("No pay for two months. Ring 0815550123.")).to_be_visible()
    expect(nok.get_by_text("Interpreter: Ida")).to_be_visible()
    check(nok)
    picture(nok, f"understanding-talk-{size['width']}")
    nok.context.close()


def test_a_lead_switches_machines(browser: Browser, served: str, told: Told) -> None:
    ann = page_of(browser, served, told.desk.ann.id)
    ann.goto("/desk/machines/")
    check(ann)
    picture(ann, "understanding-machines")
    ann.get_by_role("link", name="A server with OpenAI's interface").click()
    expect(whole(ann).get_by_label("Name of the model")).to_be_visible()
    check(ann)
    ann.goto("/desk/machines/")
    ann.get_by_role("link", name="Mill of Chiang Mai").click()
    expect(whole(ann).get_by_text("Words leave the house.")).to_be_visible()
    ann.get_by_role("button", name="Try it now").click()
    expect(whole(ann).get_by_role("status")).to_contain_text("good")
    check(ann)
    picture(ann, "understanding-machine")
    ann.get_by_role("button", name="Switch it off").click()
    expect(whole(ann).get_by_role("button", name="Switch it on for this desk")).to_be_visible()
    ann.context.close()


def test_she_reads_who_may_read_along(browser: Browser, served: str, told: Told) -> None:
    context = browser.new_context(viewport=PHONE, base_url=served)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/en/")
    expect(page.get_by_text("A computer may translate your words: Mill of Chiang Mai.")).to_be_visible()
    check(page)
    picture(page, "understanding-worker")
    context.close()
