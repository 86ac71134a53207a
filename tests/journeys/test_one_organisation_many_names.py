"""A verifier says that two names are one plant, sees their issues come together, and takes it back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.network import services
from saphan.network.merging.models import Merge
from saphan.verification import gathering
from tests.journeys.conftest import DESKTOP, PHONE, settle
from tests.journeys.looking import check
from tests.signed_in import sign_in
from tests.verification.world import make

pytestmark = pytest.mark.journey
PICTURES = os.environ.get("SAPHAN_TEST_PICTURES", "")


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(served: str, monday: object, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, base_url=served)
    yield context.new_page()
    context.close()


def look(page: Page, name: str) -> None:
    check(page)
    if PICTURES:
        width = (page.viewport_size or {})["width"]
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def test_two_names_of_one_plant(served: str, page: Page) -> None:
    # Given two voices under the plant's name and one under what somebody heard
    world = make()
    praun = services.create_organisation(kind="workplace", name="Blu Praun", country="TH", provisional=True)
    for place, language in ((world.plant, "my"), (world.plant, "my"), (praun, "ne")):
        gathering.gather(world.concern(world.story(language=language), at=place))
    ann = world.people[f"verifier {world.bridge}"]
    session = sign_in(Client(), ann).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": served}])

    # When she looks for the other name and reads what would happen
    page.goto(f"/desk/network/{praun}/")
    look(page, "organisation")
    page.get_by_role("link", name="It is the same as another one").click()
    page.get_by_role("searchbox").first.fill("blue prawn")
    page.get_by_role("button", name="Look for it").click()
    look(page, "choose")
    page.get_by_role("link", name="Blue Prawn Foods").click()
    expect(page.get_by_text("1 of our issues is counted together with another one.")).to_be_visible()
    look(page, "preview")
    assert not Merge.objects.exists()

    # And says so: one issue is left, and corroborated
    page.get_by_role("button", name="They are the same").click()
    expect(page.get_by_text("Blu Praun is read as Blue Prawn Foods")).to_be_visible()
    look(page, "merged")
    settle()
    page.goto("/desk/issues/")
    expect(page.locator("tbody tr")).to_have_count(1)
    look(page, "issues")
    page.goto(f"/desk/network/{praun}/")
    expect(page.get_by_role("heading", name="Read as Blue Prawn Foods")).to_be_visible()
    look(page, "away")

    # And takes it back
    page.get_by_role("link", name="Undo").click()
    look(page, "undo")
    page.get_by_role("button", name="They are two").click()
    expect(page.get_by_text("Nothing else is read as this organisation.")).to_be_visible()
    settle()
    page.goto("/desk/issues/")
    expect(page.locator("tbody tr")).to_have_count(2)
