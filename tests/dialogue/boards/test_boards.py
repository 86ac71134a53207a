"""Given a board: nobody asks before somebody promised to answer, and nothing of whoever asked is left."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from saphan.casework.models import Case
from saphan.dialogue.boards import answering, asking, daily, moderating, services, volume
from saphan.dialogue.models import Board, BoardAnswer, BoardQuestion, BoardTruth
from saphan.dialogue.polls import services as polls
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.network.models import Notice
from saphan.store import Staff, acting_as, clock
from saphan.store.callers import Partner
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey, Fact
from saphan.voice.input_class import class_of
from saphan.voice.models import Conversation, Message
from tests.dialogue.boards.given import FANS, SYSTEM, BoardPlace, a_board_place, after

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> BoardPlace:
    return a_board_place()


def facts(kind: str) -> list[dict[str, object]]:
    with acting_as(SYSTEM):
        return list(Fact.objects.filter(kind=f"dialogue.{kind}").values_list("payload", flat=True))


def questions(board_id: UUID) -> list[BoardQuestion]:
    with acting_as(SYSTEM):
        return list(BoardQuestion.objects.filter(board_id=board_id).order_by("place", "id"))


def bells(staff_id: UUID) -> set[str]:
    return set(Notice.objects.filter(staff_id=staff_id).values_list("kind", flat=True))


# -- nobody asks before somebody promised to answer


def test_nobody_asks_on_a_board_that_is_not_open_and_a_workplace_has_one(place: BoardPlace) -> None:
    board_id = place.proposed()
    with pytest.raises(NotNow):
        asking.ask(board_id=board_id, text="Fans?", language="en", once="o" * 24)
    with acting_as(SYSTEM), pytest.raises(Exception, match="dialogue_board_is_open"), transaction.atomic():
        BoardQuestion.objects.create(
            id=uuid4(),
            desk_id=place.at.desk_id,
            recipient_id=place.at.company,
            board_id=board_id,
            language="en",
            not_before=clock.today(),
        )
    services.accept(board_id=board_id, by=place.at.responder)
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="opened_on_a_day"), transaction.atomic():
        Board.objects.filter(id=board_id).update(state="open")
    services.open_board(board_id=board_id, by=place.at.lead)
    assert facts("board_opened") == [{}]
    second = place.drafted()
    assert services.lacks(board_id=second, by=place.at.lead) == ("another", "accepted")


def test_a_workplace_where_few_work_or_nobody_counted_has_none(place: BoardPlace) -> None:
    for one in (a_board_place(people=9), a_board_place(people=0)):
        with pytest.raises(NotYet) as refused:
            services.propose(board_id=one.drafted(), by=one.at.lead)
        assert refused.value.ways_out == ("crowd",)


def test_the_database_lets_out_nothing_that_nobody_passed(place: BoardPlace) -> None:
    board_id = place.open()
    asking.ask(board_id=board_id, text="Fans?", language="en", once="o" * 24)
    (row,) = questions(board_id)
    out = {"state": "released", "words": FANS, "sealed": None, "askers": [], "place": 1}
    out |= {"released_on": row.not_before, "answer_by": row.not_before + timedelta(days=9)}
    with acting_as(SYSTEM):
        with pytest.raises(Exception, match="dialogue_board_question_is_moderated"), transaction.atomic():
            BoardQuestion.objects.filter(id=row.id).update(**out)
        BoardQuestion.objects.filter(id=row.id).update(state="passed")
        for wrong in ({"sealed": b"her words"}, {"released_on": clock.today()}, {"askers": [b"hers"]}, {"words": {}}):
            with pytest.raises(IntegrityError, match="dialogue_board_question_out"), transaction.atomic():
                BoardQuestion.objects.filter(id=row.id).update(**{**out, **wrong})
        with pytest.raises(Exception, match="SP001"), transaction.atomic():
            BoardQuestion.objects.filter(id=row.id).update(not_before=clock.today())


# -- what is asked


def test_a_question_is_sealed_nobodys_and_of_no_hour(place: BoardPlace) -> None:
    board_id = place.open()
    for _ in range(2):
        asking.ask(board_id=board_id, text=" Fans when? ", language="en", once="o" * 24, browser="b" * 24)
    (row,) = questions(board_id)
    assert b"Fans" not in bytes(row.sealed or b"") and len(row.askers) == 1
    assert timedelta(days=3) <= row.not_before - clock.today() <= timedelta(days=14)
    assert class_of(row.INPUT_RULE) == "engagement" and class_of(BoardTruth.INPUT_RULE) == "feedback"
    assert not any("time" in field.name or field.name in ("at", "created", "on") for field in row._meta.fields)
    for caller in (place.at.lead, place.at.responder):
        with acting_as(caller):
            assert not BoardQuestion.objects.exists()
    with acting_as(SYSTEM):
        assert not (Conversation.objects.exists() or Message.objects.exists() or Case.objects.exists())
    for wrong in ({"text": "a" * 281}, {"text": " "}, {"language": "th"}):
        with pytest.raises(DoesNotFit):
            asking.ask(**{"board_id": board_id, "text": "Fans?", "language": "en", "once": "p" * 24, **wrong})
    assert moderating.read_question(question_id=row.id, by=place.moderator) == "Fans when?"
    for somebody in (place.at.lead, Staff(uuid4(), uuid4(), frozenset({"moderator"}))):
        with pytest.raises(NotAllowed):
            moderating.read_question(question_id=row.id, by=somebody)


def test_a_moderator_words_it_anew_and_her_words_are_destroyed_when_it_goes_out(place: BoardPlace) -> None:
    board_id = place.open()
    place.passed(board_id, "a" * 24, "b" * 24)
    asking.ask(board_id=board_id, text="Fans!!! when lah", language="en", once="o" * 24, browser="c" * 24)
    waiting = next(row for row in questions(board_id) if row.state == "taken")
    ticks = {"names_nobody": True, "style_tells_nobody": True, "by": place.moderator}
    for wrong in (
        {"words": {"en": "When?"}},  # not in every language of the board
        {"words": {**FANS, "en": "Call 081 234 5678"}},
        {"names_nobody": False},
        {"style_tells_nobody": False},
    ):
        with pytest.raises(DoesNotFit):
            moderating.post(**{"question_id": waiting.id, "words": FANS, **ticks, **wrong})
    moderating.post(question_id=waiting.id, words=FANS, **ticks)  # type: ignore[arg-type]
    with pytest.raises(NotNow):
        moderating.post(question_id=waiting.id, words=FANS, **ticks)  # type: ignore[arg-type]
    after(14)
    out = questions(board_id)
    assert [(row.state, row.words, row.sealed, row.worded, row.askers) for row in out] == [
        ("released", FANS, None, None, [])
    ] * 3
    assert {row.place for row in out} == {0, 1, 2} and len({row.released_on for row in out}) == 1
    with acting_as(SYSTEM):
        assert not DataKey.objects.filter(subject_id__in=[row.id for row in out]).exists()
    assert facts("board_question_released") == [{"input_class": "engagement"}] * 3
    assert "dialogue.board_batch" in bells(place.at.responder.id)


def test_what_tells_of_harm_is_not_posted_and_nothing_of_it_stays(place: BoardPlace) -> None:
    board_id = place.open()
    asking.ask(board_id=board_id, text="He hit me", language="en", once="o" * 24, browser="a" * 24)
    (row,) = questions(board_id)
    with pytest.raises(DoesNotFit):
        moderating.decline(question_id=row.id, reason="dull", by=place.moderator)
    moderating.decline(question_id=row.id, reason="harm", by=place.moderator)
    (row,) = questions(board_id)
    assert (row.state, row.reason, row.sealed, row.worded, row.askers, row.words) == (
        *("declined", "harm", None, None, [], {}),
    )
    with acting_as(SYSTEM):
        assert not DataKey.objects.filter(subject_id=row.id).exists()
    with pytest.raises(NotNow):
        moderating.read_question(question_id=row.id, by=place.moderator)


def test_moderators_hear_on_the_next_day_and_not_at_the_time_of_writing(place: BoardPlace) -> None:
    board_id = place.open()
    asking.ask(board_id=board_id, text="Fans when?", language="en", once="o" * 24, browser="a" * 24)
    daily.sweep()
    assert "dialogue.board_waits" not in bells(place.moderator.id)
    after(1)
    assert "dialogue.board_waits" in bells(place.moderator.id)


def test_a_lone_question_waits_long_and_its_browser_is_forgotten(place: BoardPlace) -> None:
    board_id = place.open()
    place.passed(board_id, "a" * 24)
    after(20)
    assert [row.state for row in questions(board_id)] == ["passed"]
    after(16)
    assert [row.state for row in questions(board_id)] == ["released"]
    asking.ask(board_id=board_id, text="Fans when?", language="en", once="o" * 24, browser="a" * 24)
    after(36)
    assert [row.askers for row in questions(board_id)] == [[], []]  # also where no moderator has read it


def test_a_board_that_is_closed_destroys_what_waits_and_keeps_what_is_read(place: BoardPlace) -> None:
    board_id = place.open()
    place.released(board_id)
    place.passed(board_id, "d" * 24)
    services.close(board_id=board_id, by=place.at.lead)
    assert sorted((row.state, row.reason) for row in questions(board_id)) == [
        ("declined", "closed"),
        *[("released", "")] * 3,
    ]
    with pytest.raises(NotNow):
        asking.ask(board_id=board_id, text="Fans?", language="en", once="q" * 24)
    with pytest.raises(NotNow):
        services.close(board_id=board_id, by=place.at.lead)
    place.open()


# -- what is answered, and what is not


def test_who_lets_the_day_pass_is_said_to_and_gets_no_new_board_or_poll(place: BoardPlace) -> None:
    board_id = place.open()
    question_id = place.released(board_id)
    others = [row.id for row in questions(board_id) if row.id != question_id]
    for each in others:
        place.answered(each)
    waits = a_board_place()
    second = waits.proposed(responder_id=place.at.company)
    services.accept(board_id=second, by=place.at.responder)
    poll_id = place.at.proposed(
        begins_on=clock.today() + timedelta(days=15), ends_on=clock.today() + timedelta(days=20)
    )
    polls.accept(poll_id=poll_id, by=place.at.responder)
    after(15)
    assert facts("board_answer_overdue") == [{}]
    assert "dialogue.board_answer_late" in bells(place.at.responder.id)
    assert "dialogue.board_answer_overdue" in bells(place.at.lead.id)
    for refuses in (
        lambda: services.open_board(board_id=second, by=waits.at.lead),
        lambda: polls.begin(poll_id=poll_id, by=place.at.lead),
    ):
        with pytest.raises(NotYet) as refused:
            refuses()
        assert refused.value.ways_out == ("owes_an_answer",)
    with acting_as(SYSTEM):
        for table, change in (("board", {"state": "open", "opened_on": clock.today()}), ("poll", {"state": "running"})):
            model, row_id = (Board, second) if table == "board" else (polls.Poll, poll_id)
            with (
                pytest.raises(IntegrityError, match="dialogue_responder_answered_before"),
                transaction.atomic(),
            ):
                model.objects.filter(id=row_id).update(**change)
    place.answered(question_id)
    assert facts("board_answered") == [{"in_time": True}, {"in_time": True}, {"in_time": False}]
    services.open_board(board_id=second, by=waits.at.lead)
    polls.begin(poll_id=poll_id, by=place.at.lead)


def test_an_answer_that_asks_who_wrote_goes_back_and_another_is_owed(place: BoardPlace) -> None:
    question_id = place.released(place.open())
    once = uuid4()
    said = {"question_id": question_id, "language": "en", "once": once, "by": place.at.responder}
    for wrong, error in (
        ({"text": ""}, DoesNotFit),
        ({"text": "Write to hr@plant.example"}, DoesNotFit),
        ({"question_id": uuid4(), "text": "Soon."}, NotAllowed),
        ({"by": Partner(uuid4(), uuid4()), "text": "Soon."}, NotAllowed),
    ):
        with pytest.raises(error):
            answering.respond(**{**said, **wrong})
    for _ in range(2):
        answering.respond(text="Who wrote this? Come to the office.", **said)  # type: ignore[arg-type]
    with pytest.raises(NotNow):
        answering.respond(text="Soon.", **{**said, "once": uuid4()})  # type: ignore[arg-type]
    with acting_as(SYSTEM):
        (answer,) = BoardAnswer.objects.all()
    with pytest.raises(NotAllowed):
        moderating.send_answer_back(answer_id=answer.id, reason="asks_who", by=place.at.lead)
    with pytest.raises(NotNow):
        asking.tell(question_id=question_id, choice=asking.YES, once="o" * 24)  # nobody reads it yet
    moderating.send_answer_back(answer_id=answer.id, reason="asks_who", by=place.moderator)
    assert "dialogue.board_answer_back" in bells(place.at.responder.id)
    place.answered(question_id)
    asking.tell(question_id=question_id, choice=asking.YES, once="o" * 24)


# -- is this true?


def test_what_workers_say_of_an_answer_is_counted_once_and_read_when_it_is_over(place: BoardPlace) -> None:
    question_id = place.released(place.open())
    place.answered(question_id)
    for number in range(34):  # so far apart that no error of what is shown brings them together
        for _ in range(2):
            asking.tell(question_id=question_id, choice=asking.NO if number < 22 else asking.YES, once=f"{number:024}")
    with pytest.raises(DoesNotFit):
        asking.tell(question_id=question_id, choice=3, once="o" * 24)
    with acting_as(SYSTEM):  # the monitor of crowding out hears that the workplace is asked something
        (asked,) = volume.was_asked(clock.today())
    assert (asked.organisation_id, asked.questions, asked.first) == (place.at.workplace, 1, clock.today())
    with acting_as(SYSTEM):
        assert BoardTruth.objects.count() == 34
        assert {field.name for field in BoardTruth._meta.fields} == {*("id", "question_id", "choice")}
    for caller in (place.at.lead, place.moderator, place.at.responder):
        with acting_as(caller):
            assert not BoardTruth.objects.exists()
    assert facts("board_truth_told") == [] and "dialogue.board_doubted" not in bells(place.at.lead.id)
    after(29)
    told = [one["answer"] for one in facts("board_truth_told")]
    assert (told.count("no"), told.count("yes")) == (22, 12)
    assert "dialogue.board_doubted" in bells(place.at.lead.id)
    with pytest.raises(NotNow):
        asking.tell(question_id=question_id, choice=asking.NO, once="q" * 24)
    with acting_as(SYSTEM):  # a hint and no more: no case, no concern, no step of an issue
        assert not Fact.objects.filter(kind__startswith="verification.").exists() and not Case.objects.exists()
