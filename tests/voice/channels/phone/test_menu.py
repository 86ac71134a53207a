"""What a caller hears, step by step, and what she never hears."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest

from saphan.voice.channels.contract import StoryState
from saphan.voice.channels.events import Rang
from saphan.voice.channels.phone import menu, parse, sentences
from saphan.voice.channels.phone.sentences import SENTENCES, SPOKEN
from tests.voice.channels.payloads import ADDRESS, AT, account, payload, received
from tests.voice.channels.phone.caller import Heard, hear

ENTERED = {"languages": "en,th,my", "number": "+66200000001"}
RECORDED = {"recordings": "https://words.example/a", "recorded": "my"}


@dataclass
class House:
    """`contract.Inside`, as the test wants it."""

    state: StoryState = StoryState.WAITING
    on_duty: bool = False
    asked: list[str] = field(default_factory=list)
    recorded: dict[str, str] = field(default_factory=dict)

    def story_state(self, code: str) -> StoryState:
        self.asked.append(code)
        return self.state

    def on_duty_until(self) -> datetime | None:
        return AT + timedelta(hours=2) if self.on_duty else None

    def read_aloud(self, code: str, language: str) -> str:
        return self.recorded.get(f"{language}-{code}", "")


def hears(query: str = "", house: House | None = None, *, entered: dict[str, str] | None = None, **form: str) -> Heard:
    sent = dict(parse_qsl(payload("phone", "incoming.form").decode(), keep_blank_values=True)) | form
    settings = {**ENTERED, **(entered or {})}
    asked = received("phone", urlencode(sent).encode(), query=query)
    answer = menu.answer(asked, account("phone", **settings), house or House())
    assert answer is not None and answer.content_type.startswith("text/xml")
    return hear(answer.body)


def test_first_she_chooses_a_language_by_its_key() -> None:
    heard = hears()
    assert heard.said[0] == "For this language, press 1."
    assert heard.said[2] == "For Burmese, press 3.", "no machine of Twilio's speaks it, and nobody recorded it"
    assert (heard.waits, heard.step, heard.attributes["numDigits"]) == ("Gather", "language", "1")


def test_a_recording_is_played_where_there_is_one() -> None:
    heard = hears(entered=RECORDED)
    assert heard.said[2] == "https://words.example/a/my-choose-3.mp3"
    assert hears("step=language", entered=RECORDED, Digits="3").said[-1] == "https://words.example/a/my-menu.mp3"


def test_what_a_volunteer_read_is_played_where_the_desk_has_no_recording_of_its_own() -> None:
    house = House(
        recorded={"my-choose-3": "https://saphan.example/aloud/1/", "my-menu": "https://saphan.example/aloud/2/"}
    )
    assert hears(house=house).said[2] == "https://saphan.example/aloud/1/"
    assert hears("step=language", house, Digits="3").said[-1] == "https://saphan.example/aloud/2/"
    assert hears(house=house, entered=RECORDED).said[2] == "https://words.example/a/my-choose-3.mp3"


def test_a_language_without_a_voice_is_spoken_to_in_english_and_kept() -> None:
    heard = hears("step=language", Digits="3")
    assert heard.said[-1].startswith("Press 1 to speak a message.")
    assert "lang=my" in heard.query


def test_one_language_needs_no_question() -> None:
    assert hears(entered={"languages": "en"}).step == "menu"


def test_a_wrong_key_is_asked_again_and_nothing_at_all_ends_with_a_promise() -> None:
    for key in ("7", "*", ""):
        assert hears("step=language", Digits=key).step == "language"
    assert hears("step=language&tries=2", Digits="7").step == "language"
    ended = hears("step=language&tries=2", Digits="")
    assert ended.said == [str(SENTENCES[sentences.WE_RING])] and ended.waits == "Hangup"
    assert hears("step=menu&lang=en&tries=2", Digits="").waits == "Hangup"


def test_keys_that_lead_nowhere_end_with_a_promise_too() -> None:
    for first, key in (("step=language", "7"), ("step=menu&lang=en", "9"), ("step=menu&lang=en", "4")):
        query, asked = first, 0
        while (heard := hears(query, Digits=key)).waits == "Gather":
            query, asked = heard.query, asked + 1
            assert asked < 10
        assert heard.said == [str(SENTENCES[sentences.WE_RING])] and heard.waits == "Hangup"
        rung = dict(parse_qsl(payload("phone", "incoming.form").decode())) | {"Digits": key}
        request = received("phone", urlencode(rung).encode(), query=query)
        assert [type(each) for each in parse.parse(request, account("phone", **ENTERED))] == [Rang], "it is kept"
        for leads_on in ("1", "3") if "menu" in first else ("1", "2", "3"):
            assert hears(query, Digits=leads_on).waits in ("Gather", "Record")


def test_a_telephone_of_our_own_that_sends_calls_on_to_us_is_not_she() -> None:
    for ours in ("+66200000001", "+66811111111"):
        heard = hears("step=menu&lang=en", Digits="2", From=ours, entered={"hotline": "+66811111111"})
        assert heard.said[0] == str(SENTENCES[sentences.HIDDEN])


def test_nobody_is_said_to_be_there_when_nobody_is() -> None:
    assert hears("step=language", Digits="1").said[0] == "Nobody is here to answer the phone now."
    on_duty = hears("step=language", House(on_duty=True), Digits="1")
    assert "Nobody" not in on_duty.said[0] and "person" not in on_duty.said[-1]


def test_she_is_put_through_while_somebody_is_on_duty() -> None:
    hotline = {"hotline": "+66811111111"}
    offered = hears("step=language", House(on_duty=True), entered=hotline, Digits="1")
    assert offered.said[-1] == "Press 4 to speak with a person now."
    ringing = hears("step=menu&lang=en", House(on_duty=True), entered=hotline, Digits="4")
    assert (ringing.waits, ringing.step, ringing.attributes["callerId"]) == ("Dial", "dialled", "+66200000001")
    # Nobody on duty, or no telephone: the key does nothing but say the menu again
    assert hears("step=menu&lang=en", House(), entered=hotline, Digits="4").step == "menu"
    assert hears("step=menu&lang=en", House(on_duty=True), Digits="4").step == "menu"
    # Who was not answered is rung back
    missed = hears("step=dialled&lang=en", entered=hotline, DialCallStatus="no-answer")
    assert missed.said[-1] == str(SENTENCES[sentences.WE_RING]) and missed.waits == "Hangup"
    assert hears("step=dialled&lang=en", DialCallStatus="completed").said == []


def test_a_message_is_spoken_after_a_tone() -> None:
    heard = hears("step=menu&lang=en", Digits="1")
    assert (heard.waits, heard.step, heard.attributes["maxLength"]) == ("Record", "recorded", "300")
    done = hears("step=recorded&lang=en", RecordingUrl=f"https://api.twilio.com/x/RE{1:032x}", RecordingDuration="9")
    assert done.said[0] == str(SENTENCES[sentences.KEPT]) and done.waits == "Hangup"
    assert hears("step=recorded&lang=en", RecordingDuration="0").said[0] == "We heard nothing."


def test_who_hides_her_number_is_told_and_speaks_instead() -> None:
    heard = hears("step=menu&lang=en", Digits="2", From="+266696687")
    assert heard.said[0] == str(SENTENCES[sentences.HIDDEN]) and heard.waits == "Record"


def test_a_code_is_asked_for_with_sixteen_keys() -> None:
    heard = hears("step=menu&lang=en", Digits="3")
    assert (heard.step, heard.attributes["numDigits"]) == ("code", "16")


@pytest.mark.parametrize("state", [s for s in StoryState if s not in menu.NO_STORY])
def test_of_a_story_only_its_state_is_said(state: StoryState) -> None:
    house = House(state)
    heard = hears("step=code&lang=en", house, Digits="1234567890123456")
    assert heard.said[0] == str(SENTENCES[menu.STATES[state]]) and heard.step == "menu"
    assert house.asked == ["1234567890123456"]
    assert "1234" not in " ".join(heard.said) + heard.query


@pytest.mark.parametrize("state", menu.NO_STORY)
def test_a_wrong_code_may_be_tried_three_times_in_a_call(state: StoryState) -> None:
    house, query = House(state), "step=code&lang=en"
    for _ in range(2):
        heard = hears(query, house, Digits="1" * 16)
        assert heard.step == "code"
        query = heard.query
    assert hears(query, house, Digits="1" * 16).waits == "Hangup"
    assert len(house.asked) == 3, "each is counted as on the pages"


def test_no_key_at_a_code_is_not_counted() -> None:
    house = House()
    assert hears("step=code&lang=en", house, Digits="").step == "code"
    assert hears("step=code&lang=en&tries=2", house, Digits="").waits == "Hangup"
    assert house.asked == []


def test_the_end_of_a_call_and_what_cannot_be_read_get_no_words() -> None:
    for query, body in (("step=status", payload("phone", "ended_completed.form")), ("step=x", b"CallSid=1"), ("", b"")):
        assert menu.answer(received("phone", body, query=query), account("phone", **ENTERED), House()) is None


def test_all_that_is_said_is_short() -> None:
    for words in SENTENCES.values():
        for sentence in str(words).split(". "):
            assert len(sentence.split()) <= 14, sentence


def test_addresses_of_steps_are_our_own() -> None:
    body = menu.answer(received("phone", payload("phone", "incoming.form")), account("phone", **ENTERED), House())
    assert body is not None and f'action="{ADDRESS.format(name="phone")}?step=language"' in body.body.decode()
    assert b'<Say language="en-GB" voice="Google.en-GB-Standard-A">' in body.body
    assert set(SPOKEN.values()) >= {"th-TH", "en-GB"}
