"""Given what workers say of an answer: it is read when it is over, and never of fewer than the threshold."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from saphan.dialogue.boards import asking
from saphan.dialogue.boards.results import Truth, truth_of
from saphan.dialogue.models import Board, BoardQuestion
from saphan.store import acting_as, clock
from tests.dialogue.boards.given import SYSTEM, a_board_place, after

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)):
        yield


def said(people: int, no: int, yes: int, unsure: int = 0) -> Truth:
    place = a_board_place(people)
    question_id = place.released(place.open())
    place.answered(question_id)
    for choice, times in ((asking.NO, no), (asking.YES, yes), (asking.UNSURE, unsure)):
        for _ in range(times):
            asking.tell(question_id=question_id, choice=choice, once=str(uuid4()))
    after(29)
    return read(question_id)


def read(question_id: UUID) -> Truth:
    with acting_as(SYSTEM):
        row = BoardQuestion.objects.get(id=question_id)
        return truth_of(row, Board.objects.get(id=row.board_id))


def test_ten_are_too_few_and_thirty_are_near_the_truth() -> None:
    few = said(240, no=10, yes=9)
    assert (few.threshold, few.no, few.says_something, few.is_doubted) == (11, None, False, False)
    many = said(240, no=30, yes=20, unsure=3)
    assert many.no and many.yes and abs(many.no - 30) <= 5 and abs(many.yes - 20) <= 5
    assert many.unsure is None and many.is_doubted
    assert not said(240, no=12, yes=30).is_doubted and said(240, no=12, yes=3).is_doubted


def test_where_all_who_work_there_told_nothing_is_shown() -> None:
    assert not said(30, no=30, yes=0).says_something
