"""What others paid, on a phone, for the public and at the desk, by day and by night."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, expect

from saphan.casework import services
from saphan.casework.fees.seen import FeeSeen
from saphan.casework.fees.services import record_fee
from saphan.network.services import create_organisation
from saphan.store import clock
from saphan.store.callers import Staff, System
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import open_browser
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.journey

FEBRUARY = datetime(2026, 2, 10, tzinfo=UTC)


def test_what_others_paid(served: str, monday: object, browser: Browser) -> None:
    # Given thirty people who told in February what they paid to get to Malaysia, and what their receipts say
    desk_id = open_desk()
    recruiter = create_organisation(kind="recruiter", name="Hill Manpower", country="NP")
    with clock.stopped_at(FEBRUARY):
        for number in range(30):
            paid = Decimal(180_000 + 12_000 * number)
            record_fee(
                observation=FeeSeen(
                    desk_id=desk_id,
                    source="review",
                    origin="NP",
                    destination="MY",
                    paid_on=date(2025 - number % 2, 3, 1),
                    currency="NPR",
                    organisation_id=recruiter,
                    worker=paid,
                    receipt=Decimal(10_000) if number < 20 else None,
                ),
                by=System("test"),
            )

    # Then the public sees four amounts apart, and a job seeker one, in her money
    page = open_browser(browser, served, DESKTOP)
    page.goto("/public/fees/NP-MY/")
    expect(page.locator(".finding")).to_contain_text("Half of the workers")
    check(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 700})
    check(page)
    page.goto("/public/fees/MM-TH/")
    check(page)
    page.context.close()
    phone = open_browser(browser, served, PHONE)
    for address in ("/en/fees/", "/en/fees/NP-MY/", "/en/fees/MM-TH/"):
        phone.goto(address)
        check(phone)
    phone.context.close()


def test_what_she_paid_at_the_desk(served: str, monday: object, browser: Browser) -> None:
    from django.test import Client

    from tests.casework.given import Desk, voices_for

    desk_id = open_desk()
    nok = desk_person(desk_id, "caseworker", "lead", name="Nok", language="en")
    by = Staff(nok.id, desk_id, frozenset({"caseworker"}))
    story = voices_for(Desk(desk_id, by, by, by))()
    concern_id = services.record_from_talk(
        conversation_id=story,
        case_id=None,
        respondent=create_organisation(kind="recruiter", name="Hill Manpower", country="NP"),
        by=by,
        kind="fee_overcharge",
        stage="origin",
        period_from=date(2026, 1, 1),
    )
    page = open_browser(browser, served, DESKTOP, sign_in(Client(), nok).cookies["sessionid"].value)
    page.goto(f"/desk/concern/{concern_id}/fees/")
    page.get_by_label("She says she paid").fill("450,000")
    page.get_by_label("The receipt says").fill("10000")
    page.get_by_label("From").select_option("NP")
    page.get_by_role("button", name="Save what she paid").click()
    expect(page.get_by_role("button", name="Withdraw")).to_be_visible()
    check(page)
    page.set_viewport_size({"width": 768, "height": 900})
    page.context.close()
