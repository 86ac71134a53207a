"""A lead connects RapidPro, a Kobo form and a partner's e-mail; what could not be read is read again on one press."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import check, whole
from tests.journeys.test_channels_of_meta import picture
from tests.journeys.test_network_and_public_pages import SIZES, open_browser
from tests.signed_in import desk_person, open_desk, sign_in
from tests.voice.channels.kobo.provider import FORM, Kobo
from tests.voice.channels.kobo.provider import TOKEN as KOBO_TOKEN
from tests.voice.channels.mail.replay import ENTERED as MAIL
from tests.voice.channels.rapidpro.provider import TOKEN, RapidPro
from tests.voice.channels.rapidpro.replay import ENTERED as FLOW
from tests.voice.channels.replaying import SendsNothing
from tests.voice.channels.stand_in import standing_in

pytestmark = pytest.mark.journey

FORMS = {"server": "https://kf.kobo.example", "form": FORM, "token": KOBO_TOKEN, "words": "what_happened"}
CHANNELS = pytest.mark.parametrize(
    ("name", "provider", "entered", "act", "good"),
    [
        ("rapidpro", RapidPro, FLOW, "", "The service knows us."),
        ("kobo", Kobo, FORMS, "connect", "Forms come in."),
        ("mail", SendsNothing, MAIL, "", "in+abcdefgh12345678@desk.example"),
    ],
    ids=["rapidpro", "kobo", "mail"],
)


def a_lead(browser: Browser, served: str, size: dict[str, int]) -> tuple[Page, UUID]:
    desk_id = open_desk()
    ann = desk_person(desk_id, "lead", name="Ann")
    return open_browser(browser, served, size, sign_in(Client(), ann).cookies["sessionid"].value), desk_id


@SIZES
@CHANNELS
def test_setting_up(
    served: str,
    monday: object,
    browser: Browser,
    size: dict[str, int],
    name: str,
    provider: Any,
    entered: dict[str, str],
    act: str,
    good: str,
) -> None:
    page, _ = a_lead(browser, served, size)
    with standing_in(provider(), name), override_settings(SAPHAN_ADDRESS="https://saphan.example"):
        # Given the page on which it is entered
        page.goto(f"/desk/channels/new/{name}/")
        check(page)
        picture(page, f"{name}-new", size)
        page.get_by_label("Your name for it").fill("Of the union")
        for field, value in entered.items():
            page.locator(f"[name=entry-{field}]").fill(value)
        page.get_by_role("button", name="Keep").click()

        # When it is connected and tried
        expect(page.get_by_role("heading", name="Of the union")).to_be_visible()
        if act:
            page.get_by_role("button", name="Try it now").click()
            expect(page.get_by_text("does not bring forms here yet")).to_be_visible()
            page.locator(f"button[name=act][value={act}]").click()
        else:
            page.get_by_role("button", name="Try it now").click()

        # Then every step is good, and of what was entered no secret stands in the page
        expect(page.get_by_text(good, exact=True)).to_be_visible()
        expect(page.get_by_text("not yet")).to_have_count(0)
        check(page)
        picture(page, f"{name}-good", size)
        assert not any(secret in page.content() for secret in (TOKEN, FLOW["secret"], MAIL["secret"]))
    page.context.close()


@SIZES
def test_what_could_not_be_read_is_read_again_on_one_press(
    served: str, monday: object, browser: Browser, size: dict[str, int]
) -> None:
    from saphan.network.services import OURSELVES
    from saphan.voice.channels.accounts import accounts

    # Given two requests of a flow that cannot be read
    page, desk_id = a_lead(browser, served, size)
    ours = accounts.add_account(desk_id=desk_id, channel="rapidpro", name="Line", entered=FLOW, by=OURSELVES)
    for number in range(2):
        headers = {"Authorization": f"Token {FLOW['secret']}"}
        body = f'{{"lamp": {number}}}'
        answer = Client().post(f"/in/rapidpro/{ours}/", body, content_type="application/json", headers=headers)
        assert answer.status_code == 200
    # When she looks at the channels
    page.goto("/desk/channels/")
    expect(page.get_by_text("2 things that came in could not be read.")).to_be_visible()
    check(page)
    picture(page, "channels-unread", size)
    # Then one press tries them again; they are kept as long as they cannot be read
    page.get_by_role("button", name="Read them again").click()
    whole(page)
    expect(page.get_by_text("2 things that came in could not be read.")).to_be_visible()
    page.context.close()
