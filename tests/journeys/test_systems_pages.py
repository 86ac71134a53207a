"""The lead's page about other systems, the key that is shown once, and the interface's own page, down to 320 px."""

import pytest
from playwright.sync_api import Browser, expect

from saphan.network import integrations, services
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import SIZES, open_browser
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.journey


@SIZES
def test_the_pages_about_other_systems(served: str, monday: object, browser: Browser, size: dict[str, int]) -> None:
    from django.test import Client

    # Given a desk to which two systems send, one of them run by a company, and one whose key was revoked
    desk_id = open_desk()
    ann = desk_person(desk_id, "lead", name="Ann")
    plant = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    for name, run_by, company in (
        ("Union hotline", "union", None),
        ("HR app", "respondent", plant),
        ("Old", "ngo", None),
    ):
        made = integrations.add_integration(
            desk_id=desk_id, name=name, run_by=run_by, organisation_id=company, by=services.OURSELVES
        )
    integrations.revoke_integration(integration_id=made.integration_id, by=services.OURSELVES)
    page = open_browser(browser, served, size, sign_in(Client(), ann).cookies["sessionid"].value)

    # Then the page is in order, and the lead makes a key with it
    page.goto("/desk/network/systems/")
    check(page)
    page.get_by_label("Name of the system").fill("Shelter's line")
    page.get_by_label("Who runs or pays for it").select_option("ngo")
    page.get_by_role("button", name="Make a key").click()
    check(page)
    assert "saphan_" in page.locator("code").inner_text()
    page.get_by_role("link", name="I have it").click()
    expect(page.get_by_text("Shelter's line").first).to_be_visible()

    # And whoever writes a program reads how, without signing in
    page.context.clear_cookies()
    page.goto("/api/")
    check(page)
    page.context.close()
