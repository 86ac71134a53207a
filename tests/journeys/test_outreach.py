"""An outreach visit is planned, held without network, sent once when it is back, and shows on the map of reach."""

from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.empowerment.models import GroupMet, OutreachPlace
from saphan.network import services
from saphan.network.provinces import set_province
from saphan.store import acting_as, clock
from tests.empowerment.outreach.given import SYSTEM
from tests.journeys.conftest import settle
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import open_browser
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.journey

DESK, TABLET = {"width": 1440, "height": 900}, {"width": 800, "height": 1280}


def plant(name: str, province: str) -> UUID:
    organisation_id = services.create_organisation(kind="supplier", name=name, country="TH")
    set_province(organisation_id=organisation_id, province=province)
    for language, headcount in (("my", 240), ("ne", 40)):
        services.add_workforce_group(
            organisation_id=organisation_id,
            headcount=headcount,
            language=language,
            counted_on=clock.today(),
            source="poster",
        )
    return organisation_id


def test_planned_held_without_network_and_on_the_map(served: str, monday: object, browser: Browser) -> None:
    # Given a desk that knows two plants, and has met nobody
    desk_id = open_desk()
    plant("Blue Prawn Foods", "TH-74"), plant("Green Bay Cannery", "TH-20")
    lead = sign_in(Client(), desk_person(desk_id, "lead", name="Mai"))
    olu = sign_in(Client(), desk_person(desk_id, "outreach", name="Olu"))
    page = open_browser(browser, served, DESK, lead.cookies["sessionid"].value)
    page.goto("/desk/reach/")
    expect(page.locator("[data-province=TH-74]")).to_have_class("tile never step-0")
    check(page)

    # When the lead notes a place near one of them, and plans a visit to it
    _plan(page)

    # And who leads it opens its sheet on the tablet, and the network is gone
    tablet = open_browser(browser, served, TABLET, olu.cookies["sessionid"].value)
    tablet.goto("/desk/outreach/")
    tablet.get_by_role("link", name="Pier: Pier 4").click()
    tablet.get_by_role("link", name="Open on this tablet").click()
    expect(tablet.get_by_text("This page works without network now.")).to_be_visible()
    tablet.context.set_offline(True)
    tablet.reload()
    check(tablet)
    _count(tablet, women="9", men="4")
    _count(tablet, unsaid="2")
    expect(tablet.locator("#waiting li")).to_have_text([f"Group {n}: waiting to be sent" for n in (1, 2)])

    # Then with network both groups arrive, once
    tablet.context.set_offline(False)
    tablet.evaluate("dispatchEvent(new Event('online'))")
    expect(tablet.get_by_text("Everything is sent.")).to_be_visible()
    tablet.reload()
    expect(tablet.locator("#waiting li")).to_have_count(0)
    with acting_as(SYSTEM):
        assert sorted(row.people for row in GroupMet.objects.all()) == [2, 13]
    settle()

    # And the map shows where people were met, and the table whom we met nobody of
    page.goto("/desk/reach/")
    expect(page.locator("[data-province=TH-74]")).to_have_class("tile met step-1")
    expect(page.locator("[data-province=TH-74] .people")).to_have_text("15")
    expect(page.locator("[data-province=TH-20]")).to_have_class("tile never step-0")
    met = "Blue Prawn Foods TH-74 240 Burmese, Nepali 2 Mar 2026 15 Burmese Nepali"
    expect(page.get_by_role("row", name=met)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Green Bay Cannery")).to_contain_text("never met: no information")
    check(page)
    page.goto("/desk/outreach/")
    page.get_by_role("link", name="Pier: Pier 4").last.click()
    expect(page.get_by_role("button", name="Use it no more")).to_be_visible()
    check(page)
    page.go_back()
    page.get_by_role("link", name="Pier: Pier 4").first.click()
    expect(page.get_by_role("row").filter(has_text="Fees")).to_have_count(2)
    check(page)
    _cards(page)
    tablet.context.close()
    page.context.close()


def _plan(page: Page) -> None:
    page.goto("/desk/outreach/")
    page.get_by_text("Add a place").click()
    page.get_by_label("Kind of place").select_option("pier")
    page.locator("#id_name").fill("Pier 4")
    page.get_by_label("Country").select_option("TH")
    page.get_by_label("Province").fill("TH-74")
    page.get_by_label("Corridor").fill("MM-TH")
    page.get_by_label("Whose people come there").select_option(label="Blue Prawn Foods")
    page.get_by_role("button", name="Add this place").click()
    expect(page.get_by_role("heading", name="Plan a visit")).to_be_visible()
    page.locator("#id_holder").select_option(label="Olu")
    page.locator("#id_languages").select_option("my")
    check(page)
    page.get_by_role("button", name="Plan this visit").click()
    expect(page.get_by_text("Nothing was counted yet.")).to_be_visible()


def _count(tablet: Page, **people: str) -> None:
    group = tablet.locator("form[data-part=outreach]")
    expect(group.locator("[name=language]")).to_have_value("my")
    for name, number in people.items():
        group.locator(f"[name={name}]").fill(number)
    group.locator("[name=asked][value=fees]").check()
    group.locator("[name=taught][value=help]").check()
    group.get_by_role("button", name="Count this group").click()
    expect(group.get_by_text("Counted. Next group.")).to_be_visible()
    expect(group.locator("[name=women]")).to_have_value("")


def _cards(page: Page) -> None:
    with acting_as(SYSTEM):
        place = OutreachPlace.objects.get()
    for size in ("cards", "a6", "a4"):
        page.goto(f"/desk/outreach/places/{place.id}/cards/?size={size}&in=my")
        expect(page.get_by_text(f"/p/{place.poster}/").first).to_be_visible()
    check(page)
