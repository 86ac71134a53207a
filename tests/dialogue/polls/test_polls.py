"""Given a poll of a workplace: nobody is asked before somebody promised to answer, whoever writes, and it is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from saphan.dialogue.models import Poll, PollAnswer, PollQuestion, PollResponse, PollWindow
from saphan.dialogue.polls import answering, services
from saphan.dialogue.polls.answering import NO, YES
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.network import services as network
from saphan.store import System, acting_as, clock
from saphan.vault.models import Fact
from tests.dialogue.given import HEAT, Place, a_place

pytestmark = pytest.mark.django_db
SYSTEM = System("test")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> Place:
    return a_place()


def state(poll_id: UUID) -> str:
    with acting_as(SYSTEM):
        return Poll.objects.get(id=poll_id).state


def facts(kind: str) -> list[dict[str, object]]:
    with acting_as(SYSTEM):
        return list(Fact.objects.filter(kind=kind).values_list("payload", flat=True))


def question(poll_id: UUID, place: int) -> UUID:
    with acting_as(SYSTEM):
        return PollQuestion.objects.get(poll_id=poll_id, place=place).id


def later(days: int) -> "clock.stopped_at":  # type: ignore[valid-type]
    return clock.stopped_at(START + timedelta(days=days))


def test_what_is_missing_is_said_before_anybody_is_asked(place: Place) -> None:
    poll_id = place.drafted(responder_id=None, remedy="", questions=())
    assert services.lacks(poll_id=poll_id, by=place.lead)[:2] == ("questions", "responder")
    with pytest.raises(NotYet):
        services.propose(poll_id=poll_id, by=place.lead)
    assert state(poll_id) == "draft"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"remedy": "hope"},
        {"responder_id": uuid4()},
        {"questions": (type(HEAT)({"en": ""}),)},
        {"questions": (type(HEAT)({"en": "Which?"}, {"en": ["one"]}),)},
        {"questions": (type(HEAT)({"en": "Which?"}, {"en": ["a", "b"]}, True),)},
    ],
)
def test_what_cannot_be_is_refused(place: Place, wrong: dict[str, object]) -> None:
    with pytest.raises(DoesNotFit):
        place.drafted(**wrong)
    with acting_as(SYSTEM):
        assert not Poll.objects.exists()


def test_a_workplace_is_not_asked_too_much(place: Place) -> None:
    place.running(questions=(HEAT,) * 10)
    with pytest.raises(NotYet) as refused:
        place.proposed(questions=(HEAT,) * 3)
    assert refused.value.ways_out == ("burden",)
    place.proposed(questions=(HEAT,) * 2)
    elsewhere = network.create_organisation(kind="workplace", name="Green hall", country="TH")
    place.proposed(questions=(HEAT,) * 3, organisation_id=elsewhere)


def test_answers_are_counted_and_tied_to_nobody(place: Place) -> None:
    poll_id = place.running()
    hot = question(poll_id, 1)
    for _ in range(2):
        answering.answer(question_id=hot, choice=YES, language="my", once="o" * 24)
    answering.answer(question_id=hot, choice=NO, language="en", once="p" * 24)
    with acting_as(SYSTEM):
        assert answering.counted(PollQuestion.objects.get(id=hot)).tolist() == [1, 1]
        assert {field.name for field in PollAnswer._meta.fields} == {
            *("id", "poll_id", "question_id", "choice", "language")
        }
    with acting_as(place.lead):
        assert not PollAnswer.objects.exists()
    for wrong in ({"choice": 2}, {"language": "th"}):
        with pytest.raises(DoesNotFit):
            answering.answer(**{"question_id": hot, "choice": YES, "language": "en", "once": "q" * 24, **wrong})
    with later(20), pytest.raises(NotNow):
        answering.answer(question_id=hot, choice=YES, language="en", once="r" * 24)


def test_of_a_delicate_question_two_of_each_ten_are_set(place: Place) -> None:
    delicate = question(place.running(), 2)
    for number in range(30):
        answering.answer(question_id=delicate, choice=NO, language="en", once=f"{number:024}")
        answering.answer(question_id=delicate, choice=NO, language="en", once=f"{number:024}")  # the same send again
        with acting_as(SYSTEM):
            found = answering.counted(PollQuestion.objects.get(id=delicate))
            if number % 10 == 9:
                assert found.tolist() == [8 * (number + 1) // 10, 2 * (number + 1) // 10]
    with acting_as(SYSTEM):
        window = PollWindow.objects.get()
    assert (window.came, window.was_set) == (30, 6)


def test_who_breaks_its_word_is_said_to_and_asks_no_more_until_it_answers(place: Place) -> None:
    poll_id = place.running()
    with later(14):
        assert answering.sweep() == 0 and state(poll_id) == "ended"
    with later(28):
        assert answering.sweep() == 1 and answering.sweep() == 0
        assert facts("dialogue.promise_broken") == [{}]
        with pytest.raises(NotYet) as refused:
            place.proposed()
        assert refused.value.ways_out == ("owes_an_answer",)
    with later(30):
        with pytest.raises(DoesNotFit):
            answering.respond(poll_id=poll_id, text=" ", language="en", once=uuid4(), by=place.responder)
        once = uuid4()
        for _ in range(2):
            answering.respond(
                poll_id=poll_id, text="Fans stand there now.", language="en", once=once, by=place.responder
            )
        assert state(poll_id) == "answered" and facts("dialogue.poll_answered") == [{"in_time": False}]
        with acting_as(place.lead):
            assert PollResponse.objects.count() == 1
        place.proposed()


def test_the_database_holds_a_responder_to_an_earlier_word(place: Place) -> None:
    first = place.running()
    second = place.proposed(
        begins_on=clock.today() + timedelta(days=29),
        ends_on=clock.today() + timedelta(days=30),
        respond_by=clock.today() + timedelta(days=40),
    )
    services.accept(poll_id=second, by=place.responder)
    with later(28):
        answering.sweep()
    assert state(first) == "ended"
    with later(29):
        with pytest.raises(NotYet):
            services.begin(poll_id=second, by=place.lead)
        with (
            acting_as(SYSTEM),
            pytest.raises(IntegrityError, match="dialogue_responder_answered_before"),
            transaction.atomic(),
        ):
            Poll.objects.filter(id=second).update(state="running")


def test_a_promise_whose_day_has_not_passed_is_not_broken(place: Place) -> None:
    """A second poll may be proposed while the first waits, also for later days; once it is broken it may not."""
    place.running()
    with later(14):
        answering.sweep()
        after = clock.today() + timedelta(days=30)
        days = {"begins_on": after, "ends_on": after + timedelta(days=3), "respond_by": after + timedelta(days=9)}
        assert services.lacks(poll_id=place.drafted(**days), by=place.lead) == ("accepted",)
    with later(27):  # its last day
        assert services.lacks(poll_id=place.drafted(**days), by=place.lead) == ("accepted",)
    with later(28):  # whether or not a task has noted it
        assert "owes_an_answer" in services.lacks(poll_id=place.drafted(**days), by=place.lead)
    elsewhere = a_place()
    with later(28):
        assert "owes_an_answer" not in services.lacks(poll_id=elsewhere.drafted(), by=elsewhere.lead)


def test_a_workplace_and_a_corridor_that_ends_in_its_country_ask_the_same_people(place: Place) -> None:
    place.running(organisation_id=None, corridor="MM-TH", questions=(HEAT,) * 7)
    assert "burden" in services.lacks(poll_id=place.drafted(questions=(HEAT,) * 6), by=place.lead)
    place.running(questions=(HEAT,) * 5)
    for way, is_full in (("MM-TH", True), ("KH-TH", False), ("NP-MY", False)):
        asked = place.drafted(organisation_id=None, corridor=way, questions=(HEAT,) * 6)
        assert ("burden" in services.lacks(poll_id=asked, by=place.lead)) is is_full
