"""Calls, from the first ring to the desk: a voice message, a missed call, a code."""

from datetime import timedelta

import pytest
from django.http import HttpResponse

from saphan.casework.call_queue import queue
from saphan.store import acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.channels.models import CallBack
from saphan.voice.inbound import Inbound
from saphan.voice.models import WrongTry
from tests.voice.channels.given import SYSTEM, deliveries, her_lines, let_pass, stories, story
from tests.voice.channels.phone.caller import Heard, hear
from tests.voice.channels.phone.spoken import RECORDING
from tests.voice.channels.sms.provider import Twilio
from tests.voice.channels.stand_in import StandIn
from tests.voice.channels.twilio_desk import HER, OURS, Number
from tests.voice.given import Desk


def rings(line: Number, query: str = "", **more: str) -> HttpResponse:
    form = {"CallSid": f"CA{1:032x}", "From": HER, "To": OURS, "CallStatus": "in-progress", **more}
    answer = line.post(form, query)
    assert answer.status_code == 200
    run_waiting()
    return answer


def hears(line: Number, query: str = "", **more: str) -> Heard:
    return hear(rings(line, query, **more).content)


@pytest.mark.parametrize("step", ["step=menu&lang=my", "step=language"])
def test_the_key_for_danger_rings_the_desk_at_once(line: Number, desk: Desk, step: str) -> None:
    from tests.voice.given import waiting_tasks

    # Given somebody who presses nought, in the menu or before she has chosen a language
    form = {"CallSid": f"CA{1:032x}", "From": HER, "To": OURS, "CallStatus": "in-progress", "Digits": "0"}
    heard = hear(line.post(form, step).content)
    # Then she hears that we are told, and what is true of who is there
    assert heard.said[0] == "We are telling our team at once."
    assert heard.said[1] == "Nobody is here to answer the phone now."
    assert heard.said[-1] == "We ring you as soon as we can. You can hang up now."
    # And the desk is rung before anything else
    (event,) = waiting_tasks()
    assert event[0] == "voice.take_in"
    run_waiting()
    assert (story().urgency, story().danger_at is not None) == (2, True)
    with acting_as(SYSTEM):
        assert CallBack.objects.filter(conversation_id=story().id, done_on=None).exists()
    # And told twice, by Twilio or by her, it is one alarm of one person
    line.post(form, step)
    run_waiting()
    assert len(stories()) == 1 and len(her_lines()) == 1


def test_somebody_in_danger_who_hides_her_number_rings_the_desk_too(line: Number, desk: Desk) -> None:
    heard = hears(line, "step=menu&lang=en", Digits="0", From="+266696687")
    assert heard.said[-1].startswith("Please speak after the tone.")
    assert story().urgency == 2
    with acting_as(SYSTEM):
        assert not CallBack.objects.exists()


def test_the_card_of_a_telephone_says_who_hears(line: Number, desk: Desk) -> None:
    from saphan.voice.channels.leaving.staff import ways_of

    rings(line, "step=menu&lang=en", Digits="2")
    (card,) = ways_of(desk.caseworker, stories()[0])
    assert str(card.words) == "She is rung there; nothing is written. Whoever takes the call hears us."


def test_she_speaks_a_message_in_her_language(line: Number, there: StandIn, desk: Desk) -> None:
    # Given somebody who rings and presses her language, then 1
    assert hears(line, CallStatus="ringing").step == "language"
    menu = hears(line, "step=language", Digits="1")
    record = hears(line, menu.query, Digits="1")
    assert record.waits == "Record" and stories() == []
    # When she has spoken, and Twilio brings it twice
    recorded = {"RecordingUrl": there.url + RECORDING, "RecordingDuration": "12", "Digits": "hangup"}
    for _ in range(2):
        assert hears(line, record.query, **recorded).said[0].startswith("Thank you.")
    rings(line, "step=status", CallStatus="completed", CallDuration="40")
    # Then her voice is in her story, once, in the language of the key; nobody needs to ring her
    assert story().language == "my" and story().channel == "phone"
    (said,) = her_lines()
    assert [file.kind for file in said.attachments] == ["voice"]
    assert queue(desk.caseworker) == ()
    (asked,) = [each for each in there.asked if each.url == RECORDING + ".mp3"]
    assert asked.headers["authorization"].startswith("Basic ")


def test_a_recording_that_is_not_there_yet_is_fetched_later(line: Number, there: StandIn, twilio: Twilio) -> None:
    ready, twilio.files[RECORDING + ".mp3"] = twilio.files[RECORDING + ".mp3"], (b"", "")
    recorded = {"RecordingUrl": there.url + RECORDING, "RecordingDuration": "12"}
    rings(line, "step=recorded&lang=my", **recorded)
    assert her_lines()[0].attachments == ()
    twilio.files[RECORDING + ".mp3"] = ready
    let_pass(minutes=5)
    assert [file.kind for file in her_lines()[0].attachments] == ["voice"]


def test_a_missed_call_waits_in_the_queue_and_is_one_story(line: Number, desk: Desk) -> None:
    rings(line, "step=status", CallStatus="completed", CallDuration="4")
    rings(line, "step=status", CallStatus="completed", CallDuration="4")
    rings(line, "step=status", CallSid=f"CA{2:032x}", CallStatus="no-answer")
    (caller,) = queue(desk.caseworker)
    assert caller.conversation_id == story().id and caller.language
    assert [line.kind for line in her_lines()] == ["call", "call"]


def test_who_wants_to_be_rung_is_in_the_queue(line: Number, desk: Desk) -> None:
    heard = hears(line, "step=menu&lang=my", Digits="2")
    assert heard.waits == "Hangup" and len(queue(desk.caseworker)) == 1
    with acting_as(SYSTEM):
        assert CallBack.objects.get().how == "missed"


def test_her_code_says_how_far_her_story_is_and_no_word_of_it(line: Number, desk: Desk) -> None:
    # Given a story that nobody has read
    accepted = voice.accept(Inbound(desk.id, "web", "en", "once", text="zzz-heron"))
    run_waiting()
    code = accepted.claim_code

    def told() -> str:
        heard = hears(line, "step=code&lang=en", Digits=code)
        assert heard.step == "menu" and code not in heard.query and "zzz" not in " ".join(heard.said)
        return heard.said[0]

    # Then each step of it is told by the telephone
    assert told() == "We have your story. Nobody has read it yet."
    voice.mark_read(conversation_id=accepted.conversation_id, by=desk.caseworker)
    assert told().startswith("Somebody has read your story.")
    voice.reply(conversation_id=accepted.conversation_id, text="We can help", by=desk.caseworker)
    assert told().startswith("There is an answer for you.")
    voice.close(conversation_id=accepted.conversation_id, by=desk.caseworker)
    assert told().startswith("Your story is closed.")
    # And nothing of the call is kept
    assert stories() == [accepted.conversation_id]


def test_a_wrong_code_is_counted_as_on_the_pages_and_a_mistyped_one_is_not(line: Number) -> None:
    def counted() -> int:
        with acting_as(SYSTEM):
            return WrongTry.objects.count()

    assert hears(line, "step=code&lang=en", Digits="0" * 16).said[0] == "There is no story with this number."
    assert counted() == 1
    assert hears(line, "step=code&lang=en", Digits="1" + "0" * 15).said[0].startswith("One digit is wrong.")
    assert hears(line, "step=code&lang=en", Digits="12").said[0].startswith("One digit is wrong.")
    assert counted() == 1


def test_an_unsigned_call_is_told_nothing(line: Number) -> None:
    form = {"CallSid": f"CA{1:032x}", "From": HER, "Digits": "0" * 16}
    assert line.post(form, "step=code", token="f" * 32).status_code == 403
    with acting_as(SYSTEM):
        assert WrongTry.objects.count() == 0


def test_an_answer_is_not_written_to_a_telephone(line: Number, desk: Desk) -> None:
    rings(line, "step=menu&lang=my", Digits="2")
    voice.reply(conversation_id=story().id, text="We rang you.", by=desk.caseworker)
    clock.pass_time(timedelta(minutes=5))
    run_waiting()
    assert deliveries() == []
