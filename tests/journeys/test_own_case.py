"""A worker asks that her own case is raised; the desk checks, she ticks, the plant answers, she takes it back."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, settle
from tests.journeys.looking import check, whole

if TYPE_CHECKING:
    from tests.remedy.walk import Walk

pytestmark = pytest.mark.journey
WORDS = "Please pay my overtime of January and February."


@pytest.fixture
def walk(fresh_database: str, monday: datetime) -> "Walk":
    from saphan.config.gathering import gather
    from tests.remedy.walk import make
    from tests.verification.world import make as make_world

    gather()
    return make(make_world())


@pytest.fixture
def open_as(browser: Browser, served: str) -> Iterator[Callable[[UUID], Page]]:
    contexts = []

    def opened(staff_id: UUID) -> Page:
        from django.test import Client

        from saphan.network.models import Staff
        from tests.signed_in import sign_in

        context = browser.new_context(viewport=DESKTOP, base_url=served)  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        contexts.append(context)
        session = sign_in(Client(), Staff.objects.get(id=staff_id)).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def phone(browser: Browser, served: str, walk: "Walk") -> Iterator[Page]:
    """Hers, inside her story."""
    from saphan.voice import drafts
    from saphan.voice.drafts import Draft

    token = drafts.new_token()
    drafts.keep(token, Draft(conversation=str(walk.stories[0]), returned=True))
    context = browser.new_context(viewport=PHONE, base_url=served)  # type: ignore[arg-type]
    context.add_cookies([{"name": "page", "value": token, "url": served}])
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def test_her_own_case(walk: "Walk", phone: Page, open_as: Callable[[UUID], Page]) -> None:
    # Given the plant is to read an issue that she is part of, and she asks for her own case
    assert walk.somchai
    walk.draft()
    phone.goto("/en/story/mine/")
    check(phone)
    phone.get_by_role("link", name="Raise my own case").click()
    check(phone)
    phone.get_by_role("button", name="I want this").click()
    settle()

    # When her caseworker goes through the safety check and writes the words
    nok = open_as(walk.nok.id)
    nok.goto("/desk/claims/")
    check(nok)
    nok.locator("a.row-link").click()
    check(nok)
    for question in nok.locator("fieldset").all():
        question.get_by_label("No", exact=True).check()
    nok.get_by_role("group", name="Does she know").get_by_label("Yes").check()
    nok.get_by_role("button", name="I sign: safe enough").click()
    nok.get_by_label("Which company?").select_option(label="Blue Prawn Foods")
    nok.get_by_label("The very words.").fill(WORDS)
    nok.get_by_label("Her name").fill("Ma Thiri")
    nok.get_by_label("The amount").fill("6,200 baht")
    check(nok)
    nok.get_by_role("button", name="Ask her").click()
    expect(nok.locator("main .mark").first).to_have_text("She is asked")
    check(nok)

    # Then she reads every word and the warning, and ticks all but her name
    phone.goto("/en/story/mine/")
    phone.locator("section.warn", has_text="your own case").get_by_role("link", name="Read and answer").click()
    expect(phone.get_by_text("Together, it can point at you.")).to_be_visible()
    check(phone)
    phone.get_by_label("What we write to them").check()
    phone.get_by_label("How much it is").check()
    phone.get_by_role("button", name="Yes, what I ticked").click()
    settle()
    nok.reload()
    nok.get_by_role("button", name="Show it to Blue Prawn Foods").click()
    check(nok)

    # And the plant reads it among what needs it, and answers
    somchai = open_as(walk.somchai.id)
    somchai.goto("/partner/")
    check(somchai)
    somchai.get_by_role("link", name="Read it and answer").click()
    seen = whole(somchai).locator("main").inner_text()
    assert WORDS in seen and "6,200 baht" in seen and "Ma Thiri" not in seen
    somchai.get_by_label("Your answer").fill("We pay on Friday.")
    somchai.get_by_role("button", name="Send the answer").click()
    check(somchai)

    # When she takes it back, the page is closed after one refresh
    phone.goto("/en/story/shared/")
    phone.locator(".shared li", has_text=WORDS).get_by_role("link", name="Take it back").click()
    phone.get_by_role("button", name="Take it back").click()
    somchai.reload()
    check(somchai)
    left = somchai.locator("main").inner_text()
    assert "Taken back on 2 March 2026" in left and WORDS not in left and "6,200" not in left


def test_whoever_is_warned_sees_the_warning(walk: "Walk", open_as: Callable[[UUID], Page], phone: Page) -> None:
    """Given her own case before the plant, an issue that she is part of goes there only past two warnings."""
    from saphan.casework import services as casework
    from saphan.store import clock
    from tests.remedy.test_beside_own_cases import show_own_case, wished

    assert show_own_case(walk, walk.stories[0])
    draft_id = walk.draft()

    preecha = open_as(walk.preecha.id)
    preecha.goto(f"/desk/drafts/{draft_id}/")
    expect(preecha.get_by_role("heading", name="Beside somebody's own case")).to_be_visible()
    check(preecha)
    preecha.get_by_role("button", name="I have read this, and weighed it").click()
    expect(preecha.get_by_text("Read and weighed.")).to_be_visible()

    phone.goto(f"/en/story/ask/{walk.asks('consent', draft_id)[walk.stories[0]]}/")
    expect(phone.get_by_text("also has your own case. Together, it can point at you.")).to_be_visible()
    check(phone)

    second = wished(walk, walk.stories[1])
    case_id = casework.open_case(conversation_id=walk.stories[1], by=walk.nok)
    casework.set_quarrel(case_id=case_id, on=clock.today(), by=walk.nok)
    ann = open_as(walk.ann.id)
    ann.goto(f"/desk/claims/{second}/")
    expect(ann.get_by_role("heading", name="Her quarrel")).to_be_visible()
    check(ann)
