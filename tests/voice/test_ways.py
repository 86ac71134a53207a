"""The page of the ways to talk to us: only those that her desk has switched on, each with who learns what."""

import pytest
from django.conf import settings
from django.test import Client

from saphan.network import services as network
from saphan.network.services import OURSELVES
from saphan.store import System, acting_as
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.models import ChannelAccount
from tests.voice.channels.given import add_bot
from tests.voice.channels.twilio_desk import OURS, add_number
from tests.voice.given import Desk

pytestmark = pytest.mark.django_db


def page(language: str = "en", asked: str = "") -> str:
    answer = Client().get(f"/{language}/ways/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_what_the_desk_has_switched_on_is_there(desk: Desk) -> None:
    # Given a desk with a bot and a telephone
    bot = add_bot(desk.id)
    add_number(desk.id, "phone")
    html = page()
    # Then each says in one line who learns what, and the number can be tapped
    assert "Telegram can read this chat. It stays on your phone, also on the lock screen." in html
    assert "The phone companies know that you rang us." in html
    assert f'href="tel:{OURS}"' in html
    assert "WhatsApp" not in html and "LINE" not in html
    # And one that has ended, or cannot answer, is not there
    accounts.end_account(account_id=bot, by=OURSELVES)
    with acting_as(System("test")):
        ChannelAccount.objects.filter(channel="phone").update(trouble="account")
    html = page()
    assert "Telegram" not in html and OURS not in html
    assert "On this page" in html


def test_a_line_that_a_company_pays_is_not_offered_as_ours(desk: Desk) -> None:
    prawn = network.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    add_bot(desk.id, run_by="respondent", organisation_id=prawn)
    assert "Telegram" not in page()


def test_two_accounts_of_one_channel_are_one_way(desk: Desk) -> None:
    add_bot(desk.id)
    add_bot(desk.id)
    assert page().count("Telegram can read this chat.") == 1


def test_a_poster_leads_to_the_ways_of_its_desk(desk: Desk) -> None:
    from tests.voice.given import open_desk

    other = open_desk("Bridge Nepal", "NP")
    add_bot(other.id)
    plant = network.create_organisation(kind="supplier", name="Red Crab Foods", country="NP")
    token = network.make_poster(desk_id=other.id, organisation_id=plant)
    add_number(desk.id, "phone")
    html = page(asked=f"?p={token}")
    assert OURS not in html
    assert "Telegram" in html and f"/en/?p={token}" in html


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_the_first_page_leads_there_in_every_language(desk: Desk, language: str) -> None:
    first = Client().get("/").content.decode()
    assert first.count(f'href="/{language}/ways/"') == 1
    page(language)
