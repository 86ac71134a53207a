"""Given two who are at the same story in the same moment, neither holds what the other one needs."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from saphan.store import acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import inbox, taking_in
from saphan.voice.channels.contract import Failed, Outgoing
from saphan.voice.channels.events import Reached, State, Why
from saphan.voice.channels.leaving import reports as taken_reports
from saphan.voice.channels.leaving import sending, staff
from saphan.voice.channels.leaving.sending import Leased, _settle
from saphan.voice.channels.models import Delivery, Way
from saphan.voice.channels.refusals import NotWaiting
from saphan.voice.stories import own
from saphan.voice.taking_back import take_back_reply
from tests.meanwhile import meanwhile
from tests.voice.channels.given import SYSTEM, Bot, add_bot, answer, deliveries, events, let_pass, said, stories
from tests.voice.channels.telegram.provider import Telegram
from tests.voice.given import open_desk


@pytest.fixture
def talking(
    fresh_database: str, day_one: datetime, provider: Telegram, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bot]:
    """Somebody who allowed everything, in a database that others see."""
    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))
    desk = open_desk()
    bot = Bot(desk, add_bot(desk.id))
    bot.says("No pay")
    with acting_as(SYSTEM):
        Way.objects.update(may_write="everything")
    let_pass(minutes=1)
    yield bot


def test_she_writes_while_she_is_answered(talking: Bot) -> None:
    # Given a message of hers that is being taken in, while a colleague has her story
    by, story_id = talking.desk.caseworker, stories()[0]
    talking.bring(talking.update(message=talking.message("Are you there?")))
    (event,) = events(stage="waiting")
    with acting_as(by):
        own(story_id)
        (hers,) = meanwhile(lambda: taking_in.take_in(event.id))
        # When the answer is kept
        voice.reply(conversation_id=story_id, text="We come.", by=by)
    # Then both stand in her story at once
    assert hers.over() is None
    assert said() == ["No pay", "Are you there?"] and [row.progress for row in deliveries(words="")] == ["waiting"]


@pytest.mark.parametrize("why", ["failed", "reported"])
def test_a_reply_is_taken_back_while_the_provider_says_that_it_failed(
    talking: Bot, provider: Telegram, why: str
) -> None:
    message_id = answer(talking.desk)
    by = talking.desk.caseworker
    (row,) = deliveries(message_id=message_id)
    act = {"failed": lambda: settles(talking, row), "reported": lambda: reports(talking, row, provider)}[why]
    with acting_as(by):
        own(row.conversation_id)
        (other,) = meanwhile(act)
        take_back_reply(message_id=message_id, by=by)
    assert other.over() is None


def settles(bot: Bot, row: Delivery) -> None:
    found = accounts.opened(bot.account_id)
    assert found is not None
    with acting_as(SYSTEM):
        Delivery.objects.filter(id=row.id).update(progress="sending")
    _settle(Leased(row.id, Outgoing("", "", "", row.id)), Failed(Why.TERMINAL, "400"), found)


def reports(bot: Bot, row: Delivery, provider: Telegram) -> None:
    with acting_as(SYSTEM) as moment:
        event = Reached("r1", moment.now, f"7001001:{provider.last_id}", State.FAILED, Why.TERMINAL, "400")
        hashed = inbox.ref_hash(bot.account_id, event.ref)
        taken_reports.take(bot.account_id, event, hashed, moment.now, moment.now)


def test_two_who_send_it_again_send_it_once(talking: Bot, provider: Telegram) -> None:
    # Given a message of which nobody knows whether it was sent
    by = talking.desk.caseworker
    provider.loses_answers = True
    message_id = answer(talking.desk)
    provider.loses_answers = False
    row = staff.on_its_way(by, stories()[0])[message_id]
    before = len(provider.taken)

    def again() -> None:
        staff.send_again(delivery_id=row.delivery_id, by=by)

    # When one presses, and the other before the first is done
    with acting_as(by):
        again()
        (other,) = meanwhile(again)
    # Then the second is told that it is on its way
    assert isinstance(other.over(), NotWaiting)
    run_waiting()
    assert len(provider.taken) == before + 1
