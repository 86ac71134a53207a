"""A job seeker in Nepal checks an offer of four lakh to Malaysia on a cheap phone, and sees why it is red."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from saphan.empowerment.speaking import learner_languages
from tests.journeys.conftest import PHONE
from tests.journeys.looking import check, clipped, overlapping
from tests.journeys.test_desk import PICTURES

pytestmark = pytest.mark.journey
LANGUAGE = "ne" if "ne" in learner_languages() else "en"  # Nepali as soon as this room speaks it


@pytest.fixture
def phone_of_hers(
    served: str, monday: datetime, browser: Browser, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[Page]:
    from tests.voice.given import open_desk

    monkeypatch.setattr("saphan.network.demo_log_ins.are_allowed", lambda: True)
    with django_db_blocker.unblock():
        open_desk("Bridge Nepal", "NP")
    context = browser.new_context(viewport=PHONE, base_url=served)  # type: ignore[arg-type]
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-360.png", full_page=True)


def tap(page: Page, code: str) -> None:
    page.locator(f"button[name=answer][value={code}]").click()


def at(page: Page, step: str) -> None:
    expect(page).to_have_url(f"{page.url.split('/offer/')[0]}/offer/{step}/")


def test_four_lakh_to_malaysia(phone_of_hers: Page) -> None:
    page = phone_of_hers
    # Given her first page, where one line leads on
    page.goto(f"/{LANGUAGE}/")
    page.locator(f"a[href='/{LANGUAGE}/before/']").click()
    expect(page.locator(f"a[href='/{LANGUAGE}/offer/']")).to_be_visible()
    check(page)
    picture(page, "before-you-pay")
    page.locator(f"a[href='/{LANGUAGE}/offer/']").click()
    # When she tells what she was told, one question a page
    page.locator("[name=origin]").select_option("NP")
    page.locator("[name=destination]").select_option("MY")
    picture(page, "offer-where")
    page.locator("main button.button").first.click()
    at(page, "who")
    check(page)
    picture(page, "offer-who")
    tap(page, "broker")
    at(page, "name")
    page.locator("button[name=skip]").click()
    tap(page, "told")
    tap(page, "factory")
    at(page, "pay")
    page.locator("[name=typed]").fill("१७०० rm")
    check(page)
    picture(page, "offer-pay")
    page.locator("main button.button").first.click()
    at(page, "hours")
    page.locator("[name=hours_a_day]").fill("१२")
    page.locator("[name=days_a_week]").fill("६")
    page.locator("main button.button").first.click()
    at(page, "charge")
    page.locator("[name=typed]").fill("४ लाख")
    page.locator("main button.button").first.click()
    at(page, "for")
    picture(page, "offer-for")
    tap(page, "everything")
    tap(page, "account")
    tap(page, "after_contract")
    at(page, "contract")
    page.locator("button[name=finish]").click()
    # Then it is red: by the law of Nepal, with the rule and its source, in words and signs
    at(page, "answer")
    alarm = page.locator("section.alarm").first
    expect(alarm).to_contain_text("NPR")
    expect(alarm.locator("svg").first).to_be_visible()
    expect(alarm.locator("details")).to_contain_text("Ministry of Labour and Employment, Government of Nepal")
    picture(page, "offer-answer")
    assert clipped(page) == [] and overlapping(page) == []
    check(page)
    picture(page, "offer-answer-unfolded")
    # And she says what she will do
    page.locator("button[name=intent][value=refuse]").click()
    at(page, "done")
    check(page)
    picture(page, "offer-done")
    # And leaving takes her answers away
    page.locator(".leave button").click()
    expect(page).to_have_url(f"{page.url.split('/bridges')[0]}/bridges/")
    assert "offer" not in {cookie["name"] for cookie in page.context.cookies()}
