""" "Only if others say it too", in a real browser: her phone without JavaScript, and her desk."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, pass_days, settle
from tests.journeys.looking import check, clipped, faults, overlapping

if TYPE_CHECKING:
    from tests.verification.world import World

pytestmark = pytest.mark.journey


@pytest.fixture
def world(fresh_database: str, monday: datetime) -> "World":
    from saphan.config.gathering import gather
    from tests.verification.world import make

    gather()
    return make()


@pytest.fixture
def hers(served: str, world: "World", browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, base_url=served, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(served: str, world: "World", browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A page of the desk, for whoever has this role there."""
    from django.test import Client

    from tests.signed_in import sign_in

    contexts = []

    def opened(role: str) -> Page:
        context = browser.new_context(viewport=DESKTOP, base_url=served)  # type: ignore[arg-type]
        session = sign_in(Client(), world.people[f"{role} {world.bridge}"]).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def in_order(page: Page) -> None:
    """On a phone without JavaScript axe has a page of its own."""
    expect(page.locator("h1")).to_have_count(1)
    assert clipped(page) == []
    assert overlapping(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def only_story() -> UUID:
    from saphan.store import System, acting_as
    from saphan.voice.models import Conversation

    with acting_as(System("test")):
        return Conversation.objects.get().id


def test_she_chooses_and_nothing_is_said_until_a_person_spoke_with_each(
    hers: Page, desk: Callable[[str], Page], world: "World"
) -> None:
    from saphan.verification import gathering

    # Given she writes, and on the page of "may anyone else be told?" taps the fourth answer, then a number
    hers.goto("/en/")
    hers.fill("#said", "He shouts at us and hits us")
    hers.click("main button.button")
    hers.goto("/en/more/tell/")
    in_order(hers)
    hers.get_by_role("button", name="Only if others say it too").click()
    expect(hers.locator("h1")).to_have_text("How many must say it, with you?")
    in_order(hers)
    hers.get_by_role("button", name="Only if 2 say it").click()
    hers.goto("/en/story/mine/")
    expect(hers.get_by_role("link", name="May anyone else be told? Only if 2 say it")).to_be_visible()
    settle()
    story = only_story()
    gathering.gather(world.concern(story, kind="verbal_abuse"))

    # Then her desk sees it in the table of consent, and no match yet
    nok = desk("caseworker")
    nok.goto(f"/desk/story/{story}/")
    expect(nok.get_by_role("row", name="Factories and brands only if 2 say it not yet")).to_be_visible()
    expect(nok.get_by_text("is not alone")).to_have_count(0)

    # When somebody else says the same, the desk is told to mention it to nobody, and her page is as it was
    hers.goto("/en/story/mine/")
    before = hers.locator("main").inner_text()
    other = world.speak(kind="verbal_abuse", language="ne", channel="phone")
    settle()
    hers.goto("/en/story/mine/")
    assert hers.locator("main").inner_text() == before
    nok.goto(f"/desk/story/{story}/")
    card = nok.get_by_role("region", name="Somebody who waits for others is not alone")
    expect(card).to_contain_text("Mention it to nobody")
    expect(card).to_contain_text("Spoken with: 0 of 2 voices.")
    check(nok)
    preecha = desk("verifier")
    preecha.goto(f"/desk/issues/{world.issue_of('F').id}/")
    expect(preecha.get_by_role("region", name="Who waits for others")).to_contain_text("1 voice here")
    check(preecha)

    # When a caseworker has spoken with each
    for conversation in (story, world.conversation_of(other)):
        nok.goto(f"/desk/story/{conversation}/")
        nok.get_by_role("button", name="I spoke with her herself").click()
        expect(nok.get_by_text("spoke with her herself on")).to_be_visible()
    settle()
    nok.goto(f"/desk/story/{story}/")
    expect(nok.get_by_text("Spoken with: 2 of 2 voices.")).to_be_visible()
    check(nok)

    # Then that day she reads nothing of it
    hers.goto("/en/story/mine/")
    expect(hers.get_by_text("Others say it too")).to_have_count(0)

    # And days later she is asked, and may say no
    for _ in range(10):
        pass_days(1)
    hers.goto("/en/story/")
    expect(hers.locator("h1")).to_have_count(1)
    nok.goto(f"/desk/story/{story}/")
    expect(nok.get_by_role("heading", name="Others say the same. Does she want to go on?")).to_be_visible()


def test_the_pages_are_for_everyone(served: str, world: "World", browser: Browser) -> None:
    """The two pages by axe, which needs JavaScript, by day and night."""
    context = browser.new_context(viewport=PHONE, base_url=served)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/en/")
    page.fill("#said", "He shouts at us")
    page.click("main button.button")
    page.goto("/en/story/tell/")
    assert faults(page) == []
    page.get_by_role("button", name="Only if others say it too").click()
    expect(page.locator("h1")).to_have_text("How many must say it, with you?")
    assert faults(page) == []
    context.close()
