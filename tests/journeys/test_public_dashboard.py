"""The public dashboard in a real browser: every width, day and night, two scripts, and nothing but links and folds.

Set SAPHAN_PICTURES to a folder to keep a screenshot of each.
"""

import os

import pytest
from playwright.sync_api import Browser, expect

from tests.impact.dashboard.given import a_year_of_counters, an_edition
from tests.journeys import looking

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("SAPHAN_PICTURES", "")


def test_everybody_reads_it(served: str, browser: Browser) -> None:
    # Given an edition and a year of counters
    an_edition()
    a_year_of_counters()

    # When it is read on a phone and a desk, in English and Burmese, without JavaScript
    for language, width in (("en", 360), ("en", 1280), ("my", 360), ("my", 1280)):
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{served}/public/?language={language}")
        expect(page.locator("ul.lying")).to_have_count(11)
        expect(page.locator("script")).to_have_count(0)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/public-{language}-{width}.png", full_page=True)
        context.close()

    # Then axe finds nothing by day and night with every fold open, nothing is cut off, and no letter is a box
    page = browser.new_page(viewport={"width": 320, "height": 740})
    page.goto(f"{served}/public/?language=my")
    assert looking.clipped(page) == looking.overlapping(page) == looking.tofu(page) == []
    looking.check(page)
    if PICTURES:
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"{served}/public/?language=en")
        page.screenshot(path=f"{PICTURES}/public-dark.png", full_page=True)
    page.close()
