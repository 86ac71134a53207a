"""Messages to a WhatsApp that enforces its limits, and what its answers mean."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from saphan.voice.channels.contract import (
    Account,
    Choice,
    Content,
    Failed,
    Finding,
    Request,
    Response,
    Sent,
)
from saphan.voice.channels.contract import Template as Approved
from saphan.voice.channels.events import File, Kind, Why
from saphan.voice.channels.whatsapp import status
from tests.voice.channels.asking import fetched, told, tried_by_name
from tests.voice.channels.meta.graph import TOKEN, no, yes
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.stand_in import StandIn, standing_in
from tests.voice.channels.whatsapp.provider import (
    ENTERED,
    GROUP,
    HER,
    HER_NUMBER,
    LATE,
    NOT_THERE,
    WhatsApp,
)

OURS = ADDRESS.format(name="whatsapp")
EVERYTHING = (Choice("everything", "Everything"), Choice("neutral", "Only news"), Choice("nothing", "Nothing"))


@pytest.fixture
def whatsapp() -> WhatsApp:
    return WhatsApp()


@pytest.fixture
def there(whatsapp: WhatsApp) -> Iterator[StandIn]:
    with standing_in(whatsapp, "whatsapp") as stand_in:
        whatsapp.url = stand_in.url
        yield stand_in


def ours(there: StandIn, **changed: str) -> Account:
    return account("whatsapp", there.url, **{**ENTERED, **changed})


def say(there: StandIn, text: str = "We read it.", to: str = HER, **more: object) -> Sent | Failed:
    return told("whatsapp", ours(there), text, to, **more)  # type: ignore[arg-type]


def test_a_message_is_taken_and_has_a_name(there: StandIn, whatsapp: WhatsApp) -> None:
    assert say(there, "तलबको बारेमा") == Sent("wamid.0001")
    (taken,) = whatsapp.taken
    assert (taken["recipient"], taken["text"]) == (HER, {"preview_url": False, "body": "तलबको बारेमा"})
    assert "to" not in taken and taken["biz_opaque_callback_data"] == str(UUID(int=5))
    assert TOKEN not in there.asked[0].url, "what stands in an address ends up in logs"


def test_whoever_is_known_by_her_number_is_written_to_by_it(there: StandIn, whatsapp: WhatsApp) -> None:
    say(there, to=HER_NUMBER)
    assert (whatsapp.taken[0]["to"], "recipient" in whatsapp.taken[0]) == (HER_NUMBER, False)


def test_a_group_is_told_as_a_group(there: StandIn, whatsapp: WhatsApp) -> None:
    assert say(there, "We do not read groups.", to=GROUP) == Sent("wamid.0001")
    assert (whatsapp.taken[0]["recipient_type"], whatsapp.taken[0]["to"]) == ("group", GROUP)


def test_choices_are_buttons(there: StandIn, whatsapp: WhatsApp) -> None:
    say(there, "What?", choices=EVERYTHING)
    found = whatsapp.taken[0]["interactive"]
    assert found["body"] == {"text": "What?"}
    assert [each["reply"]["id"] for each in found["action"]["buttons"]] == ["everything", "neutral", "nothing"]


def test_choices_too_long_for_a_button_are_numbers_above_and_on_the_buttons(there: StandIn, whatsapp: WhatsApp) -> None:
    choices = (*EVERYTHING[:1], Choice("neutral", "Only that there is news for me"), *EVERYTHING[2:])
    assert isinstance(say(there, "What?", choices=choices), Sent)
    found = whatsapp.taken[0]["interactive"]
    assert found["body"]["text"] == "What?\n1 Everything\n2 Only that there is news for me\n3 Nothing"
    assert [each["reply"] for each in found["action"]["buttons"]][1] == {"id": "neutral", "title": "2"}


def test_a_text_too_long_for_buttons_is_sent_with_numbers_to_type(there: StandIn, whatsapp: WhatsApp) -> None:
    choices = (Choice("neutral", "Only that there is news for me"),)
    assert isinstance(say(there, "x" * 1020, choices=choices), Sent)
    assert whatsapp.taken[0]["text"]["body"].endswith("\n1 Only that there is news for me")
    assert isinstance(say(there, "x" * 1100, choices=EVERYTHING[:1]), Sent)
    assert whatsapp.taken[1]["text"]["body"].endswith("\n1 Everything")


def test_after_the_day_only_an_approved_template_goes(there: StandIn, whatsapp: WhatsApp) -> None:
    # Given somebody who wrote more than a day ago
    assert say(there, to=LATE) == Failed(Why.WINDOW, "131047")
    # When the approved words are sent in a language in which they are approved
    assert say(there, "", to=LATE, template=Approved("news", "th")) == Sent("wamid.0001")
    # Then they carry nothing but their name: nothing of her
    assert whatsapp.taken[0]["template"] == {"name": "news", "language": {"code": "th"}}
    assert say(there, "", to=LATE, template=Approved("news", "hi")) == Failed(Why.TERMINAL, "132001")


def test_a_number_without_whatsapp_is_not_said_to_have_blocked_us(there: StandIn) -> None:
    assert say(there, to=NOT_THERE) == Failed(Why.TERMINAL, "131026")


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (no(400, 130429), Failed(Why.RETRY, "130429")),
        (no(429, 80007), Failed(Why.RETRY, "80007")),
        (no(400, 131056), Failed(Why.RETRY, "131056", timedelta(seconds=6))),
        (no(400, 131048), Failed(Why.RETRY, "131048", timedelta(hours=1))),
        (no(429, 131056, **{"retry-after": "30"}), Failed(Why.RETRY, "131056", timedelta(seconds=30))),
        (no(500, 131000), Failed(Why.RETRY, "131000")),
        (no(500, 131016), Failed(Why.RETRY, "131016")),
        (no(400, 131042), Failed(Why.ACCOUNT, "131042")),
        (no(403, 131031), Failed(Why.ACCOUNT, "131031")),
        (no(400, 133010), Failed(Why.ACCOUNT, "133010")),
        (no(400, 368), Failed(Why.ACCOUNT, "368")),
        (no(400, 100, 33), Failed(Why.ACCOUNT, "100/33")),
        (no(400, 132015), Failed(Why.TERMINAL, "132015")),
        (no(400, 131049), Failed(Why.TERMINAL, "131049")),
        (no(400, 130497), Failed(Why.TERMINAL, "130497")),
        (no(500, 1), Failed(Why.UNKNOWN, "1")),
        (yes({"messages": []}), Failed(Why.UNKNOWN, "200")),
        (yes({"messages": [{"id": 7}]}), Failed(Why.UNKNOWN, "200")),
        (yes({"messages": [{"id": "wamid.1", "message_status": "held_for_quality_assessment"}]}), Sent("wamid.1")),
    ],
    ids=range(19),
)
def test_other_answers_mean(answered: Response, meaning: Sent | Failed) -> None:
    assert status.sent(answered) == meaning


def fetch(there: StandIn, ref: str) -> Content | Failed:
    return fetched("whatsapp", File(Kind.VOICE, ref, "audio/ogg"), ours(there))


def test_a_voice_note_is_fetched_by_its_id_then_by_its_address_with_the_token(there: StandIn) -> None:
    assert fetch(there, "300000000000011") == Content(b"OggS", "audio/ogg")
    assert [each.headers["authorization"] for each in there.asked] == [f"Bearer {TOKEN}"] * 2


def test_a_file_that_is_gone_is_not_asked_for_again(there: StandIn) -> None:
    assert fetch(there, "300000000000099") == Failed(Why.TERMINAL, "100/33")


def test_an_address_that_is_over_is_asked_for_anew(there: StandIn, whatsapp: WhatsApp) -> None:
    whatsapp.stale.add("300000000000011")
    assert fetch(there, "300000000000011") == Failed(Why.RETRY, "404")


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/file",
        "http://lookaside.fbsbx.com/file",
        "https://lookaside.fbsbx.com.other.example/",
        "https://evilfbsbx.com/",
        "https://user@other.example/?.fbsbx.com",
        "https://[x",
        "",
        7,
        None,
    ],
)
def test_the_token_is_sent_to_no_machine_but_metas(url: object) -> None:
    answer = yes({"messaging_product": "whatsapp", "url": url})
    assert status.fetched(answer, File(Kind.VOICE, "3"), account("whatsapp")) == Failed(Why.TERMINAL, "no_url")


def test_metas_own_machines_are_asked() -> None:
    answer = yes({"messaging_product": "whatsapp", "url": "https://lookaside.fbsbx.com/whatsapp_business/x"})
    asked = status.fetched(answer, File(Kind.VOICE, "3"), account("whatsapp", token=TOKEN))
    assert isinstance(asked, Request) and asked.headers == {"Authorization": f"Bearer {TOKEN}"}


def found(there: StandIn, name: str, address: str = OURS, **changed: str) -> Finding:
    return tried_by_name("whatsapp", name, ours(there, **changed), address)


def test_setting_up_finds_each_fault_and_mends_it(there: StandIn) -> None:
    # Given what is right and nothing connected, each step says what is so
    assert found(there, "known").good
    assert not found(there, "comes").good and not found(there, "whom").good
    assert not found(there, "connect", "http://saphan.example/in/whatsapp/").good
    # When both buttons are pressed
    assert found(there, "connect").good and found(there, "hand").good
    # Then messages come in
    assert found(there, "comes").good and found(there, "whom").good
    assert not found(there, "comes", "https://saphan.example/in/whatsapp/another/").good


def test_setting_up_tells_a_wrong_token_from_a_wrong_number(there: StandIn) -> None:
    wrong = found(there, "known", token="EAAREVOKED0000000000000000000")
    assert not wrong.good and "token" in str(wrong.says)
    assert "number" in str(found(there, "known", number="100000000000404").says)
    assert not found(there, "comes", app_secret="f" * 32).good
    assert not found(there, "hand", business="200000000000404").good
    assert not found(there, "whom", business="200000000000404").good


def test_a_template_must_be_approved_in_every_language(there: StandIn) -> None:
    assert found(there, "template").good
    assert not found(there, "template", template_languages="en, hi").good
    assert not found(there, "template", template="another").good
    assert found(there, "template", template="").good
    assert not found(there, "template", business="200000000000404").good


def test_an_app_that_brings_less_than_we_read_is_found_out(there: StandIn, whatsapp: WhatsApp) -> None:
    found(there, "connect")
    whatsapp.subscriptions.subscribed[0]["fields"] = ["account_update"]
    assert not found(there, "comes").good


def test_what_is_no_answer_of_meta_is_said_so(there: StandIn, whatsapp: WhatsApp) -> None:
    whatsapp.refuses = Response(502, {}, b"<html>")
    assert not found(there, "known").good
