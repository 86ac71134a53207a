"""Setting up LINE and Viber in a real browser: what is entered, what it costs, what she is told, and the self-test."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP
from tests.journeys.looking import check, clipped, whole

pytestmark = pytest.mark.journey

PICTURES = os.environ.get("SAPHAN_PICTURES", "")


@pytest.fixture
def lead(served: str, monday: object, browser: Browser) -> Iterator[Page]:
    """Of a desk that providers reach by https."""
    from django.test import Client, override_settings

    from tests.signed_in import desk_person, open_desk, sign_in

    person = desk_person(open_desk(), "lead")
    context = browser.new_context(viewport=DESKTOP, base_url=served)  # type: ignore[arg-type]
    session = sign_in(Client(), person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
    with override_settings(SAPHAN_ADDRESS="https://saphan.example"):
        yield context.new_page()
    context.close()


def in_order(page: Page, picture: str) -> None:
    check(page)
    assert clipped(page) == []
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{picture}.png"), full_page=True)


def add(page: Page, label: str, entered: dict[str, str]) -> None:
    page.goto("/desk/channels/")
    page.get_by_role("link", name=label).click()
    whole(page)
    page.get_by_label("Your name for it").fill("On our posters")
    for name, value in entered.items():
        page.get_by_label(name).fill(value)
    in_order(page, f"{label.lower()}-new")
    page.get_by_role("button", name="Keep").click()
    expect(whole(page).get_by_role("heading", level=1)).to_contain_text("On our posters")


def test_line_is_set_up_and_tells_what_is_wrong(lead: Page) -> None:
    from tests.voice.channels.line.provider import SECRET, TOKEN, Line
    from tests.voice.channels.stand_in import standing_in

    line = Line()
    with standing_in(line, "line"):
        # Given an account whose address LINE does not know yet
        add(lead, "LINE", {"Channel access token": TOKEN, "Channel secret": SECRET})
        lead.get_by_role("button", name="Try it now").click()
        expect(whole(lead).get_by_text("LINE does not bring messages here yet.")).to_be_visible()
        in_order(lead, "line-not-yet")
        # When it is connected, then it works
        _connect(lead, "Let LINE bring messages here", "LINE knows our address from now on.")
        expect(lead.get_by_text("LINE brings messages here.")).to_be_visible()
        expect(lead.get_by_text("Your plan allows 200 messages a month.")).to_be_visible()
        in_order(lead, "line-good")
        # And a wrong secret is told for what it is
        line.door_says = 403
        lead.get_by_role("button", name="Try it now").click()
        expect(whole(lead).get_by_text("The channel secret is not the right one.")).to_be_visible()


def test_viber_is_set_up_and_says_what_it_costs(lead: Page) -> None:
    from tests.voice.channels.stand_in import standing_in
    from tests.voice.channels.viber.provider import SENDER, TOKEN, Viber

    viber = Viber()
    with standing_in(viber, "viber"):
        add(lead, "Viber", {"Token of the bot": TOKEN, "Name beside our messages": SENDER})
        lead.get_by_role("button", name="Try it now").click()
        expect(whole(lead).get_by_text("Viber does not bring messages here yet.")).to_be_visible()
        in_order(lead, "viber-not-yet")
        _connect(lead, "Let Viber bring messages here", "Viber tried our address, and brings messages here")
        expect(lead.get_by_text("Messages come in.")).to_be_visible()
        in_order(lead, "viber-good")


def _connect(page: Page, button: str, says: str) -> None:
    page.get_by_role("button", name=button).click()
    expect(whole(page).get_by_text(says)).to_be_visible()


def test_what_does_not_look_like_a_secret_is_refused_kindly(lead: Page) -> None:
    entered: dict[str, Any] = {"Channel access token": "x" * 60, "Channel secret": "not a secret"}
    lead.goto("/desk/channels/")
    lead.get_by_role("link", name="LINE").click()
    whole(lead).get_by_label("Your name for it").fill("On our posters")
    for name, value in entered.items():
        lead.get_by_label(name).fill(value)
    lead.get_by_role("button", name="Keep").click()
    in_order(lead, "line-refused")
    expect(lead.get_by_role("heading", level=1)).to_have_text("LINE")
