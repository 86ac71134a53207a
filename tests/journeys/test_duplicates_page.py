"""The page of what may stand twice, in a real browser: it fits a phone and a desk, and a lead decides on it."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.looking import check, overlapping, whole

if TYPE_CHECKING:
    from saphan.network.models import Staff

pytestmark = pytest.mark.journey

PICTURES = os.environ.get("SAPHAN_PICTURES", "")
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture
def lead(fresh_database: str, monday: datetime) -> "Staff":
    """Of a desk whose list has one plant twice, and one name in two countries."""
    from saphan.config.gathering import gather
    from saphan.network import services as network
    from saphan.network.deduplicating import services
    from saphan.network.deduplicating.engines import links
    from saphan.network.deduplicating.gathering import known_organisations
    from saphan.network.deduplicating.model import model
    from saphan.network.deduplicating.rows import rows_of
    from tests.signed_in import desk_person, open_desk

    gather()
    plant = network.create_organisation(kind="supplier", name="Blue Prawn Foods Co., Ltd.", country="TH", place="Pier")
    network.add_alias(organisation_id=plant, name="บลูพรอน ฟูดส์")
    network.create_organisation(kind="supplier", name="บลูพรอน ฟูดส์", country="TH", provisional=True)
    for kind, country in (("supplier", "TH"), ("recruiter", "MM")):
        one = network.create_organisation(kind=kind, name="Golden Crane Canning", country=country)
        network.add_mark(organisation_id=one, kind="website", written="goldencrane.example")
    found = links(rows_of(known_organisations(), model().most_in_a_block))
    services.propose(links=found, engine="duckdb", numbers=model())
    return desk_person(open_desk(), "lead", name="Ann")


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, served: str, lead: "Staff") -> Iterator[Page]:
    """A lead, signed in, at each width."""
    from django.test import Client

    from tests.signed_in import sign_in

    context = browser.new_context(viewport=SIZES[request.param], base_url=served)  # type: ignore[arg-type]
    session = sign_in(Client(), lead).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
    yield context.new_page()
    context.close()


def keep(page: Page, name: str) -> None:
    if PICTURES:
        width = page.viewport_size["width"]  # type: ignore[index]
        page.screenshot(path=Path(PICTURES) / f"twice-{name}-{width}.png", full_page=True)


def test_a_lead_reads_what_speaks_for_it_and_decides(page: Page) -> None:
    # Given the list of organisations, it says that something may stand twice
    page.goto("/desk/network/")
    page.get_by_role("link", name="Maybe twice in the list").click()
    expect(whole(page).get_by_role("heading", level=2)).to_have_count(2)
    check(page)
    assert overlapping(page) == []
    keep(page, "waiting")
    for which in ("Supplier, Thailand", "Recruiter, Myanmar"):  # two of one name can be told apart
        expect(page.get_by_role("button", name=f"The same: keep Golden Crane Canning, {which}")).to_be_visible()

    # When she says that two are different, and that two are one, nothing waits
    page.get_by_role("button", name="Two different ones").first.click()
    expect(whole(page).get_by_role("heading", level=2)).to_have_count(1)
    page.get_by_role("button", name="The same: keep").first.click()
    expect(whole(page).get_by_role("heading", name="Nothing waits")).to_be_visible()
    keep(page, "nothing")
