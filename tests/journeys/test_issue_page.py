"""The desk's issue pages in a real browser: they fit a phone and a desk, and nobody is shut out of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.looking import check

if TYPE_CHECKING:
    from tests.verification.world import World

pytestmark = pytest.mark.journey


@pytest.fixture
def world(fresh_database: str, monday: datetime) -> "World":
    """An issue with voices of two desks over two months, twenty accounts of one browser, a call-back, evidence against
    it, and beside it people who say that it is not so."""
    from datetime import timedelta

    from saphan.config.gathering import gather
    from saphan.store import clock
    from saphan.verification.services import record_finding
    from tests.verification.world import make

    gather()
    made = make()
    first = made.speak()
    made.speak(desk_id=made.river, language="ne")
    clock.pass_time(timedelta(days=16))
    made.speak(kind="late_pay", group=made.group_of(first))
    made.speak(channel="phone")
    clock.pass_time(timedelta(days=20))
    made.speak(desk_id=made.river, language="en", kind="late_pay")
    made.from_one_browser(*(made.speak() for _ in range(20)))
    made.from_one_browser(*(made.speak(kind="says_not_so") for _ in range(4)))
    made.speak(desk_id=made.river, kind="good_practice")
    by = made.verifier()
    record_finding(issue_id=made.issue().id, kind="visit", supports=False, by=by)
    record_finding(issue_id=made.issue().id, kind="call_back", voice_group=made.group_of(first), by=by)
    return made


@pytest.fixture(params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, served: str, world: "World") -> Iterator[Page]:
    """The lead desk's verifier, signed in, at either width."""
    from django.test import Client

    from tests.signed_in import sign_in

    size = DESKTOP if request.param == "desktop" else PHONE
    context = browser.new_context(viewport=size, base_url=served)  # type: ignore[arg-type]
    session = sign_in(Client(), world.people[f"verifier {world.bridge}"]).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("which", ["list", "issue"])
def test_everyone_can_read_and_use_it(page: Page, world: "World", which: str) -> None:
    page.goto("/desk/issues/" if which == "list" else f"/desk/issues/{world.issue().id}/")
    check(page)


def test_a_voice_says_why_it_is_one_when_it_has_focus(page: Page, world: "World") -> None:
    page.goto(f"/desk/issues/{world.issue().id}/")
    voice = page.get_by_role("img", name="Voice 2: One independent voice, heard 2 times, by your desk, called back")
    voice.focus()
    assert voice.evaluate("element => element === document.activeElement")
