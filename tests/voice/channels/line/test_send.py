"""Messages to a LINE that enforces its limits, and what its answers mean."""

from collections.abc import Iterator

import pytest

from saphan.voice.channels.contract import Account, Choice, Content, Failed, Response, Sent, Step
from saphan.voice.channels.events import File, Kind, Why
from saphan.voice.channels.line import send, setting_up, status
from saphan.voice.channels.wire import NoAnswer
from tests.voice.channels.asking import fetched, told, tried
from tests.voice.channels.line.provider import BLOCKED, HER, NOBODY, SECRET, TOKEN, Line
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.stand_in import StandIn, standing_in

OURS = ADDRESS.format(name="line")
CHOICES = (Choice("everything", "အားလုံး"), Choice("neutral", "Only that there is news"), Choice("nothing", "Nothing"))


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def there(line: Line) -> Iterator[StandIn]:
    with standing_in(line, "line") as stand_in:
        yield stand_in


def say(there: StandIn, text: str = "We read it.", to: str = HER, **more: object) -> Sent | Failed:
    return told("line", account("line", there.url, token=TOKEN), text, to, **more)  # type: ignore[arg-type]


def test_a_message_is_taken_and_has_a_name(there: StandIn, line: Line) -> None:
    assert say(there, "ค่าจ้างของคุณ") == Sent("461230966842060001")
    assert line.taken == [{"to": HER, "messages": [{"type": "text", "text": "ค่าจ้างของคุณ"}]}]


def test_a_lost_answer_is_tried_again_and_taken_once(there: StandIn, line: Line) -> None:
    # Given LINE took the message, and its answer was lost
    line.loses_answers = True
    with pytest.raises(NoAnswer):
        say(there)
    # When the same message is tried again, then it is known for taken, by the name it has
    line.loses_answers = False
    assert say(there) == Sent("461230966842060001")
    assert len(line.taken) == 1
    # And another message is another one
    assert say(there, once=6) == Sent("461230966842060002")


def test_choices_are_buttons_and_one_that_does_not_fit_is_written_whole_above(there: StandIn, line: Line) -> None:
    assert isinstance(say(there, "What may we write?", choices=CHOICES), Sent)
    (message,) = line.taken[0]["messages"]
    actions = [item["action"] for item in message["quickReply"]["items"]]
    assert [action["data"] for action in actions] == ["everything", "neutral", "nothing"]
    assert [action["label"] for action in actions] == ["အားလုံး", "Only that there is…", "Nothing"]
    assert actions[1]["displayText"] == "Only that there is news"
    assert message["text"].splitlines()[-2] == "• Only that there is news"


def test_choices_that_fit_leave_the_question_as_it_is(there: StandIn, line: Line) -> None:
    say(there, "Was it you?", choices=(Choice("it_was_me", "Yes"), Choice("not_me", "No")))
    assert line.taken[0]["messages"][0]["text"] == "Was it you?"


def test_a_question_of_the_longest_length_keeps_its_length(there: StandIn, line: Line) -> None:
    assert isinstance(say(there, "x" * 5000, choices=CHOICES), Sent)
    assert len(line.taken[0]["messages"][0]["text"]) == 5000


def test_a_used_up_month_stops_the_account_and_a_busy_moment_does_not(there: StandIn, line: Line) -> None:
    line.is_busy = True
    assert say(there) == Failed(Why.RETRY, "429")
    line.is_busy, line.used = False, line.quota
    assert say(there) == Failed(Why.ACCOUNT, "quota")
    line.used = 0
    assert isinstance(say(there), Sent)


def test_nobody_there_is_gone_and_whoever_blocked_us_is_not_told(there: StandIn) -> None:
    assert say(there, to=NOBODY) == Failed(Why.GONE, "400")
    assert say(there, to="7001001") == Failed(Why.GONE, "400")
    assert isinstance(say(there, to=BLOCKED), Sent)


def test_a_group_that_added_us_is_answered_with_its_token_once_and_for_nothing(there: StandIn, line: Line) -> None:
    assert isinstance(say(there, to="reply:reply-token-1"), Sent)
    assert line.taken[0]["replyToken"] == "reply-token-1" and line.used == 0
    assert say(there, to="reply:reply-token-1") == Failed(Why.TERMINAL, "400")


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (Response(200, {}, b"<html>"), Failed(Why.UNKNOWN, "200")),
        (Response(200, {}, b'{"sentMessages": "x"}'), Sent("")),
        (Response(200, {}, b'{"sentMessages": [7]}'), Sent("")),
        (Response(409, {}, b""), Sent("")),
        (Response(500, {}, b'{"message": "Internal server error"}'), Failed(Why.UNKNOWN, "500")),
        (Response(403, {}, b'{"message": "Not available for your account"}'), Failed(Why.ACCOUNT, "403")),
        (
            Response(400, {}, b'{"message": "1 error", "details": [{"property": "to"}, 7]}'),
            Failed(Why.GONE, "400"),
        ),
        (Response(400, {}, b'{"message": "1 error", "details": {"property": "to"}}'), Failed(Why.TERMINAL, "400")),
        (Response(413, {}, b"{}"), Failed(Why.TERMINAL, "413")),
    ],
    ids=range(9),
)
def test_other_answers_mean(answered: Response, meaning: Sent | Failed) -> None:
    assert status.sent(answered) == meaning


def fetch(there: StandIn, ref: str, token: str = TOKEN) -> Content | Failed:
    return fetched("line", File(Kind.VOICE, ref, "audio/mp4"), account("line", there.url, token=token))


def test_a_voice_message_is_fetched_when_line_has_prepared_it(there: StandIn, line: Line) -> None:
    line.prepares.add("500000000000000001")
    assert fetch(there, "500000000000000001") == Failed(Why.RETRY, "202")
    line.prepares.clear()
    assert fetch(there, "500000000000000001") == Content(b"ftypM4A ", "audio/x-m4a")


def test_a_file_that_is_gone_is_not_asked_for_again(there: StandIn) -> None:
    assert fetch(there, "500000000000000002") == Failed(Why.TERMINAL, "404")
    assert fetch(there, "500000000000000001", token="revoked") == Failed(Why.ACCOUNT, "401")


def test_files_are_asked_for_where_line_keeps_them() -> None:
    request = send.fetch(File(Kind.PHOTO, "../../info"), account("line", token=TOKEN))
    assert request.url == "https://api-data.line.me/v2/bot/message/..%2F..%2Finfo/content"
    assert request.headers == {"Authorization": f"Bearer {TOKEN}"}


def test_setting_up_finds_each_fault_and_mends_it(there: StandIn, line: Line) -> None:
    ours = account("line", there.url, token=TOKEN, secret=SECRET)
    known, connect, comes, attempt, allowed, used = setting_up.STEPS

    def found(step: Step, address: str = OURS, given: Account = ours) -> bool:
        return tried(step, given, address).good

    # Given a right token and no webhook, when each step is tried, then it says what is so
    assert found(known) and not found(comes)
    assert not found(connect, "http://saphan.example/in/line/")
    assert found(connect) and found(comes) and not found(comes, OURS + "other/")
    # And a webhook that is switched off, a wrong secret and a door that is not reached are told apart
    line.is_used = False
    assert not found(comes)
    assert found(attempt)
    line.door_says = 403
    assert "secret" in str(tried(attempt, ours, OURS).says)
    line.door_says = 0
    assert "reach" in str(tried(attempt, ours, OURS).says)
    # And what the plan allows is said
    line.used = 12
    assert "200" in str(tried(allowed, ours, OURS).says)
    assert "12" in str(tried(used, ours, OURS).says)
    line.quota = 0
    assert found(allowed)
    # And a wrong token is said to be one
    wrong = account("line", there.url, token="wrong")
    assert not any(found(step, given=wrong) for step in setting_up.STEPS)
