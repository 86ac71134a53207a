"""Messages to a Messenger that enforces its limits, and what its answers mean."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from saphan.voice.channels.contract import Account, Choice, Content, Failed, Finding, Response, Sent
from saphan.voice.channels.contract import Template as Approved
from saphan.voice.channels.events import File, Kind, Why
from saphan.voice.channels.messenger import status
from tests.voice.channels.asking import fetched, told, tried_by_name
from tests.voice.channels.messenger.provider import AWAY, ENTERED, HER, LATE, NOBODY, Messenger
from tests.voice.channels.meta.graph import APP, TOKEN, no, yes
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.stand_in import StandIn, standing_in

ONCE = str(UUID(int=5))
OURS = ADDRESS.format(name="messenger")


@pytest.fixture
def messenger() -> Messenger:
    return Messenger()


@pytest.fixture
def there(messenger: Messenger) -> Iterator[StandIn]:
    with standing_in(messenger, "messenger") as stand_in:
        yield stand_in


def ours(there: StandIn, **changed: str) -> Account:
    return account("messenger", there.url, **{**ENTERED, **changed})


def say(there: StandIn, text: str = "We read it.", to: str = HER, **more: object) -> Sent | Failed:
    return told("messenger", ours(there), text, to, **more)  # type: ignore[arg-type]


def test_a_message_is_taken_and_has_a_name(there: StandIn, messenger: Messenger) -> None:
    assert say(there, "လစာ အကြောင်း") == Sent("m_ours-0001")
    assert messenger.taken == [
        {"recipient": {"id": HER}, "messaging_type": "RESPONSE", "message": {"text": "လစာ အကြောင်း", "metadata": ONCE}}
    ]
    assert TOKEN not in there.asked[0].url, "what stands in an address ends up in logs"


def test_choices_are_quick_replies(there: StandIn, messenger: Messenger) -> None:
    say(there, choices=(Choice("everything", "Everything"), Choice("nothing", "Nothing")))
    assert messenger.taken[0]["message"]["quick_replies"] == [
        {"content_type": "text", "title": "Everything", "payload": "saphan:everything"},
        {"content_type": "text", "title": "Nothing", "payload": "saphan:nothing"},
    ]


def test_choices_too_long_for_a_button_are_numbers_above_and_on_the_buttons(
    there: StandIn, messenger: Messenger
) -> None:
    say(there, "What?", choices=(Choice("everything", "Everything"), Choice("neutral", "Only that there is news")))
    message = messenger.taken[0]["message"]
    assert message["text"] == "What?\n1 Everything\n2 Only that there is news"
    assert [(each["title"], each["payload"]) for each in message["quick_replies"]] == [
        ("1", "saphan:everything"),
        ("2", "saphan:neutral"),
    ]


def test_after_the_day_nothing_goes_without_a_permission(there: StandIn, messenger: Messenger) -> None:
    assert say(there, to=LATE) == Failed(Why.WINDOW, "10/2018278")
    assert say(there, to=LATE, late=True) == Failed(Why.WINDOW, "10/2018065")
    assert messenger.taken == []


def test_with_human_agent_granted_what_a_person_wrote_goes_after_the_day(there: StandIn, messenger: Messenger) -> None:
    messenger.human_agent = True
    assert say(there, to=LATE, late=True) == Sent("m_ours-0001")
    assert (messenger.taken[0]["messaging_type"], messenger.taken[0]["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")


def test_approved_words_go_after_the_day_and_carry_nothing_of_her(there: StandIn, messenger: Messenger) -> None:
    assert say(there, "", to=LATE, template=Approved("news", "th")) == Sent("m_ours-0001")
    assert messenger.taken[0]["messaging_type"] == "UTILITY"
    assert messenger.taken[0]["message"] == {
        "template": {"name": "news", "language": {"code": "th"}},
        "metadata": ONCE,
    }
    assert say(there, "", to=LATE, template=Approved("news", "my")) == Failed(Why.TERMINAL, "100")


def test_whoever_blocked_us_or_is_not_there_is_gone(there: StandIn) -> None:
    assert say(there, to=AWAY) == Failed(Why.GONE, "551/1545041")
    assert say(there, to=NOBODY) == Failed(Why.GONE, "100/2018001")


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (no(500, 1200), Failed(Why.RETRY, "1200")),
        (no(400, 613), Failed(Why.RETRY, "613")),
        (no(400, 4), Failed(Why.RETRY, "4")),
        (no(500, 2), Failed(Why.RETRY, "2")),
        (no(403, 2, 2018344), Failed(Why.ACCOUNT, "2/2018344")),
        (no(500, 1, 1357046), Failed(Why.UNKNOWN, "1/1357046")),  # its page: all were sent
        (no(400, 10), Failed(Why.ACCOUNT, "10")),
        (no(400, 10, 2018300), Failed(Why.TERMINAL, "10/2018300")),
        (no(400, 10, 2018108), Failed(Why.GONE, "10/2018108")),
        (no(400, 10, 1893063), Failed(Why.ACCOUNT, "10/1893063")),
        (no(403, 200, 2018028), Failed(Why.ACCOUNT, "200/2018028")),
        (no(403, 200, 1545041), Failed(Why.GONE, "200/1545041")),
        (no(403, 230), Failed(Why.ACCOUNT, "230")),
        (no(400, 100, 2018109), Failed(Why.TERMINAL, "100/2018109")),
        (no(400, 368), Failed(Why.ACCOUNT, "368")),
        (yes({"recipient_id": HER}), Failed(Why.UNKNOWN, "200")),
        (yes({"message_id": 7}), Failed(Why.UNKNOWN, "200")),
    ],
    ids=range(17),
)
def test_other_answers_mean(answered: Response, meaning: Sent | Failed) -> None:
    assert status.sent(answered) == meaning


def fetch(there: StandIn, path: str) -> Content | Failed:
    return fetched("messenger", File(Kind.VOICE, f"{there.url}{path}"), ours(there))


def test_a_voice_note_is_fetched_at_its_address_without_the_token(there: StandIn) -> None:
    assert fetch(there, "/cdn/voice") == Content(b"OggS", "audio/ogg")
    assert "authorization" not in there.asked[0].headers


def test_a_file_whose_address_is_over_is_not_asked_for_again(there: StandIn) -> None:
    assert fetch(there, "/cdn/gone") == Failed(Why.TERMINAL, "403")


def test_a_machine_that_is_down_is_asked_again() -> None:
    assert status.fetched(Response(503, {}, b""), File(Kind.VOICE, ""), account("messenger")) == Failed(
        Why.RETRY, "503"
    )


def found(there: StandIn, name: str, address: str = OURS, **changed: str) -> Finding:
    return tried_by_name("messenger", name, ours(there, **changed), address)


def test_setting_up_finds_each_fault_and_mends_it(there: StandIn, messenger: Messenger) -> None:
    # Given what is right and nothing connected, each step says what is so
    assert found(there, "known").good
    assert not found(there, "comes").good and not found(there, "whom").good
    # When every button is pressed
    assert all(found(there, name).good for name in ("connect", "hand", "start"))
    # Then messages come in, with all that we read, and whoever opens the chat is known for it
    assert found(there, "comes").good and found(there, "whom").good and found(there, "template").good
    assert messenger.button == "saphan_start"


def test_setting_up_tells_a_wrong_token_from_a_wrong_page(there: StandIn) -> None:
    assert "token" in str(found(there, "known", token="EAAREVOKED0000000000000000000").says)
    assert "page" in str(found(there, "known", page="800000000000404").says)
    assert not found(there, "hand", page="800000000000404").good
    assert not found(there, "whom", page="800000000000404").good
    assert not found(there, "start", page="800000000000404").good


def test_a_page_that_gives_less_than_we_read_is_found_out(there: StandIn, messenger: Messenger) -> None:
    messenger.fields[APP] = ["messages"]
    assert not found(there, "whom").good
