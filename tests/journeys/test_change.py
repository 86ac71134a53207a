"""Given an edition, somebody with a cheap phone reads the theory of change, opens a number, and compares two years."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.impact.change import given
from tests.journeys.conftest import PHONE
from tests.journeys.looking import check, clipped, overlapping

pytestmark = pytest.mark.journey


def keep(page: Page, name: str) -> None:
    """A picture for whoever looks at the pages: SAPHAN_PICTURES names the folder."""
    if folder := os.environ.get("SAPHAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"change-{name}.png", full_page=True)


def look(page: Page, name: str) -> None:
    check(page)
    assert clipped(page) == []
    assert overlapping(page) == []
    keep(page, name)


def test_the_bridge_and_its_numbers_on_a_phone(served: str, monday: object, browser: Browser) -> None:
    given.full()
    page = browser.new_context(viewport=PHONE, base_url=served).new_page()  # type: ignore[arg-type]

    # When she opens the picture, each pier stands under the one before, and nothing is wider than her phone
    page.goto("/public/change/")
    expect(page.locator(".pier")).to_have_count(3)
    expect(page.locator(".live")).to_have_count(24)
    expect(page.locator(".live", has_text="no information").first).to_be_visible()
    look(page, "picture")

    # Then a number opens to what it means, and what it does not say
    page.locator(".live", has_text="Issues remedied, workers say").click()
    expect(page.locator("h1")).to_have_text("Issues remedied, workers say")
    expect(page.get_by_role("heading", name="What it does not say")).to_be_visible()
    look(page, "number")

    # And two quarters can be compared; what she left out is said
    page.get_by_role("link", name="Compare two periods or groups").click()
    page.get_by_label("First").select_option("2025-Q1")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose both sides")
    expect(page.get_by_label("First")).to_have_value("2025-Q1")
    page.get_by_label("Second").select_option("2026-Q2")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#found")).to_be_visible()
    look(page, "compare")

    # And the other ways of reading are in order too
    for place in ("over-time", "donor", "criteria", "programme/labour_monitoring"):
        page.goto(f"/public/change/{place}/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        assert clipped(page) == []
        keep(page, place.replace("/", "-"))

    # And a wide screen holds the same
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/public/change/")
    look(page, "picture-wide")
    page.context.close()
