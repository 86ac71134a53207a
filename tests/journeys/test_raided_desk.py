"""A desk is raided while a caseworker has a story open: a lead freezes it, her next click shows nothing, two reopen it.

Set SAPHAN_PICTURES to a folder to keep a screenshot of each page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.casework import services as casework
from saphan.network import selectors, services
from saphan.network.models import Staff
from saphan.verification.asking import ask_desk
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound
from tests.journeys.cast import PASSWORD, second_factor
from tests.journeys.conftest import DESKTOP, PHONE, settle
from tests.journeys.looking import check, whole
from tests.signed_in import desk_person, give_second_factor, open_desk, sign_in

pytestmark = pytest.mark.journey

WORDS = "They keep our passports in the office"


class Raid:
    """Two desks of one pool; of the raided one a caseworker and two leads; one story, and an issue that both feed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.desk_id = open_desk()
        self.beside = open_desk("Bridge Malaysia", pool_id=selectors.pool_of_desk(self.desk_id))
        self.nok = person(self.desk_id, "Nok", "caseworker")
        self.ann = person(self.desk_id, "Ann", "lead", "verifier", "caseworker")
        self.lek = person(self.desk_id, "Lek", "lead")
        self.mei = person(self.beside, "Mei", "lead", "verifier", "caseworker")
        services.set_emergency_words(desk_id=self.desk_id, language="en", text="Emergency: 000-1")
        for weekday in range(5):
            services.set_duty(
                desk_id=self.desk_id, staff_id=self.nok.id, weekday=weekday, opens=time(8), closes=time(20)
            )
        self.story = self.says(self.desk_id)
        self.poster = services.make_poster(desk_id=self.desk_id)
        settle()

    def says(self, desk_id: UUID) -> UUID:
        said = Inbound(desk_id, "web", "en", once=str(uuid4()), text=WORDS, icon="papers")
        return voice.accept(said).conversation_id

    def issue_of_both(self) -> UUID:
        """A voice at each desk about one plant, and a question between them."""
        from saphan.store.acting import acting_as
        from saphan.store.callers import System
        from saphan.verification.models import Issue

        plant = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
        for desk_id, who in ((self.desk_id, self.ann), (self.beside, self.mei)):
            story, by = self.says(desk_id), selectors.caller_of(who)
            case_id = casework.open_case(conversation_id=story, by=by)  # type: ignore[arg-type]
            casework.record_concern(
                case_id=case_id,
                conversation_id=story,
                kind="document_held",
                respondent_id=plant,
                stage="employment",
                period_from=date(2026, 1, 1),
                first_hand=True,
                by=by,  # type: ignore[arg-type]
            )
            settle()
        with acting_as(System("test")):
            issue_id: UUID = Issue.objects.values_list("id", flat=True).get()
        mei = selectors.caller_of(self.mei)
        ask_desk(issue_id=issue_id, desk_id=self.desk_id, code="still_so", words="Also in March?", by=mei)  # type: ignore[arg-type]
        return issue_id


def person(desk_id: UUID, name: str, *roles: str) -> Staff:
    staff = desk_person(desk_id, *roles, name=name)
    staff.set_password(PASSWORD)
    staff.save()
    give_second_factor(staff)
    return staff


@pytest.fixture
def raid(served: str, monday: object) -> Raid:
    return Raid(served)


@pytest.fixture
def opened(browser: Browser) -> Iterator[list[Page]]:
    """Windows that are closed afterwards."""
    pages: list[Page] = []
    yield pages
    for page in pages:
        page.context.close()


def signed_in(browser: Browser, raid: Raid, staff: Staff, opened: list[Page]) -> Page:
    context = browser.new_context(viewport=DESKTOP, base_url=raid.address)  # type: ignore[arg-type]
    session = sign_in(Client(), staff).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": raid.address}])
    opened.append(context.new_page())
    return opened[-1]


def comes_in(page: Page, staff: Staff) -> None:
    """With password and a code that was not used yet."""
    cache.clear()
    page.goto("/in/")
    page.get_by_label("Email").fill(staff.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(second_factor())
    page.get_by_role("button", name="Sign in").click()


def says_it_is_safe(page: Page) -> None:
    cache.clear()
    page.get_by_label("Code").fill(second_factor())
    page.get_by_role("button", name="It is safe: open it again").click()


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("SAPHAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_raided_desk_is_frozen_and_opened_again_by_two(browser: Browser, raid: Raid, opened: list[Page]) -> None:
    # Given a caseworker who has a story open
    nok = signed_in(browser, raid, raid.nok, opened)
    nok.goto(f"/desk/story/{raid.story}/")
    expect(nok.locator("#talk")).to_contain_text(WORDS)

    # When a lead presses one button
    ann = signed_in(browser, raid, raid.ann, opened)
    ann.goto("/desk/network/desk/")
    check(ann)
    picture(ann, "desk")
    ann.get_by_role("link", name="Freeze this desk").click()
    ann.get_by_role("button", name="Freeze it now").click()
    expect(ann.get_by_role("heading", name="The desk is frozen")).to_be_visible()
    check(ann)
    picture(ann, "frozen-now")

    # Then the caseworker's next click shows nothing of the story, whichever click it is
    nok.keyboard.press("e")
    expect(nok.get_by_role("heading", name="Sign in")).to_be_visible()
    assert WORDS not in whole(nok).content()
    nok.goto(f"/desk/story/{raid.story}/")
    assert WORDS not in whole(nok).content()
    nok.go_back()
    assert WORDS not in whole(nok).content()

    # And when she signs in again there is one page, which says so
    comes_in(nok, raid.nok)
    expect(nok.get_by_role("heading", name="Bridge Thailand is frozen")).to_be_visible()
    nok.goto(f"/desk/story/{raid.story}/")
    expect(nok.get_by_role("heading", name="Bridge Thailand is frozen")).to_be_visible()
    assert WORDS not in whole(nok).content()
    check(nok)

    # One lead alone does not open it, the second does
    comes_in(ann, raid.ann)
    check(ann)
    picture(ann, "frozen")
    says_it_is_safe(ann)
    expect(ann.get_by_text("One more lead has to.")).to_be_visible()
    nok.goto("/desk/")
    expect(nok.get_by_role("heading", name="Bridge Thailand is frozen")).to_be_visible()
    lek = signed_in(browser, raid, raid.lek, opened)
    lek.goto("/account/frozen/")
    says_it_is_safe(lek)
    nok.goto(f"/desk/story/{raid.story}/")
    expect(nok.locator("#talk")).to_contain_text(WORDS)


def test_a_worker_is_told_and_may_go_to_another_desk(browser: Browser, raid: Raid, opened: list[Page]) -> None:
    # Given a frozen desk whose poster still hangs
    phone = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
    opened.append(phone)
    services.freeze_desk(by=selectors.caller_of(raid.ann))  # type: ignore[arg-type]

    # When a worker follows it and writes
    phone.goto(f"{raid.address}/p/{raid.poster}/")
    phone.get_by_role("link", name="English").click()
    phone.fill("textarea[name=said]", WORDS)
    phone.click("main form button")

    # Then she has her code, and is told that nobody of this desk reads now
    code = whole(phone).locator(".code").inner_text()
    expect(phone.get_by_text("Bridge Thailand is closed for now.")).to_be_visible()
    expect(phone.get_by_text("We answer within one day.")).to_have_count(0)
    check(phone)
    picture(phone, "worker-code")
    phone.goto(f"{raid.address}/en/danger/")
    check(phone)
    picture(phone, "worker-danger")
    phone.get_by_role("button", name="Call another team now").click()
    expect(phone.get_by_text("It cannot see your story.")).to_be_visible()
    picture(phone, "worker-called")
    phone.goto(f"{raid.address}/en/story/mine/")
    check(phone)
    picture(phone, "worker-mine")

    # And when she tells another team, it is a new story at a desk that is open
    phone.get_by_role("link", name="Tell another team").click()
    phone.fill("textarea[name=said]", "Please read this")
    phone.click("main form button")
    expect(phone.locator(".code")).not_to_have_text(code)
    expect(phone.get_by_text("Nobody of us is here now.")).to_be_visible()
    expect(phone.get_by_text("closed for now")).to_have_count(0)

    # And the other desk's lead hears the fact, and nothing of the story
    settle()
    mei = signed_in(browser, raid, raid.mei, opened)
    mei.goto("/desk/network/pool/")
    expect(mei.get_by_role("alert")).to_contain_text(
        "Somebody is in danger at Bridge Thailand, and that desk is frozen."
    )
    assert WORDS not in whole(mei).content()
    check(mei)
    picture(mei, "pool")


def test_two_desks_ask_each_other_on_the_page_of_the_issue(browser: Browser, raid: Raid, opened: list[Page]) -> None:
    issue_id = raid.issue_of_both()
    ann = signed_in(browser, raid, raid.ann, opened)
    ann.goto(f"/desk/issues/{issue_id}/")
    expect(ann.get_by_text("Bridge Malaysia asks us")).to_be_visible()
    check(ann)
    picture(ann, "issue-asked")
    ann.get_by_label("Our answer").select_option("yes")
    ann.get_by_label("Short words").first.fill("Until last week.")
    ann.get_by_role("button", name="Answer").click()
    mei = signed_in(browser, raid, raid.mei, opened)
    mei.goto(f"/desk/issues/{issue_id}/")
    expect(mei.get_by_text("Until last week.")).to_be_visible()
    picture(mei, "issue-answered")
