"""The administrator sets WhatsApp and Messenger up: what is entered, what each test says, and nothing shown again."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import check, whole
from tests.journeys.test_network_and_public_pages import SIZES, open_browser
from tests.signed_in import desk_person, open_desk, sign_in
from tests.voice.channels.messenger import test_send as messenger
from tests.voice.channels.messenger.provider import Messenger
from tests.voice.channels.meta.graph import APP_SECRET, TOKEN
from tests.voice.channels.stand_in import standing_in
from tests.voice.channels.whatsapp import test_send as whatsapp
from tests.voice.channels.whatsapp.provider import WhatsApp

pytestmark = pytest.mark.journey

CHANNELS = pytest.mark.parametrize(
    ("name", "label", "provider", "entered", "buttons"),
    [
        ("whatsapp", "WhatsApp", WhatsApp, whatsapp.ENTERED, ("connect", "hand")),
        ("messenger", "Messenger", Messenger, messenger.ENTERED, ("connect", "hand", "start")),
    ],
    ids=["whatsapp", "messenger"],
)


@SIZES
@CHANNELS
def test_setting_up(
    served: str,
    monday: object,
    browser: Browser,
    size: dict[str, int],
    name: str,
    label: str,
    provider: Any,
    entered: dict[str, str],
    buttons: tuple[str, ...],
) -> None:
    from django.test import Client

    ann = desk_person(open_desk(), "lead", name="Ann")
    page = open_browser(browser, served, size, sign_in(Client(), ann).cookies["sessionid"].value)
    with standing_in(provider(), name), override_settings(SAPHAN_ADDRESS="https://saphan.example"):
        # Given the page on which all is entered that Meta's pages name
        page.goto(f"/desk/channels/new/{name}/")
        check(page)
        picture(page, f"{name}-new", size)
        page.get_by_label("Your name for it").fill("On our posters")
        for field, value in entered.items():
            page.locator(f"[name=entry-{field}]").fill("" if field == "verify_token" else value)
        page.get_by_role("button", name="Keep").click()

        # When it is tried before Meta was told anything
        expect(page.get_by_role("heading", name=f"{label} · On our posters")).to_be_visible()
        page.get_by_role("button", name="Try it now").click()
        expect(page.get_by_text("Meta does not bring messages here yet.")).to_be_visible()
        check(page)
        picture(page, f"{name}-not-yet", size)

        # Then each button mends what is missing, and in the end all is good
        for button in buttons:
            page.locator(f"button[name=act][value={button}]").click()
            whole(page)
        expect(page.get_by_text("Messages come in.")).to_be_visible()
        expect(page.get_by_text("not yet")).to_have_count(0)
        check(page)
        picture(page, f"{name}-good", size)

        # And of what was entered no secret stands in the page
        assert TOKEN not in page.content() and APP_SECRET not in page.content()
    page.context.close()


def picture(page: Page, name: str, size: dict[str, int]) -> None:
    """To be looked at by whoever names a folder."""
    folder = os.environ.get("SAPHAN_PICTURES")
    if folder:
        page.emulate_media(color_scheme="light")
        page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)
