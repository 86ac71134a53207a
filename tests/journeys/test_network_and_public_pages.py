"""The network's pages, sign-in, notices and the public page in a real browser, in each language, down to 320 px."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from saphan.network import selectors, services
from tests.impact.publishing.given import counters, edition
from tests.journeys.conftest import DESKTOP
from tests.journeys.looking import check
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 700}
SIZES = pytest.mark.parametrize("size", [NARROW, DESKTOP], ids=["narrow", "desktop"])


def open_browser(browser: Browser, served: str, size: dict[str, int], session: str = "") -> Page:
    context = browser.new_context(viewport=size, base_url=served)  # type: ignore[arg-type]
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
    return context.new_page()


@SIZES
@pytest.mark.parametrize("language", ["en", "th"])
def test_the_pages_of_a_lead(
    served: str, monday: object, browser: Browser, size: dict[str, int], language: str
) -> None:
    from django.test import Client

    # Given a desk with a poster, and a plant with people, a count, a tie and a partner
    desk_id = open_desk()
    ann = desk_person(desk_id, "lead", "caseworker", name="Ann", language=language)
    plant = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH", place="Samut Sakhon")
    shop = services.create_organisation(kind="retailer", name="Northsea Retail", country="NL")
    services.relate(source_id=shop, kind="buys_from", target_id=plant, since=date(2025, 1, 1))
    services.add_alias(organisation_id=plant, name="กุ้งฟ้า ฟู้ดส์", language="th")
    services.add_workforce_group(
        organisation_id=plant, headcount=60, source="HR poster", counted_on=date(2026, 1, 15), line="Night line"
    )
    partner_person(plant)
    poster = services.make_poster(desk_id=desk_id, organisation_id=plant)
    services.notify(staff_ids=[ann.id], kind="casework.danger", urgent=True)
    page = open_browser(browser, served, size, sign_in(Client(), ann).cookies["sessionid"].value)

    # Then each of her pages is in order
    for address in ("", "?q=prawn", "new/", f"{plant}/", "desk/", f"desk/posters/{poster}/"):
        page.goto(f"/desk/network/{address}")
        check(page)
    page.goto("/account/notices/")
    check(page)
    assert selectors.unseen_notices(ann.id)
    page.context.close()


@SIZES
def test_pages_before_signing_in(served: str, browser: Browser, size: dict[str, int]) -> None:
    page = open_browser(browser, served, size)
    for address in ("/account/login/", "/account/login/?language=th", "/account/start/no-such-link/", "/desk/nothing/"):
        page.goto(address)
        check(page)
    page.goto("/account/login/?language=th")
    assert page.get_attribute("html", "lang") == "th"
    page.context.close()


@SIZES
def test_the_public_page_in_each_language(served: str, monday: object, browser: Browser, size: dict[str, int]) -> None:
    # Given two published months, one of them with a figure too small to show
    for month, contacts in ((2, 211), (3, 250)):
        edition(counters(contacts=contacts, cases=None), date(2026, month, 1))

    # Then the page is in order in each language
    page = open_browser(browser, served, size)
    for language in ("en", "th", "my"):
        page.goto(f"/public/?language={language}")
        check(page)
    page.context.close()
