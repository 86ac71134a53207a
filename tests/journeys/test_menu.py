"""The bar of the desk that has the longest menu: one line at 1440 px in every language of staff, keys included."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.looking import check, clipped

pytestmark = pytest.mark.journey

HEIGHT = 60  # pixels of a bar that does not wrap


@pytest.mark.parametrize("language", dict(settings.DESK_LANGUAGES))
def test_a_leads_bar_is_one_line(served: str, monday: object, browser: Browser, language: str) -> None:
    page = lead_at(served, browser, language)

    # Given the inbox, then the bar is one line, and no word in it is cut
    assert page.locator(".bar").bounding_box()["height"] <= HEIGHT  # type: ignore[index]
    assert clipped(page) == []
    more = page.locator(".menu-more > summary")
    expect(page.locator(".menu-more ul")).to_be_hidden()

    # When she opens the rest with the keyboard
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu-more ul")).to_be_visible()
    check(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.menu-more a')")

    # Then Escape shuts it and leads back, and so does a click elsewhere
    page.keyboard.press("Escape")
    expect(page.locator(".menu-more ul")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.menu-more > summary')")
    more.click()
    page.locator("main").click(position={"x": 2, "y": 2})
    expect(page.locator(".menu-more ul")).to_be_hidden()

    # And a page of the rest marks the line that leads to it
    more.click()
    page.locator(".menu-more a[href$='/network/desk/']").click()
    expect(more).to_have_attribute("aria-current", "true")
    page.context.close()


def test_on_a_phone_the_rest_stands_over_the_page(served: str, monday: object, browser: Browser) -> None:
    page = lead_at(served, browser, "my")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.locator(".menu-more > summary").click()
    box = page.locator(".menu-more ul").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    check(page)
    page.context.close()


def lead_at(served: str, browser: Browser, language: str) -> Page:
    from django.test import Client

    from saphan.network.models import Staff
    from tests.signed_in import desk_person, open_desk, sign_in

    row = desk_person(open_desk(), "lead", name="Ann")
    Staff.objects.filter(id=row.id).update(language=language)
    context = browser.new_context(viewport=DESKTOP, base_url=served)  # type: ignore[arg-type]
    session = sign_in(Client(), Staff.objects.get(id=row.id)).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
    page = context.new_page()
    page.goto("/desk/")
    return page
