"""A person of a desk comes in by her one-time link, in a real browser with its own rules about forms and images."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from saphan.network import services
from saphan.network.models import Staff
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.looking import whole
from tests.signed_in import desk_person, open_desk

pytestmark = pytest.mark.journey

PASSWORD = "nine prawns on a blue boat"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_from_the_link_to_the_desk_and_in_again_with_a_recovery_code(
    served: str, browser: Browser, size: dict[str, int]
) -> None:
    # Given a lead's one-time link
    link = services.new_link(staff_id=desk_person(open_desk(), "lead", name="Ann").id)
    page = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type]
    refused = refusals_of(page)

    # When she chooses a password and connects her phone
    page.goto(f"{served}/account/start/{link.token}/")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    assert whole(page).locator("img.qr").evaluate("image => image.naturalWidth") > 0
    page.get_by_text("I cannot scan it").click()
    secret = page.locator("details code").inner_text().replace(" ", "")
    page.get_by_label("Authenticator code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Set up").click()
    expect(page.locator("main li code")).to_have_count(10)
    codes = page.locator("main li code").all_inner_texts()

    # Then she has ten recovery codes and is at her desk
    page.goto(f"{served}/desk/network/desk/")
    expect(page.get_by_role("heading", name="Bridge Thailand")).to_be_visible()

    # And after signing out, her password and one of the codes bring her back to where she wanted to go
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{served}/desk/network/desk/")
    page.get_by_label("Email").fill("ann@example.org")
    page.get_by_label("Password").fill("not this one, surely")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Email").fill(Staff.objects.get(name="Ann").email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{served}/desk/network/desk/")
    assert refused == []


def refusals_of(page: Page) -> list[str]:
    """What the content security policy refused, and what broke."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    return said
