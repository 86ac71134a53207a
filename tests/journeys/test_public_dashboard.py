"""The public dashboard in a real browser: every width, day and night, two scripts, and nothing but links and folds; and
a partner that lets itself be named there.

Set SAPHAN_PICTURES to a folder to keep a screenshot of each.
"""

import os

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.network import services
from saphan.network.models import Staff
from tests.impact.dashboard.given import a_year
from tests.journeys import looking
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("SAPHAN_PICTURES", "")


def signed_in(browser: Browser, address: str, staff: Staff, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800})
    session = sign_in(Client(), staff).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    return context.new_page()


def keep(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_everybody_reads_it(served: str, browser: Browser) -> None:
    # Given an edition and a year of counters
    a_year()

    # When it is read on a phone and a desk, in English and Burmese, without JavaScript
    for language, width in (("en", 360), ("en", 1280), ("my", 360), ("my", 1280)):
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{served}/public/?language={language}")
        expect(page.locator("ul.lying")).to_have_count(11)
        expect(page.locator("script")).to_have_count(0)
        keep(page, f"public-{language}-{width}")
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
        keep(page, "public-dark")

    # When a partner says that it may be named, on a phone
    plant = services.create_organisation(kind="supplier", name="Blue Prawn", country="TH")
    partner = signed_in(browser, served, partner_person(plant), 360)
    partner.goto(f"{served}/partner/named/")
    looking.check(partner)
    keep(partner, "naming")
    partner.get_by_role("button", name="Yes, you may name us").click()
    expect(partner.get_by_text("You said yes on")).to_be_visible()
    keep(partner, "naming-yes")

    # Then everybody reads its name, without a figure yet, and the lead who said so
    page.goto(f"{served}/public/?language=en")
    expect(page.locator("#c-named")).to_contain_text("Blue Prawn not shown")
    expect(page.get_by_text("companies only where they agreed")).to_be_visible()
    lead = signed_in(browser, served, desk_person(open_desk(), "lead", name="Ann"), 1280)
    lead.goto(f"{served}/desk/named/")
    expect(lead.get_by_role("row", name="Blue Prawn")).to_contain_text("Yes, named")
    looking.check(lead)
    keep(lead, "named-lead")

    # When it takes its name out, then the next reader does not see it
    partner.get_by_role("button", name="Take our name out").click()
    page.reload()
    expect(page.locator("#c-named")).not_to_contain_text("Blue Prawn")
    page.close()
