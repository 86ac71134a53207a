"""Setting a channel up: entered once, sealed, never shown again, tested, changed, ended; by lead or administrator."""

import json
import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.utils import translation

from saphan.network import services as network
from saphan.store import Staff, acting_as
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts, checking
from saphan.voice.channels.models import ChannelAccount
from saphan.voice.channels.refusals import DoesNotFit, NotNamed
from saphan.voice.models import Conversation
from tests.signed_in import desk_person, sign_in
from tests.voice.channels.given import SECRET, SYSTEM, Bot
from tests.voice.channels.telegram.provider import TOKEN, Telegram
from tests.voice.given import Desk, open_desk

LIST = "/desk/channels/"
NEW = "/desk/channels/new/telegram/"


@pytest.fixture
def lead(desk: Desk) -> Client:
    return sign_in(Client(), desk_person(desk.id, "lead", name="Ann"))


def as_staff(desk: Desk, *roles: str) -> Staff:
    return Staff(desk.lead_id, desk.id, frozenset(roles))


def entered(**more: str) -> dict[str, str]:
    return {"name": "Bot on the posters", "run_by": "desk", "entry-token": TOKEN, **more}


def only() -> ChannelAccount:
    with acting_as(SYSTEM):
        return ChannelAccount.objects.get()


def test_the_lead_sets_a_bot_up_and_nobody_reads_its_token_again(lead: Client, desk: Desk) -> None:
    # When she enters it
    answer = lead.post(NEW, entered(), follow=True)
    # Then it stands there with the address for the provider, and without what she entered
    page = answer.content.decode()
    row = only()
    assert f"/in/telegram/{row.id}/" in page and "Bot on the posters" in page
    assert TOKEN not in page and TOKEN not in lead.get(LIST).content.decode()
    # And it is sealed, with a secret that we made
    assert TOKEN.encode() not in bytes(row.sealed)
    found = accounts.opened(row.id)
    assert found is not None
    assert found.account["token"] == TOKEN and len(found.account["secret"]) > 40
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM voice_channel_account a")
        assert TOKEN not in cursor.fetchone()[0]


@pytest.mark.parametrize("wrong", ["", "not a token", "110201543:short", TOKEN + " x"])
def test_what_cannot_be_a_token_is_said_and_kept_nowhere(lead: Client, wrong: str) -> None:
    answer = lead.post(NEW, entered(**{"entry-token": wrong}))
    assert answer.status_code in (409, 422)
    assert not wrong or wrong not in answer.content.decode()
    with acting_as(SYSTEM):
        assert not ChannelAccount.objects.exists()


def test_a_company_that_runs_it_is_named_and_what_comes_is_feedback(lead: Client, desk: Desk) -> None:
    prawn = network.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    assert lead.post(NEW, entered(run_by="respondent")).status_code == 409
    assert lead.post(NEW, entered(run_by="respondent", organisation=str(prawn))).status_code == 302
    found = accounts.opened(only().id)
    assert found is not None and not found.independent
    assert "feedback" in lead.get(LIST).content.decode()


def test_a_line_of_another_service_organisation_is_voice(desk: Desk) -> None:
    friend = network.create_organisation(kind="service", name="Harbour Aid", country="TH")
    account_id = accounts.add_account(
        desk_id=desk.id,
        channel="telegram",
        name="Theirs",
        entered={"token": TOKEN},
        by=as_staff(desk, "lead"),
        run_by="other",
        organisation_id=friend,
    )
    found = accounts.opened(account_id)
    assert found is not None and found.independent


def test_the_self_test_says_what_is_so_and_connects(lead: Client, bot: Bot, provider: Telegram) -> None:
    address = f"/desk/channels/{bot.account_id}/"
    # Given a bot that is not connected
    page = lead.post(f"{address}check/").content.decode()
    assert "Telegram knows the bot." in page
    assert "Telegram does not bring messages here yet." in page
    assert provider.webhook == ""
    # When it is connected by its button, at an address that Telegram can reach
    with override_settings(SAPHAN_ADDRESS="https://saphan.example"):
        page = lead.post(f"{address}check/", {"act": "connect"}).content.decode()
    # Then all is good, and the day of the test is kept
    assert "Telegram brings messages here from now on." in page and "Messages come in." in page
    assert provider.webhook == f"https://saphan.example/in/telegram/{bot.account_id}/"
    assert only().checked_on is not None


def test_a_provider_that_is_away_or_inside_the_house_is_told(bot: Bot, provider: Telegram, desk: Desk) -> None:
    by = as_staff(desk, "lead")
    for servers, words in (
        ({"telegram": "http://127.0.0.1:1"}, "The provider was not reached."),
        ({}, None),
    ):
        with override_settings(SAPHAN_CHANNEL_SERVERS=servers):
            if words:
                assert str(checking.check(by, bot.account_id)[0].says) == words
    provider.loses_answers = True
    with override_settings(SAPHAN_CHANNEL_SERVERS={"telegram": "https://127.0.0.1"}, SAPHAN_NEAR_HOSTS=frozenset()):
        assert checking.check(by, bot.account_id)[0].good is False


def test_a_good_test_ends_the_trouble_and_a_bad_one_does_not(bot: Bot, provider: Telegram, desk: Desk) -> None:
    by = as_staff(desk, "administrator")
    with acting_as(SYSTEM):
        ChannelAccount.objects.update(trouble="account")
    checking.check(by, bot.account_id)
    assert only().trouble == "account", "messages do not come in yet"
    with override_settings(SAPHAN_ADDRESS="https://saphan.example"):
        checking.check(by, bot.account_id, act="connect")
    assert only().trouble == ""


def test_what_is_left_empty_stays(lead: Client, bot: Bot) -> None:
    other = TOKEN.replace("110201543", "220201543")
    assert lead.post(f"/desk/channels/{bot.account_id}/", {"entry-token": other}).status_code == 302
    found = accounts.opened(bot.account_id)
    assert found is not None
    assert (found.account["token"], found.account["secret"]) == (other, SECRET)
    wrong = lead.post(f"/desk/channels/{bot.account_id}/", {"entry-token": "x"})
    assert wrong.status_code == 409
    assert accounts.opened(bot.account_id).account["token"] == other  # type: ignore[union-attr]


def test_an_error_names_its_field(lead: Client, desk: Desk) -> None:
    page = lead.post(NEW, entered(**{"entry-secret": "short"}))
    assert page.status_code == 409
    content = page.content.decode()
    assert content.index('name="entry-token"') < content.index("This cannot be right. Copy it again, whole.")
    assert "Something that you entered" not in content
    company = lead.post(NEW, entered(run_by="respondent")).content.decode()
    at = company.index("Choose the organisation that runs it.")
    assert company.index('name="run_by"') < at < company.index('name="entry-token"')


def test_what_may_be_left_empty_can_be_emptied_and_nothing_else(lead: Client, desk: Desk) -> None:
    from tests.voice.channels.twilio_desk import add_number

    account_id = add_number(desk.id, "phone", languages="my,en", hotline="+66200000009")
    address = f"/desk/channels/{account_id}/"
    page = lead.get(address).content.decode()
    assert "Empty from now on" in page and "+66200000009" not in page
    assert lead.post(address, {"entry-emptied": ["hotline", "token"]}).status_code == 422
    assert lead.post(address, {"entry-emptied": ["hotline"]}).status_code == 302
    found = accounts.opened(account_id)
    assert found is not None
    assert (found.account["hotline"], found.account["languages"]) == ("", "my,en")
    # And what must not be empty stays, also where somebody names it
    with pytest.raises(DoesNotFit):
        accounts.change_account(account_id=account_id, entered={}, emptied=["token"], by=as_staff(desk, "lead"))


def test_a_sticker_is_answered_in_the_language_of_the_account(bot: Bot, provider: Telegram, lead: Client) -> None:
    lead.post(f"/desk/channels/{bot.account_id}/word/", {"code_word": "", "language": "th"})
    assert only().language == "th"
    bot.bring(
        bot.update(
            message=bot.message(
                sticker={"file_id": "s"}, **{"from": {"id": 7001001, "is_bot": False, "first_name": "Worker"}}
            )
        )
    )
    run_waiting()
    with acting_as(SYSTEM):
        assert Conversation.objects.get().language == "th"
    assert lead.post(f"/desk/channels/{bot.account_id}/word/", {"language": "xx"}).status_code == 422
    assert only().language == "th"


def test_the_word_for_a_call_is_set_and_taken_away(lead: Client, bot: Bot) -> None:
    lead.post(f"/desk/channels/{bot.account_id}/word/", {"code_word": " Mango "})
    assert only().code_word == "Mango"
    lead.post(f"/desk/channels/{bot.account_id}/word/", {"code_word": ""})
    assert only().code_word == ""


def test_a_word_that_is_too_long_is_said_to_be_and_stays_in_its_field(lead: Client, bot: Bot) -> None:
    answer = lead.post(f"/desk/channels/{bot.account_id}/word/", {"code_word": "mango" * 9})
    page = answer.content.decode()
    assert answer.status_code == 422 and "mango" * 9 in page and "at most 40" in page
    assert only().code_word == ""


def test_names_of_channels_are_read_in_the_language_of_the_desk(desk: Desk) -> None:
    with translation.override("th"):
        labels = {name: str(it.declaration.label) for name, it in registry.channels().items()}
    assert (labels["phone"], labels["mail"], labels["line"]) == ("โทรศัพท์", "อีเมล", "LINE")


def test_an_account_is_ended_once_and_stays_on_the_page(lead: Client, bot: Bot) -> None:
    assert lead.post(f"/desk/channels/{bot.account_id}/end/").status_code == 302
    row = only()
    assert row.ended_on is not None and bytes(row.sealed) == b""
    assert "ended on" in lead.get(LIST).content.decode()
    assert lead.get(f"/desk/channels/{bot.account_id}/").status_code == 404
    accounts.end_account(account_id=bot.account_id, by=accounts.OURSELVES)


def test_a_channel_that_is_not_there_is_not_set_up(lead: Client, desk: Desk) -> None:
    assert lead.get("/desk/channels/new/pigeon/").status_code == 404
    with pytest.raises(DoesNotFit):
        accounts.add_account(desk_id=desk.id, channel="pigeon", name="x", entered={}, by=as_staff(desk, "lead"))


def test_nobody_else_sets_up_or_tests(bot: Bot, desk: Desk) -> None:
    stranger = open_desk("Bridge Nepal", "NP")
    for by in (as_staff(desk, "caseworker"), as_staff(desk, "verifier"), as_staff(stranger, "lead")):
        for act in (
            lambda by=by: accounts.add_account(
                desk_id=desk.id, channel="telegram", name="x", entered={"token": TOKEN}, by=by
            ),
            lambda by=by: accounts.change_account(account_id=bot.account_id, entered={"token": TOKEN}, by=by),
            lambda by=by: accounts.set_words(account_id=bot.account_id, word="x", language="", by=by),
            lambda by=by: accounts.end_account(account_id=bot.account_id, by=by),
            lambda by=by: checking.check(by, bot.account_id),
            lambda by=by: checking.steps_of(by, bot.account_id),
            lambda by=by: accounts.account_card(by, bot.account_id),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert only().ended_on is None and only().code_word == ""


def test_a_company_is_named_by_the_service_too(desk: Desk) -> None:
    with pytest.raises(NotNamed):
        accounts.add_account(
            desk_id=desk.id,
            channel="telegram",
            name="x",
            entered={"token": TOKEN},
            by=as_staff(desk, "lead"),
            run_by="buyer",
        )


def test_every_channel_has_a_page_on_which_it_is_entered(lead: Client) -> None:
    page = lead.get(LIST).content.decode()
    for name, it in registry.channels().items():
        assert f"/desk/channels/new/{name}/" in page
        form = lead.get(f"/desk/channels/new/{name}/").content.decode()
        for one in it.declaration.fields:
            assert f'name="entry-{one.name}"' in form
            kind = re.search(rf'<input type="(\w+)" name="entry-{one.name}"', form)
            assert kind and kind.group(1) == ("password" if one.secret else "text")


def test_the_provider_s_address_may_be_named_by_the_machine_s_keeper(bot: Bot) -> None:
    with override_settings(SAPHAN_CHANNEL_SERVERS={}):
        found = accounts.opened(bot.account_id)
        assert found is not None and found.account.api == "https://api.telegram.org"
    with override_settings(SAPHAN_CHANNEL_SERVERS={"telegram": "http://near:8081/"}):
        found = accounts.opened(bot.account_id)
        assert found is not None and found.account.api == "http://near:8081"
    assert accounts.opened(UUID(int=4)) is None
    assert json.dumps({"nothing": "shown"}) not in repr(found)
    assert TOKEN not in repr(found)
