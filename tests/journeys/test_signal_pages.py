"""The desk's pages about signals in a real browser: they fit a phone and a desk, and nobody is shut out of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.looking import check, overlapping, whole

if TYPE_CHECKING:
    from tests.verification.signals.around import Around

pytestmark = pytest.mark.journey

SIZES = {"desktop": DESKTOP, "tablet": {"width": 768, "height": 1024}, "phone": PHONE}


@pytest.fixture
def around(fresh_database: str, monday: datetime) -> "Around":
    """A signal of two desks of which a voice was taken back, an outage, and a signal that was looked into."""
    from saphan.config.gathering import gather
    from saphan.store import clock
    from saphan.verification.signals.services import record_outage, say_what_it_was
    from tests.verification.signals.around import make
    from tests.verification.world import make as make_world

    gather()
    made = make(make_world())
    by = made.world.verifier()
    for _ in range(4):
        made.says(made.plants[8], kind="no_rest_day")
    made.look()
    say_what_it_was(signal_id=made.signal().id, outcome="confirmed", by=by)
    clock.pass_time(timedelta(days=9))
    concerns = made.rise(6, desks=[None, None, made.world.river])
    made.look()
    made.world.withdraw(concerns[0])
    days = {"first_day": clock.today() - timedelta(days=12), "last_day": clock.today() - timedelta(days=10)}
    record_outage(why="down", **days, organisation_id=made.plants[11], by=by)
    return made


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, served: str, around: "Around") -> Iterator[Page]:
    """A verifier, signed in, at each width."""
    from django.test import Client

    from tests.signed_in import sign_in

    context = browser.new_context(viewport=SIZES[request.param], base_url=served)  # type: ignore[arg-type]
    person = around.world.people[f"verifier {around.world.bridge}"]
    session = sign_in(Client(), person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
    yield context.new_page()
    context.close()


def test_everyone_can_read_and_use_them(page: Page, around: "Around") -> None:
    # Given the list, then she can read and use it
    page.goto("/desk/signals/")
    check(page)

    # When she opens the signal that waits
    page.get_by_role("link", name="Recruitment").click()
    expect(whole(page).get_by_role("heading", name="Why it stands here")).to_be_visible()
    check(page)
    assert overlapping(page) == []

    # And says what it was, then it stands there with her name
    page.get_by_label("Something was emerging").check()
    page.get_by_role("button", name="Say what it was").click()
    expect(whole(page).locator(".marks")).to_contain_text("Something was emerging")
