"""She reads how long we keep what is hers: as spans while her story is open, as dates once it is closed."""

from collections.abc import Iterator
from datetime import datetime, time

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from tests.journeys.looking import clipped, faults
from tests.voice.given import Desk

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(served: str, monday: datetime, django_db_blocker: DjangoDbBlocker) -> Desk:
    from saphan.network import services as network
    from tests.voice.given import open_desk

    with django_db_blocker.unblock():
        made = open_desk()
        network.set_duty(desk_id=made.id, staff_id=made.lead_id, weekday=0, opens=time(9), closes=time(18))
    return made


@pytest.fixture
def phone(served: str, desk: Desk, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=served)
    yield context.new_page()
    context.close()


def is_in_order(page: Page) -> None:
    expect(page.locator("h1")).to_have_count(1)
    assert faults(page) == []
    assert clipped(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_she_reads_how_long_and_until_when(phone: Page, desk: Desk) -> None:
    from saphan.store import System, acting_as
    from saphan.voice import services
    from saphan.voice.models import Conversation

    # Given her story with a number
    phone.goto("/en/")
    phone.fill("#said", "They keep our passports")
    phone.click("main button.button")
    with acting_as(System("test")):
        story = Conversation.objects.get().id
    services.set_details(conversation_id=story, phone="081 234 5678")

    # When she looks while it is open
    phone.goto("/en/story/mine/")
    phone.get_by_text("More", exact=True).click()
    phone.click("text=How long we keep it")
    assert "Your story is open." in phone.inner_text("main")
    assert "2 years" in phone.inner_text("dl.kept")
    is_in_order(phone)

    # And after it was closed
    services.close(conversation_id=story, by=desk.caseworker)
    phone.reload()
    assert "until 1 March 2028" in phone.inner_text("dl.kept")
    is_in_order(phone)
