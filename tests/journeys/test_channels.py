"""A bot is set up in the browser, a worker writes to it, the desk answers, and reads how far the answer came."""

import json
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from saphan.store import System, acting_as, clock
from saphan.voice.channels.models import ChannelAccount
from tests.journeys.conftest import settle
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import SIZES, open_browser
from tests.signed_in import desk_person, open_desk, sign_in
from tests.voice.channels.given import HEADER, Bot, stories
from tests.voice.channels.stand_in import standing_in
from tests.voice.channels.telegram.provider import TOKEN, Telegram
from tests.voice.given import Desk

pytestmark = pytest.mark.journey


@SIZES
def test_a_bot_is_set_up_and_answers(
    served: str, monday: object, browser: Browser, size: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.test import Client

    from saphan.store.callers import Staff
    from saphan.voice.channels.leaving import sending

    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))
    # Given a desk with a lead and a caseworker, and Telegram
    desk_id = open_desk()
    ann, nok = (desk_person(desk_id, role, name=name) for role, name in (("lead", "Ann"), ("caseworker", "Nok")))
    with standing_in(Telegram()) as there:
        telegram = there.rule
        assert isinstance(telegram, Telegram)
        page = open_browser(browser, served, size, sign_in(Client(), ann).cookies["sessionid"].value)

        # When the lead enters the bot's token and tries it
        page.goto("/desk/channels/")
        check(page)
        page.get_by_role("link", name="Telegram").click()
        check(page)
        page.get_by_label("Your name for it").fill("Bot on the posters")
        page.get_by_label("Token of the bot").fill(TOKEN)
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_role("heading", name="Does it work?")).to_be_visible()
        check(page)
        page.get_by_role("button", name="Try it now").click()
        expect(page.get_by_text("Telegram knows the bot.")).to_be_visible()
        expect(page.get_by_text("Telegram does not bring messages here yet.")).to_be_visible()
        check(page)
        assert TOKEN not in page.content()
        page.context.close()

        # And a worker writes to it, sends a sticker, and is answered
        with acting_as(System("test")):
            account = ChannelAccount.objects.get()
        bot = Bot(Desk(desk_id, Staff(nok.id, desk_id, frozenset({"caseworker"})), ann.id), account.id)
        secret = _secret_of(account.id)
        for said in ({"text": "No pay since March"}, {"sticker": {"file_id": "s", "emoji": "😭"}}):
            update = bot.update(message={**bot.message(), **said})
            sent = Client().post(
                bot.address, json.dumps(update), content_type="application/json", headers={HEADER: secret}
            )
            assert sent.status_code == 200
            settle()
        page = open_browser(browser, served, size, sign_in(Client(), nok).cookies["sessionid"].value)
        page.goto(f"/desk/story/{stories()[0]}/")
        expect(page.get_by_text("No pay since March")).to_be_visible()
        expect(page.get_by_text("A sticker")).to_be_visible()
        page.locator("textarea[name=reply]").fill("We read it. We come on Sunday.")
        page.get_by_role("button", name="Send").first.click()
        expect(page.get_by_text("We read it. We come on Sunday.").first).to_be_visible()
        settle()
        page.reload()

        # Then the desk reads that the answer waits for her word, and she was asked
        expect(page.get_by_text("Waits until she says what may be written there.")).to_be_visible()
        check(page)
        assert telegram.taken[-1]["text"].startswith("There is an answer for you.")
        page.context.close()


def _secret_of(account_id: object) -> str:
    from saphan.voice.channels.accounts import accounts

    found = accounts.opened(account_id)  # type: ignore[arg-type]
    assert found is not None
    return found.account["secret"]
