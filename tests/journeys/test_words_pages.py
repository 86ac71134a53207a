"""The page of native reviewers with the sentence in its place, the word list, and the public page of languages."""

import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.network.models import Staff
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import SIZES, open_browser
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.journey


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("SAPHAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


@SIZES
def test_a_reviewer_reads_each_sentence_where_it_stands(
    served: str, monday: object, browser: Browser, size: dict[str, int]
) -> None:
    # Given somebody who speaks Burmese and may review
    desk_id = open_desk()
    tida = desk_person(desk_id, "reviewer", name="Tida")
    Staff.objects.filter(id=tida.id).update(languages=["my"])
    page = open_browser(browser, served, size, sign_in(Client(), tida).cookies["sessionid"].value)

    # Then she sees how far each room is, and in one the first sentence that waits, marked on its page
    page.goto("/desk/words/")
    check(page)
    keep(page, "words-list")
    page.get_by_role("link", name="voice").click()
    expect(page.frame_locator("iframe.place").locator("mark").first).to_be_visible()
    check(page)
    keep(page, "words-one")
    first = page.locator("[lang=en] strong").first.inner_text()

    # And when she accepts it, everybody reads her name, and the next one waits
    page.get_by_label("Your name, as everybody may read it").fill("Tida Invented")
    page.get_by_role("button", name="These words are good").click()
    expect(page.locator("[lang=en] strong").first).not_to_have_text(first)
    page.goto("/public/languages/")
    expect(page.get_by_text("Tida Invented").first).to_be_visible()
    page.context.close()


@SIZES
def test_the_word_list_and_our_languages(served: str, monday: object, browser: Browser, size: dict[str, int]) -> None:
    desk_id = open_desk()
    page = open_browser(browser, served, size, sign_in(Client(), desk_person(desk_id)).cookies["sessionid"].value)
    page.goto("/desk/terms/")
    check(page)
    page.get_by_label("Language").select_option("shn")
    page.get_by_label("The word, as they write or say it").fill("ၵၢၼ်")
    page.get_by_label("What it means").fill("work")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("rowheader", name="ၵၢၼ်")).to_be_visible()
    check(page)
    keep(page, "terms")
    page.goto("/public/languages/")
    check(page)
    keep(page, "languages")
    page.context.close()
