"""Given a phone and a lesson that a native speaker accepts on her page, it is read, and its check answered."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from tests.empowerment.lessons.files import COIN, ENGLISH
from tests.journeys.looking import check, whole
from tests.journeys.test_read_aloud import PLAYS
from tests.voice.aloud.sounds import tone

pytestmark = pytest.mark.journey


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from saphan.empowerment.lessons import drawing, library

    monkeypatch.setattr(library, "FOLDER", tmp_path)
    (tmp_path / "fees").mkdir()
    (tmp_path / "fees" / "en.md").write_text(ENGLISH)
    (tmp_path / "fees" / "coin.svg").write_text(COIN)
    drawing._drawn.cache_clear()
    yield
    drawing._drawn.cache_clear()


@pytest.fixture
def thida(served: str, browser: Browser, django_db_blocker: DjangoDbBlocker) -> Iterator[Page]:
    """A reviewer who grew up with English, at her desk."""
    from tests.empowerment.lessons.people import person
    from tests.signed_in import open_desk

    with django_db_blocker.unblock():
        cookies = person(open_desk(), "reviewer", "Thida").cookies
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=served)
    context.add_cookies([{"name": name, "value": one.value, "url": served} for name, one in cookies.items()])
    yield context.new_page()
    context.close()


def test_a_lesson_is_accepted_read_and_its_check_answered(
    shelf: None, monday: datetime, thida: Page, served: str, browser: Browser
) -> None:
    phone = browser.new_context(viewport={"width": 360, "height": 740}, base_url=served)
    page = phone.new_page()
    page.goto("/en/learn/")
    expect(page.locator("main")).to_contain_text("We have no lesson in your language yet")

    thida.goto("/desk/lessons/")
    check(thida)
    thida.click("td a")
    check(thida)
    thida.fill("#name", "Thida Invented")
    thida.click("button[value=accepted]")
    expect(whole(thida).locator("table .mark.ok")).to_have_count(1)

    from saphan.empowerment.lessons import library

    lesson = library.lessons()[0]
    (library.FOLDER / lesson.slug / f"en.{lesson.english.digest[:8]}.mp3").write_bytes(tone())
    page.goto("/en/learn/")
    check(page)
    page.click(".choices a")
    expect(page.locator("h1")).to_have_text("What a job may cost")
    page.locator(".answer summary").nth(1).click()
    expect(page.locator(".answer .good").first).to_be_visible()
    expect(page.locator(".answer .note").first).to_be_hidden()
    check(page)
    page.locator("details.listen > summary").click()
    assert page.evaluate(PLAYS, "details.listen audio")
    page.click("form.actions button")
    expect(whole(page).locator("h1")).to_have_text("Know your rights")
    phone.close()
