"""What makes a table round, and what makes its words public: nothing but everybody's yes."""

from datetime import date
from itertools import product

from saphan.dialogue.round_tables.rules import SeatNow, TableNow, lacks_to_be_held, lacks_to_be_public

DAY = date(2026, 3, 2)
COMPANY, OTHER, WORKERS = (SeatNow(side, taken=True, agreed=True) for side in ("company", "company", "workers"))
WHOLE = TableNow(DAY, (COMPANY, OTHER, WORKERS), has_summary=True, promises=1)


def test_a_whole_one_lacks_nothing() -> None:
    assert lacks_to_be_held(WHOLE, DAY) == lacks_to_be_public(WHOLE, DAY) == ()


def test_without_workers_it_is_no_round_table() -> None:
    assert lacks_to_be_held(TableNow(DAY, (COMPANY, OTHER)), DAY) == ("workers",)
    assert lacks_to_be_held(TableNow(DAY, (COMPANY, WORKERS)), DAY) == ("companies",)
    not_taken = SeatNow("workers", taken=False)
    assert lacks_to_be_held(TableNow(DAY, (COMPANY, OTHER, not_taken)), DAY) == ("workers",)


def test_it_is_held_on_its_day_and_not_before() -> None:
    assert lacks_to_be_held(TableNow(None, WHOLE.seats), DAY) == ("day",)
    assert lacks_to_be_held(TableNow(date(2026, 3, 3), WHOLE.seats), DAY) == ("too_early",)


def test_it_is_public_only_with_the_yes_of_everybody_who_took_a_seat() -> None:
    for yes in product((True, False), repeat=3):
        sides = ("company", "company", "workers")
        seats = tuple(SeatNow(side, True, said) for side, said in zip(sides, yes, strict=True))  # type: ignore[arg-type]
        lacks = lacks_to_be_public(TableNow(DAY, seats, has_summary=True, promises=1), DAY)
        assert lacks == (() if all(yes) else ("yes",))
    declined = (*WHOLE.seats, SeatNow("company", taken=False))
    assert lacks_to_be_public(TableNow(DAY, declined, True, 1), DAY) == ()
    assert lacks_to_be_public(TableNow(DAY, WHOLE.seats), DAY) == ("summary", "promises")
