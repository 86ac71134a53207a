"""Remedy's pages in a real browser, the desk's and the partners': they fit a phone and a desk, for everyone."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, pass_days
from tests.journeys.looking import check

if TYPE_CHECKING:
    from tests.remedy.walk import Walk

pytestmark = pytest.mark.journey

Open = Callable[[UUID, str], Page]


@pytest.fixture
def walk(fresh_database: str, monday: datetime) -> "Walk":
    """A verified issue of three voices at a plant whose night line was counted; its buyer has a second supplier."""
    from saphan.config.gathering import gather
    from saphan.network import services as network
    from saphan.store import clock
    from tests.remedy.walk import make
    from tests.verification.world import make as make_world

    gather()
    made = make(make_world())
    network.add_workforce_group(
        organisation_id=made.plant, headcount=60, source="HR poster", counted_on=clock.today(), line="Night line"
    )
    network.relate(source_id=made.world.another_plant(), kind="supplies", target_id=made.brand, since=clock.today())
    return made


@pytest.fixture(params=["desktop", "phone"])
def open_page(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Open]:
    """Open an address as somebody, at either width; the page is checked before it is handed over."""
    size = DESKTOP if request.param == "desktop" else PHONE
    contexts = []

    def open_as(staff_id: UUID, address: str) -> Page:
        from django.test import Client

        from saphan.network.models import Staff
        from tests.signed_in import sign_in

        context = browser.new_context(viewport=size, base_url=served)  # type: ignore[arg-type]
        contexts.append(context)
        session = sign_in(Client(), Staff.objects.get(id=staff_id)).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        page = context.new_page()
        page.goto(address)
        check(page)
        return page

    yield open_as
    for context in contexts:
        context.close()


def test_a_draft_before_and_after_consent(walk: "Walk", open_page: Open) -> None:
    preecha = walk.preecha.id
    page = open_page(preecha, f"/desk/issues/{walk.issue_id}/drafts/new/")
    page.get_by_label("Words, in English").fill("Overtime of two months was not paid to the line.")
    page.get_by_label("How many people could have said it?").fill("9")
    page.get_by_role("button", name="Ask the workers").click()
    check(page)
    draft_id = UUID(page.url.rstrip("/").rsplit("/", 1)[1])
    walk.consent(draft_id)
    pass_days(14)
    page.reload()
    page.get_by_role("button", name="Show it to Blue Prawn Foods").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)


def test_partners_see_what_needs_them(walk: "Walk", open_page: Open) -> None:
    from saphan.network.models import Staff
    from saphan.remedy import services as remedy
    from saphan.store import clock

    # Given an issue disclosed to the supplier and to its buyer
    shown, to_brand = walk.disclosed(), walk.disclosed(to=walk.brand)
    Staff.objects.filter(id=walk.somchai.id).update(language="th")

    # Then the supplier reads it in Thai, accepts the promises and promises something
    page = open_page(walk.somchai.id, "/partner/")
    page.locator(".card-act a").first.click()
    page.locator("[data-key=a]").click()
    check(page)
    page.locator("#promise_words").fill("เราจะจ่ายค่าล่วงเวลา")
    page.locator("#promise_due_on").fill((clock.today() + timedelta(days=20)).isoformat())
    page.locator("form[action$='promise/'] button").click()
    check(page)

    # And the buyer has its table first, hatched where nothing is known
    page = open_page(walk.ellen.id, "/partner/")
    assert page.locator(".no-information").count() == 1
    page.get_by_role("link", name="Pay").click()
    check(page)

    # When it was taken back, the page says so
    remedy.recall_disclosure(disclosure_id=to_brand, reason="wrong_words", by=walk.preecha)
    open_page(walk.ellen.id, f"/partner/issues/{to_brand}/")
    open_page(walk.preecha.id, f"/desk/issues/{walk.issue_id}/")
    assert shown


def test_an_issue_to_its_remedy_and_back(walk: "Walk", open_page: Open) -> None:
    from saphan.remedy import services as remedy
    from saphan.remedy.selectors import disclosures_for

    # Given a remedy that was confirmed, disputed, and then followed by retaliation
    walk.remedied()
    [card] = disclosures_for(walk.somchai)
    remedy.dispute(disclosure_id=card.id, reason="facts_differ", words="Most were paid in March.", by=walk.somchai)
    remedy.write_to_partner(disclosure_id=card.id, words="Thank you for the pay run.", by=walk.preecha)
    pass_days(7)
    held = next(iter(_held(walk)))
    walk.answer("held", held, "yes", "retaliation")
    page = open_page(walk.ann.id, f"/desk/issues/{walk.issue_id}/")
    page.get_by_role("button", name="We spoke with the company").click()
    check(page)
    open_page(walk.somchai.id, f"/partner/issues/{card.id}/")
    open_page(walk.nok.id, f"/desk/issues/{walk.issue_id}/remedy/")


def _held(walk: "Walk") -> list[UUID]:
    from saphan.remedy.models import HeldCheck
    from saphan.store.acting import acting_as

    with acting_as(walk.preecha):
        return list(HeldCheck.objects.order_by("due_on").values_list("id", flat=True))
