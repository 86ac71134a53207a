"""Given a poll that is over: what may be read of it, by whomever, and what nobody reads."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from saphan.dialogue.models import PollQuestion
from saphan.dialogue.polls import answering, results
from saphan.dialogue.polls.services import Question
from saphan.release.engine import GivesAway, Table
from saphan.store import System, acting_as, clock, tasks
from saphan.vault.models import Event
from tests.dialogue.given import HEAT, TOUCHED, Place, a_place

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SHIFT = Question({"en": "Which shift?", "my": "ဘယ်အဆိုင်း"}, {"en": ["day", "night", "both"], "my": ["၁", "၂", "၃"]})


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> Place:
    return a_place()


def said(poll_id: UUID, place: int, *choices: int) -> None:
    with acting_as(System("test")):
        question_id = PollQuestion.objects.get(poll_id=poll_id, place=place).id
    for choice in choices:
        answering.answer(question_id=question_id, choice=choice, language="my", once=str(uuid4()))


def after(days: int) -> None:
    clock.pass_time(timedelta(days=days))
    tasks.sweep_all()


def test_counts_leave_by_the_engine_and_a_small_one_takes_another_along(place: Place) -> None:
    poll_id = place.running(questions=(HEAT, SHIFT))
    said(poll_id, 1, *[1] * 30, *[0] * 20)
    said(poll_id, 2, *[0] * 30, *[1] * 20, *[2] * 3)
    assert results.of_poll(poll_id) is None  # while people answer nobody reads
    after(14)
    ended = results.of_poll(poll_id)
    assert ended is not None and ended.threshold == 11
    heat, shift = ended.results
    assert heat.people and abs(heat.people - 50) <= 5 and all(heat.counts)
    assert shift.counts[0] and shift.counts[1:] == (None, None)
    assert results.of_poll(poll_id) == ended  # asking again tells nothing new


def test_of_fewer_than_the_threshold_nothing_is_read(place: Place) -> None:
    poll_id = place.running(threshold=15)
    said(poll_id, 1, *[1] * 14)
    said(poll_id, 2, *[0] * 14)
    after(14)
    ended = results.of_poll(poll_id)
    assert ended is not None and ended.threshold == 15
    assert [(one.people, set(one.counts), one.estimate) for one in ended.results] == [
        (None, {None}, None),
        (None, set(), None),
    ]


def test_of_a_delicate_question_an_estimate_is_read_and_no_count(place: Place) -> None:
    poll_id = place.running(questions=(TOUCHED,))
    said(poll_id, 1, *[0] * 40)
    after(14)
    ended = results.of_poll(poll_id)
    assert ended is not None
    (one,) = ended.results
    assert one.counts == () and one.estimate is not None
    assert one.estimate.share == 0 and 0 < one.estimate.high < 0.15


def test_what_became_of_the_promise(place: Place) -> None:
    kept, late = place.running(), place.running(questions=(HEAT,))
    after(14)
    answering.respond(poll_id=kept, text="A fan by May.", language="en", once=uuid4(), by=place.responder)
    after(20)
    broken = results.of_poll(late)
    answering.respond(poll_id=late, text="Sorry.", language="en", once=uuid4(), by=place.responder)
    done = [results.of_poll(each) for each in (kept, late)]
    assert broken is not None and broken.broken and broken.response is None
    assert [(one.response.in_time, one.broken) for one in done if one and one.response] == [
        (True, False),
        (False, False),
    ]


def test_what_an_attack_keeps_in_is_not_read_and_stands_in_the_audit(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found_out(*_: object, **__: object) -> Table:
        raise GivesAway("bounds", 2)

    poll_id = place.running(questions=(HEAT,))
    said(poll_id, 1, *[1] * 30, *[0] * 20)
    monkeypatch.setattr(results.engine, "let_out", found_out)
    after(14)
    ended = results.of_poll(poll_id)
    assert ended is not None and [(one.people, one.counts) for one in ended.results] == [(None, (None, None))]
    with acting_as(System("test")):
        (event,) = Event.objects.filter(act="dialogue.release_kept_in")
    assert (event.object_id, event.detail) == (poll_id, {"name": "polls", "attack": "bounds"})
