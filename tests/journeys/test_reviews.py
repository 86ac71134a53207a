"""A Burmese worker reviews a recruiter with an outreach worker's help; its answer is read only after moderation."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.empowerment.directory import services as directory
from saphan.empowerment.models import Review, ReviewUnplaced
from saphan.empowerment.reviews import publishing
from saphan.empowerment.reviews.steps import Given
from saphan.empowerment.reviews.taking import take_with_her
from saphan.network import services as network
from saphan.network.models import Staff as StaffRow
from saphan.store import Staff, System, acting_as, clock
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import open_browser
from tests.signed_in import desk_person, open_desk, partner_person, sign_in
from tests.voice.visits.given import a_visit

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
TABLET = {"width": 800, "height": 1280}
STORED = """() => new Promise((give) => {
  const asked = indexedDB.open("saphan-visits", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("entries").objectStore("entries").getAll();
    all.onsuccess = () => (asked.result.close(), give(all.result.map((one) => ({ ...one, sealed: [...one.sealed] }))));
  };
})"""
TAPPED = """(form, answers) => {
  for (const next = form.querySelector("[data-turn='1']"); !next.hidden; next.click()) {
    for (const [name, value] of Object.entries(answers)) {
      form.querySelector(`[name=${name}][value="${value}"]`).checked = true;
    }
  }
}"""
PUT_BACK = """(entries) => new Promise((give) => {
  const asked = indexedDB.open("saphan-visits", 1);
  asked.onsuccess = () => {
    const turn = asked.result.transaction("entries", "readwrite");
    for (const each of entries) turn.objectStore("entries").put({ ...each, sealed: new Uint8Array(each.sealed) });
    turn.oncomplete = () => (asked.result.close(), give());
  };
})"""
LATER = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def _page(browser: Browser, served: str, size: dict[str, int], row: StaffRow) -> Page:
    return open_browser(browser, served, size, sign_in(Client(), row).cookies["sessionid"].value)


def _recruiter() -> UUID:
    found = network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="MM", place="Yangon")
    network.add_alias(organisation_id=found, name="ရွှေလမ်း အလုပ်အကိုင်", language="my")
    directory.list_organisation(organisation_id=found, languages=["my"])
    return found


def _others(recruiter: UUID, desk_id: UUID) -> None:
    """Eleven whom colleagues met before her."""
    by, given = (
        Staff(uuid4(), desk_id, frozenset({"outreach"})),
        Given(True, (2026, 1), {"treatment": 2}, {"paid_more": True}),
    )
    for _ in range(11):
        take_with_her(organisation_id=recruiter, given=given, language="my", once=uuid4(), agreed=True, by=by)


def _ask(tablet: Page, whom: str, group: str = "") -> None:
    """One question at a time, in her language, to her yes at the end."""
    review = tablet.locator("form[data-part=review]")
    review.locator("[name=language]").select_option("my")
    review.locator("[name=whom]").fill(whom)
    if group:
        review.locator(f"[name=group][value={group}]").check()
    else:
        expect(review.locator("[data-groups]")).to_be_hidden()
    answers = {"first_hand": "yes", "when": "2026-1", "treatment": "1", "paid_more": "yes"}
    if group:
        review.evaluate(TAPPED, answers)
    while not review.locator("[name=agreed]").is_visible():
        review.get_by_role("button", name="Next").click()
        for name, value in answers.items():
            if (one := review.locator(f"[name={name}][value='{value}']")).is_visible():
                one.check()
    review.get_by_role("button", name="Save").click()
    expect(review.get_by_text("One answer and her yes are needed.")).to_be_visible()
    review.locator("[name=agreed]").check()
    review.get_by_role("button", name="Save").click()
    expect(review.get_by_text("It is sealed.", exact=True)).to_be_visible()


def test_a_review_with_help_and_an_answer_that_waits_for_a_moderator(
    served: str, monday: object, browser: Browser
) -> None:
    desk_id, recruiter = open_desk(), _recruiter()
    _others(recruiter, desk_id)

    # When an outreach worker asks her on a pier without network, and both it and one that nobody knows are sealed
    olu = desk_person(desk_id, "outreach", name="Olu")
    tablet = _page(browser, served, TABLET, olu)
    tablet.goto(a_visit(desk_id, olu).address)
    expect(tablet.get_by_text("This page works without network now.")).to_be_visible()
    tablet.context.set_offline(True)
    tablet.reload()
    _ask(tablet, "Golden Path Overseas · ရွှေလမ်း အလုပ်အကိုင် · Yangon")
    check(tablet)
    expect(tablet.get_by_text("What she said is serious.")).to_be_visible()
    _ask(tablet, "Long Road", group="recruiter")
    expect(tablet.locator("#waiting li")).to_have_text([f"Review {n}: waiting to be sent" for n in (1, 2)])
    kept = tablet.evaluate(STORED)
    assert {tuple(sorted(each)) for each in kept} == {("id", "line", "number", "part", "sealed", "visit")}

    # Then with network each arrives once, also where the answer to it was lost; whom nobody knew waits for the desk
    tablet.context.set_offline(False)
    tablet.evaluate("dispatchEvent(new Event('online'))")
    expect(tablet.get_by_text("Everything is sent.")).to_be_visible()
    tablet.evaluate(PUT_BACK, kept)
    tablet.reload()
    expect(tablet.get_by_text("Everything is sent.")).to_be_visible()
    tablet.goto("/desk/reviews/new/")
    check(tablet)
    tablet.get_by_role("link", name="Long Road").click()
    check(tablet)
    with acting_as(System("test")):
        assert Review.objects.filter(verified="met").count() == 12
        assert ReviewUnplaced.objects.count() == 1

    # Then nobody reads it before the release, and everybody after it
    reader = browser.new_page(viewport=PHONE)
    reader.goto(f"{served}/en/who/{recruiter}/")
    expect(reader.get_by_text("No information: too few people told us.")).to_be_visible()
    check(reader)
    with clock.stopped_at(LATER):
        assert publishing.release_reviews() == 1
    reader.reload()
    expect(reader.get_by_text(re.compile("≈ (10|15) people said so; we met ≥ 5 of them."))).to_be_visible()
    check(reader)

    # When the recruiter answers
    company = _page(browser, served, DESK, partner_person(recruiter, name="Uwin"))
    company.goto("/partner/said/")
    company.locator("#text").fill("Ring me on +95 1 234 567.")
    company.get_by_role("button", name="Send to the moderator").click()
    expect(company.get_by_text("nobody can be asked to come forward")).to_be_visible()
    company.locator("#text").fill("We have paid the difference back.")
    company.get_by_role("button", name="Send to the moderator").click()
    expect(company.get_by_text("A moderator reads it first", exact=True)).to_be_visible()
    check(company)
    reader.reload()
    expect(reader.get_by_text("We have paid the difference back.")).to_have_count(0)

    # Then a reader sees it only once a moderator has read it
    moderator = _page(browser, served, DESK, desk_person(desk_id, "moderator", name="Mo"))
    moderator.goto("/desk/moderation/")
    check(moderator)
    moderator.locator("[name=names_nobody]").check()
    moderator.locator("[name=asks_for_nobody]").check()
    moderator.get_by_role("button", name="Let everybody read it").click()
    expect(moderator.get_by_text("None waits.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("We have paid the difference back.")).to_be_visible()
    check(reader)


def test_one_question_a_page_on_a_phone(served: str, monday: object, browser: Browser) -> None:
    open_desk()
    recruiter = _recruiter()
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{served}/en/who/")
    page.locator("#name").fill("goldn path")
    page.get_by_role("button", name="Look").click()
    check(page)
    page.get_by_role("link", name="Golden Path Overseas").click()
    page.get_by_role("link", name="Say how it was for you").click()
    page.get_by_role("button", name="Yes, to me").click()
    page.get_by_role("button", name="2026, January to June").click()
    for _ in range(3):
        page.get_by_role("button", name="I do not want to say").click()
    check(page)
    page.get_by_role("button", name="Very bad").click()
    expect(page.get_by_text("That is bad. You can tell us now.")).to_be_visible()
    check(page)
    for _ in range(5):
        page.get_by_role("button", name="I do not want to say").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("What you said is serious.")).to_be_visible()
    check(page)
    assert timedelta(days=3) <= _only().counts_from - clock.today() and _only().organisation_id == recruiter


def _only() -> Review:
    with acting_as(System("test")):
        return Review.objects.get()
