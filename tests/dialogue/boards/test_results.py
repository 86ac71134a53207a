"""Given what workers say of an answer: it is read when it is over, and never of fewer than the threshold."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from saphan.dialogue.boards import asking
from saphan.dialogue.boards.results import Truth, is_over, let_out, truth_of
from saphan.dialogue.models import Board, BoardQuestion
from saphan.store import acting_as, clock
from saphan.vault.models import Event
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


def kept_in() -> list[dict[str, str]]:
    with acting_as(SYSTEM):
        return list(Event.objects.filter(act="dialogue.release_kept_in").values_list("detail", flat=True))


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


def test_nothing_is_shown_where_only_a_few_did_not_say_the_same() -> None:
    told = [(asking.NO, key) for key in range(25)]
    assert let_out(told, crowd=30) is None and let_out(told, crowd=None) is None
    table = let_out(told, crowd=36)
    assert table is not None and table.counts.tolist() == [25, -1, -1, -1]


def test_it_is_read_on_the_day_after_the_last() -> None:
    last = date(2026, 3, 30)
    assert not is_over(None, last) and not is_over(last, last) and is_over(last, date(2026, 3, 31))


def test_where_all_who_work_there_told_nothing_is_shown() -> None:
    assert not said(30, no=30, yes=0).says_something and kept_in() == []


def test_what_an_attack_keeps_in_is_on_record() -> None:
    assert not said(30, no=25, yes=0).says_something
    assert kept_in() == [{"name": "boards", "attack": "bounds"}]
