"""How much stands between a frightened person and her first kept sentence: counted in a browser, in English."""

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.record import count
from tests.journeys import cast
from tests.journeys.conftest import settle

pytestmark = pytest.mark.journey


class Thumb:
    """Counts the taps of one hand; writing a sentence is no tap, going to its field is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.words = page, 0, 0

    def read(self) -> None:
        self.words += len(re.findall(r"[^\W\d_]+", self.page.locator("main").inner_text()))

    def tap(self, selector: str) -> None:
        self.page.click(selector)
        self.taps += 1


def test_three_taps_and_forty_words(served: str, monday: object, phone: Page) -> None:
    cast.set_up(served)
    phone.goto(served)
    thumb = Thumb(phone)
    thumb.read()
    thumb.tap("a[href*='/en/']")
    thumb.read()
    thumb.tap("textarea[name=said]")
    phone.keyboard.type("They keep my passport.")
    thumb.tap("main form .button")
    settle()
    expect(phone.locator(".code")).to_have_count(1)
    count("taps_before_first_sentence", thumb.taps)
    count("words_before_first_sentence", thumb.words)
    assert thumb.taps <= 3
    assert thumb.words <= 40
