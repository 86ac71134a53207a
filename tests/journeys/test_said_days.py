"""She writes when it happened in the calendar on her wall; what may be two days, she chooses."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from tests.journeys.conftest import PHONE
from tests.journeys.looking import check
from tests.journeys.test_desk import picture

pytestmark = pytest.mark.journey


@pytest.fixture
def worker(served: str, monday: datetime, browser: Browser, django_db_blocker: DjangoDbBlocker) -> Iterator[Page]:
    from tests.voice.given import open_desk

    with django_db_blocker.unblock():
        open_desk()
    context = browser.new_context(viewport=PHONE, base_url=served)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def where_and_when(page: Page, language: str) -> None:
    page.goto(f"/{language}/")
    page.locator("[name=said]").fill("They keep our passports")
    page.locator("main form button.button").first.click()
    expect(page).to_have_url(f"{page.url.split(f'/{language}/')[0]}/{language}/code/")
    page.goto(f"/{language}/more/where/")


def test_which_of_two_days_is_asked_and_her_choice_goes_on(worker: Page) -> None:
    where_and_when(worker, "en")
    worker.locator("[name=place]").fill("Blue Prawn, night line")
    worker.locator("[name=when]").fill("3/4/2025")
    worker.get_by_role("button", name="Next").click()
    expect(worker.get_by_text("Which day do you mean?")).to_be_visible()
    check(worker)
    picture(worker, "which-day")
    worker.get_by_text("4 March 2025").click()
    worker.get_by_role("button", name="Next").click()
    expect(worker.get_by_role("heading", name="How may we answer you?")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [("my", "၁၃၈၅ ဝါဆိုလပြည့်", "၁၃၈၅ ခုနှစ် ဒုတိယဝါဆိုလပြည့်"), ("ne", "३ बैशाख २०८५", "बैशाख २०८५")],
)
def test_her_own_calendar_stands_beside_the_common_one(worker: Page, language: str, typed: str, shown: str) -> None:
    where_and_when(worker, language)
    worker.locator("[name=when]").fill(typed)
    worker.locator("main form button.button").click()
    expect(worker.locator("fieldset")).to_contain_text(shown)
    check(worker)
    picture(worker, f"which-day-{language}")
