"""Where a budget is set: the same few numbers each month, drawn anew, and no more than the year has."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from django.test import override_settings

from saphan.config import starting
from saphan.demo import history
from saphan.impact import recounting
from saphan.impact.facts import Said
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.indicators.folding import Cell, Sums
from saphan.impact.publishing import paid, reading, services
from saphan.impact.publishing.meaning import adds_up, is_plain
from saphan.impact.publishing.weaving import name_of
from saphan.impact.refusals import BudgetSpent
from saphan.release.cubes import Counts
from tests.impact.test_recounting import at, write

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)
ONE = Decimal(1)
WHOLE = [name_of(each, part, "", "") for each in ("issues_verified",) for part in ("hit", "missed", "all")]


def exact(counts: Counts, in_how_many: int, epsilon: Decimal) -> Counts:
    return counts


def test_each_subject_counts_once_in_each_number_that_is_paid() -> None:
    for one in (catalogue()[each] for each in paid.chosen()):
        assert is_plain(one) and adds_up(one) and one.shape in ("count", "share"), one.id


def test_the_same_numbers_leave_whoever_is_there() -> None:
    cell = Cell("issues_verified", MAY, MAY, "")
    nobody, somebody = (
        paid.true_numbers(tally, catalogue()) for tally in ({}, {cell: Sums(numerator=20, denominator=50)})
    )
    assert nobody.keys() == somebody.keys() and set(nobody.values()) == {0}
    hit, missed, whole = WHOLE
    assert (somebody[hit], somebody[missed]) == (20, 30)
    assert paid.read(somebody, ONE, exact) == {hit: 20, missed: 30, whole: 50}


def test_one_subject_more_moves_no_more_than_is_paid_for() -> None:
    tally = {Cell(each, MAY, MAY, ""): Sums(12, 40) for each in paid.chosen()}
    more = {cell: Sums(13, 41) for cell in tally}
    before, after = (paid.true_numbers(each, catalogue()) for each in (tally, more))
    assert sum(abs(after[name] - before[name]) for name in before) == len(paid.chosen())


def test_what_reads_too_small_is_not_told_on_either_side() -> None:
    hit, missed, whole = WHOLE
    assert paid.read({hit: 40, missed: 10}, ONE, exact) == {hit: 40}
    drawn = paid.read({hit: 3, missed: 50}, ONE, lambda counts, _, __: np.asarray(counts + 20))
    assert drawn == {hit: 23, missed: 70, whole: 93}  # from what was read, not from the truth


@pytest.mark.parametrize("written", ["none", "0", "-3", "nan", "Infinity"])
def test_a_budget_that_is_none_is_refused_at_the_start(written: str) -> None:
    with pytest.raises(ValueError, match=written):
        paid.budget_of(written)
    with override_settings(SAPHAN_PRIVACY_BUDGET=written), pytest.raises(starting.NotReady):
        starting._check_privacy_budget()


@pytest.fixture
def facts(db: None, day_one: object) -> Iterator[None]:
    told = (Said(one.on, one.kind, one.subject, one.payload) for one in history._facts(JULY, random.Random(1)))
    write([said for said in told if said.on < JULY])
    at(date(2026, 7, 2))
    recounting.fold_ended_days()
    with override_settings(SAPHAN_PRIVACY_BUDGET="24"):
        yield


def test_an_edition_says_what_it_took_and_tells_eight_numbers(facts: None) -> None:
    assert services.publish_ended_month() == 1
    edition = reading.newest()
    assert edition is not None and edition.epsilon == Decimal(2)
    told = {key for key, figure in edition.figures.items() if figure.value is not None}
    assert told and told <= {(each, "", "") for each in paid.chosen()}


def test_when_the_year_is_spent_nothing_leaves_until_the_next(facts: None) -> None:
    services.publish_ended_month()
    for _ in range(11):
        services.correct("counted_wrong")
    with pytest.raises(BudgetSpent):
        services.correct("counted_wrong")
    at(date(2026, 8, 2))
    recounting.fold_ended_days()
    assert services.publish_ended_month() == 0
    at(date(2027, 1, 2) + timedelta(days=1))
    recounting.fold_ended_days()
    assert services.publish_ended_month() == 1
