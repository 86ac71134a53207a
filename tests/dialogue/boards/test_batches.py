"""Given questions that wait: which go out together and when, and that neither day nor order tells who wrote what."""

import random
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from saphan.dialogue.boards.batches import Waiting, batch
from saphan.dialogue.boards.dials import DEFAULT
from saphan.dialogue.boards.reaching import reaches

OPENED = date(2026, 3, 2)
ANN, BO, CHO = b"ann", b"bo", b"cho"


def waits(number: int, asker: bytes, days: int = 3) -> Waiting:
    return Waiting(UUID(int=number), asker, OPENED + timedelta(days=days))


def on(day: int, *waiting: Waiting, last: date = OPENED) -> set[int]:
    return {one.int for one in batch(waiting, last, OPENED + timedelta(days=day))}


def test_three_people_go_out_together_and_not_before_the_day_of_a_batch() -> None:
    three = waits(1, ANN), waits(2, BO), waits(3, CHO)
    assert on(6, *three) == set()
    assert on(7, *three) == {1, 2, 3}
    assert on(9, *three, last=OPENED + timedelta(days=7)) == set()


def test_a_question_waits_for_its_own_random_day() -> None:
    assert on(7, waits(1, ANN), waits(2, BO), waits(3, CHO), waits(4, b"dao", days=8)) == {1, 2, 3}
    assert on(7, waits(1, ANN), waits(2, BO), waits(3, CHO, days=8)) == set()


def test_one_person_is_not_three_and_nobody_knows_who_has_no_cookie() -> None:
    assert on(14, waits(1, ANN), waits(2, ANN), waits(3, BO)) == set()
    assert on(14, waits(1, b""), waits(2, b""), waits(3, b"")) == set()
    assert on(14, waits(1, ANN), waits(2, BO), waits(3, b"")) == {1, 2, 3}


def test_who_waited_long_goes_out_and_takes_the_others_along() -> None:
    lone = waits(1, ANN, days=3)
    assert on(3 + DEFAULT.waits_longest_days - 1, lone) == set()
    assert on(3 + DEFAULT.waits_longest_days, lone, waits(2, ANN, days=20)) == {1, 2}


def test_nobody_fills_a_batch_alone() -> None:
    many = [waits(number, ANN) for number in range(1, 30)]
    out = on(7, *many, waits(40, BO), waits(41, CHO))
    assert {40, 41} < out and len(out) == 2 + DEFAULT.most_of_one
    full = [waits(number, bytes([number])) for number in range(1, 40)]
    assert len(on(7, *full)) == DEFAULT.batch_most


def test_the_order_of_a_batch_is_drawn() -> None:
    three = [waits(1, ANN, days=3), waits(2, BO, days=5), waits(3, CHO, days=7)]
    choose = random.Random(7)
    orders = Counter(batch(three, OPENED, OPENED + timedelta(days=7), shuffle=choose.shuffle) for _ in range(600))
    assert len(orders) == 6 and min(orders.values()) > 60


def test_what_leads_to_somebody_is_found() -> None:
    assert [reaches(text) for text in ("Call 081 234 5678", "a@b.example", "www.b.example", "၀၈၁ ၂၃၄ ၅၆၇၈")] == [
        True
    ] * 4
    assert not reaches("Is the overtime of 60 hours in May paid on the 5th?")
