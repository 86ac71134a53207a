"""Given somebody in danger or waiting, the right people hear of it in time, and once."""

from datetime import timedelta
from uuid import UUID

import pytest

from saphan.casework import services
from saphan.casework.alarms import sweep
from saphan.network.models import Notice
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting, sweep_all
from saphan.voice import services as voice
from saphan.voice.models import Conversation
from tests.casework.given import NIGHT, Desk, Say, events

pytestmark = pytest.mark.django_db


def rung(staff: Staff, kind: str) -> int:
    return Notice.objects.filter(staff_id=staff.id, kind=f"casework.{kind}").count()


def pass_minutes(minutes: float) -> None:
    clock.pass_time(timedelta(minutes=minutes))
    sweep()


def story(conversation_id: UUID) -> Conversation:
    with acting_as(System("test")):
        return Conversation.objects.get(id=conversation_id)


def test_danger_rings_the_person_on_duty_at_once(desk: Desk, say: Say) -> None:
    # Given it is 16:00 in Bangkok and Nok is on duty
    # When somebody is in danger
    conversation = say(danger=True)
    run_waiting()

    # Then Nok is rung, urgently, and the lead is not yet
    notice = Notice.objects.get(staff_id=desk.nok.id)
    assert (notice.kind, notice.object_id, notice.urgent) == ("casework.danger", conversation, True)
    assert rung(desk.ann, "danger") == 0


def test_at_two_at_night_nobody_is_on_duty_and_the_lead_is_rung(desk: Desk, say: Say) -> None:
    with clock.stopped_at(NIGHT):
        say(danger=True)
        run_waiting()
    assert (rung(desk.nok, "danger"), rung(desk.ann, "danger")) == (0, 1)


def test_unread_for_fifteen_minutes_goes_to_the_lead_once(desk: Desk, say: Say) -> None:
    conversation = say(danger=True)
    run_waiting()

    pass_minutes(14)
    assert rung(desk.ann, "danger_unread") == 0
    pass_minutes(1)
    assert rung(desk.ann, "danger_unread") == 1
    pass_minutes(60)
    assert rung(desk.ann, "danger_unread") == 1
    assert story(conversation).lead_told_at is not None


def test_danger_that_somebody_read_does_not_wake_the_lead(desk: Desk, say: Say) -> None:
    conversation = say(danger=True)
    run_waiting()
    services.take_up(conversation_id=conversation, by=desk.nok)

    pass_minutes(30)
    assert rung(desk.ann, "danger_unread") == 0


def test_an_alarm_for_something_seen_is_silent(desk: Desk, say: Say) -> None:
    conversation = say(danger=True)
    services.take_up(conversation_id=conversation, by=desk.nok)
    run_waiting()
    assert not Notice.objects.exists()


def test_waiting_for_a_day_reaches_the_lead_once_a_day(desk: Desk, say: Say) -> None:
    say()
    pass_minutes(24 * 60 - 1)
    assert rung(desk.ann, "waiting_long") == 0
    pass_minutes(1)
    assert rung(desk.ann, "waiting_long") == 1
    Notice.objects.update(seen_at=clock.now())
    pass_minutes(23 * 60)
    assert rung(desk.ann, "waiting_long") == 1
    pass_minutes(60)
    assert rung(desk.ann, "waiting_long") == 2


def test_a_second_long_wait_is_told_as_it_happens(desk: Desk, say: Say) -> None:
    say()
    clock.pass_time(timedelta(hours=2))
    say("another")
    pass_minutes(22 * 60)
    Notice.objects.update(seen_at=clock.now())
    pass_minutes(2 * 60)
    assert rung(desk.ann, "waiting_long") == 2


def test_what_was_answered_does_not_wait(desk: Desk, say: Say) -> None:
    voice.reply(conversation_id=say(), text="We read you.", by=desk.nok)
    pass_minutes(48 * 60)
    assert rung(desk.ann, "waiting_long") == 0


def test_putting_off_does_not_hide_an_unanswered_story_from_the_lead(desk: Desk, say: Say) -> None:
    conversation = say()
    services.put_off(conversation_id=conversation, until=(clock.now() + timedelta(days=30)).date(), by=desk.nok)
    pass_minutes(24 * 60 - 1)
    assert rung(desk.ann, "waiting_long") == 0
    pass_minutes(1)
    assert rung(desk.ann, "waiting_long") == 1


def test_an_unanswered_story_that_comes_back_has_waited_all_the_while(desk: Desk, say: Say) -> None:
    conversation, said_at = say(), clock.now()
    services.put_off(conversation_id=conversation, until=(said_at + timedelta(days=3)).date(), by=desk.nok)
    pass_minutes(3 * 24 * 60)
    sweep_all()
    assert (story(conversation).status, story(conversation).waiting_since) == ("waiting", said_at)


def test_later_comes_back_on_its_day(desk: Desk, say: Say) -> None:
    conversation = say()
    voice.reply(conversation_id=conversation, text="We ask around.", by=desk.nok)
    services.put_off(conversation_id=conversation, until=(clock.now() + timedelta(days=3)).date(), by=desk.nok)
    pass_minutes(2 * 24 * 60)
    sweep_all()
    assert story(conversation).status == "later"
    clock.pass_time(timedelta(days=1))
    sweep_all()
    assert (story(conversation).status, story(conversation).waiting_since) == ("waiting", clock.now())


def test_escalating_moves_up_and_rings_at_danger(desk: Desk, say: Say) -> None:
    conversation = say()
    services.raise_urgency(conversation_id=conversation, by=desk.ann)
    run_waiting()
    assert (story(conversation).urgency, rung(desk.nok, "danger")) == (1, 0)
    services.raise_urgency(conversation_id=conversation, by=desk.ann)
    services.raise_urgency(conversation_id=conversation, by=desk.ann)
    run_waiting()
    assert (story(conversation).urgency, rung(desk.nok, "danger")) == (2, 1)
    assert len(events("casework.urgency_raised")) == 2


@pytest.mark.parametrize("who", ["verifier", "other desk"])
def test_others_do_not_escalate(who: str, desk: Desk, other_desk: Desk, say: Say) -> None:
    conversation = say()
    by = desk.preecha if who == "verifier" else other_desk.nok
    with pytest.raises(NotAllowed):
        services.raise_urgency(conversation_id=conversation, by=by)
    with pytest.raises(NotAllowed):
        services.answer_and_close(conversation_id=conversation, reply="thanks_test", by=by)
    assert (story(conversation).urgency, story(conversation).status) == (0, "waiting")
