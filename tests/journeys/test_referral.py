"""A worker's story is referred from Thailand to Myanmar: two of four parts, seen there until she takes them back."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, settle
from tests.journeys.looking import check, whole

pytestmark = pytest.mark.journey

SAID, NUMBER, WHY = "They keep my passport in the office", "+66812345678", "You know the office in her home town"


@pytest.fixture
def open_as(browser: Browser, served: str, monday: datetime) -> Iterator[Callable[[UUID], Page]]:
    """The browser of one of a desk's people, past the second factor."""
    contexts = []

    def opened(staff_id: UUID) -> Page:
        from django.test import Client

        from saphan.network.models import Staff
        from tests.signed_in import sign_in

        context = browser.new_context(viewport=DESKTOP, base_url=served)  # type: ignore[arg-type]
        contexts.append(context)
        session = sign_in(Client(), Staff.objects.get(id=staff_id)).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        context.set_default_timeout(5000)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[Page]:
    """Hers; with JavaScript, which our pages do not use, so that it can be looked at."""
    context = browser.new_context(viewport=PHONE, base_url=served)  # type: ignore[arg-type]
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def test_a_story_is_referred_and_taken_back(
    served: str, monday: datetime, phone: Page, open_as: Callable[[UUID], Page]
) -> None:
    # Given a desk in Thailand with a worker's story, and a desk in Myanmar
    from tests.signed_in import desk_person, open_desk

    thailand, myanmar = open_desk("Bridge Thailand"), open_desk("Bridge Myanmar")
    nok, hnin = open_as(desk_person(thailand).id), open_as(desk_person(myanmar, name="Hnin").id)
    code, story = she_writes(thailand)

    # When Nok proposes four parts to Myanmar
    nok.goto(f"/desk/story/{story}/")
    nok.get_by_role("link", name="Refer her").click()
    check(nok)
    nok.get_by_label("To whom?").select_option(label="Bridge Myanmar")
    nok.get_by_label("Where it is").check()
    nok.get_by_label("How to reach her").check()
    nok.get_by_label("Why do you ask them?").fill(WHY)
    nok.get_by_role("button", name="Ask her").click()
    nok.wait_for_url(f"**/desk/story/{story}/")
    check(nok)

    # Then she is asked on her page, sees the very words, and ticks two of the four
    come_back(phone, served, code)
    phone.get_by_role("link", name="Read and answer").click()
    expect(phone.locator("[name=part]")).to_have_count(4)
    for words in (SAID, NUMBER, WHY):
        expect(phone.get_by_text(words)).to_be_visible()
    check(phone)
    phone.get_by_label("What you said").check()
    phone.get_by_label("Where it is").check()
    phone.get_by_role("button", name="Yes, what I ticked").click()
    settle()

    # And Myanmar sees those two and nothing else
    hnin.goto("/desk/referrals/")
    check(hnin)
    hnin.get_by_role("link", name="Bridge Thailand").click()
    check(hnin)
    seen = hnin.locator("main").inner_text()
    assert SAID in seen and "Pier 9" in seen
    assert NUMBER not in seen and WHY not in seen
    hnin.get_by_role("button", name="Accept").click()
    expect(hnin.locator("main .mark").first).to_have_text("Accepted")

    # When she takes it back while the page stands open in Myanmar
    phone.goto(f"{served}/en/story/shared/")
    check(phone)
    phone.get_by_role("link", name="Take it back").click()
    check(phone)
    phone.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_role("status")).to_be_visible()

    # Then after one refresh it is empty, and says only that consent was withdrawn, and when
    hnin.reload()
    check(hnin)
    left = hnin.locator("main").inner_text()
    assert "Consent was withdrawn: 2 Mar 2026" in left
    assert not {SAID, "Pier 9", NUMBER, WHY} & set(left.splitlines()) and SAID not in left
    hnin.go_back()
    hnin.go_forward()
    assert SAID not in whole(hnin).locator("main").inner_text()
    nok.goto("/desk/referrals/")
    check(nok)


def she_writes(desk_id: UUID) -> tuple[str, UUID]:
    """Her claim code, and the story's id."""
    from saphan.voice import services as voice
    from saphan.voice.inbound import Inbound

    told = voice.accept(Inbound(desk_id, "web", "en", once="her-first-words", text=SAID, icon="papers"))
    voice.set_details(
        conversation_id=told.conversation_id, place="Pier 9, Samut Sakhon", phone=NUMBER, safe_times=["evening"]
    )
    settle()
    return told.claim_code, told.conversation_id


def come_back(phone: Page, served: str, code: str) -> None:
    phone.goto(f"{served}/en/story/")
    phone.locator("[name=code]").fill(code)
    phone.locator("main form button").first.click()
