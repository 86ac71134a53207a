"""Given random histories with withdrawals, merges and shredding, folding day by day and from nothing are the same."""

import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saphan.impact.facts import Said
from saphan.impact.indicators import folding
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.indicators.folding import Tally, change, fold, new_tally, rebuild, settled
from saphan.impact.indicators.marking import Reader, State
from saphan.impact.indicators.values import Value, values
from tests.impact.indicators.histories import FIRST, histories

KNOWN = catalogue()
LAST = FIRST + timedelta(days=200)
ISSUE = UUID(int=1)


def kept(states: dict[UUID, State]) -> dict[UUID, str]:
    return {subject: state.as_text() for subject, state in states.items()}


def rebuilt(facts: list[Said]) -> tuple[dict[UUID, str], Tally]:
    tally = new_tally()
    ordered = sorted((said for said in facts if said.kind in KNOWN.kinds), key=lambda said: (said.subject, said.on))
    return kept(dict(rebuild(ordered, KNOWN, tally))), settled(tally)


def shuffled_within_days(facts: list[Said], chance: random.Random) -> list[Said]:
    return sorted(facts, key=lambda said: (said.on, chance.random()))


@settings(max_examples=150)
@given(histories(), st.randoms(use_true_random=False))
def test_a_rebuild_gives_the_same_in_any_order_within_a_day(facts: list[Said], chance: random.Random) -> None:
    states, tally = fold(shuffled_within_days(facts, chance), KNOWN)
    assert (kept(states), tally) == rebuilt(shuffled_within_days(facts, chance))


@settings(max_examples=60)
@given(histories(), st.integers(0, 130))
def test_what_comes_later_changes_nothing_of_what_was(facts: list[Said], days: int) -> None:
    month = (FIRST + timedelta(days=days)).replace(day=1)
    known_then = [said for said in facts if said.on.replace(day=1) <= month]
    assert values(rebuilt(facts)[1], KNOWN, month) == values(rebuilt(known_then)[1], KNOWN, month)


@settings(max_examples=60)
@given(histories())
def test_no_figure_is_impossible(facts: list[Said]) -> None:
    for key, one in values(rebuilt(facts)[1], KNOWN, LAST).items():
        assert one.numerator >= 0 and one.denominator >= 0 and one.n >= 0, key
        if KNOWN[one.indicator].shape != "count":
            assert one.numerator <= one.denominator, key
        if one.low is not None and one.value is not None and one.high is not None:
            assert one.low <= one.value + 1e-9 and one.value <= one.high + 1e-9, key


@settings(max_examples=60)
@given(histories())
def test_cohorts_add_up_to_the_whole(facts: list[Said]) -> None:
    _, tally = rebuilt(facts)
    whole = values(tally, KNOWN, LAST)
    apart = [values(tally, KNOWN, LAST, [cohort]) for cohort in {cell.cohort for cell in tally}]
    for key, one in whole.items():
        assert one.numerator == sum(each[key].numerator for each in apart if key in each), key


def said(on: int, kind: str, subject: UUID = ISSUE, **payload: str | int | bool) -> Said:
    return Said(date(2026, 3, 1) + timedelta(days=on), kind, subject, payload)


def moved(on: int, source: str, target: str) -> Said:
    return said(on, "issue.moved", **{"from": source, "to": target})


def figure(facts: list[Said], indicator: str, code: str = "") -> Value | None:
    return values(fold(facts, KNOWN)[1], KNOWN, LAST).get((indicator, code))


OPENED = [
    said(0, "verification.issue_opened", family="C"),
    said(0, "verification.voice_counted", concern="c", voice="v", number=1),
    said(9, "remedy.disclosed", recipient_kind="supplier"),
]


def test_an_issue_whose_last_voice_is_taken_back_leaves_the_denominator() -> None:
    assert figure(OPENED, "issues_remedied", "C") is not None
    assert figure([*OPENED, said(20, "verification.voice_taken_back", concern="c")], "issues_remedied", "C") is None


def test_money_goes_out_again_when_the_issue_falls_back() -> None:
    paid = [*OPENED, said(30, "remedy.delivered", amount="900.00", currency="THB"), moved(40, "confirming", "remedied")]
    returned = figure(paid, "money_returned", "THB")
    assert returned is not None and returned.numerator == 900
    assert figure([*paid, moved(60, "remedied", "reopened")], "money_returned", "THB") is None


def test_a_fact_touches_only_the_indicators_that_read_its_marks() -> None:
    tally = new_tally()
    fee = said(0, "casework.fee_recorded", corridor="MM-TH", payer="employer")
    change(tally, None, [fee], KNOWN, Reader(KNOWN))
    assert {cell.indicator for cell in tally} == {"paid_by_employers"}


def test_a_fact_that_no_mark_fits_changes_nothing() -> None:
    assert fold([said(0, "casework.referral_sent", to_desk=False), said(1, "voice.read")], KNOWN)[1] == {}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans()), max_size=12), st.sampled_from([0, 50]))
def test_many_alike_are_counted_as_often_as_they_are(lives: list[tuple[int, int, bool]], most: int) -> None:
    facts = [said for at, life in enumerate(lives) for said in told_by(UUID(int=at), *life)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding._Steps, "MOST", most)
        states, tally = fold(sorted(facts, key=lambda each: each.on), KNOWN)
        assert (kept(states), tally) == rebuilt(facts)


def told_by(story: UUID, begins: int, later: int, is_deleted: bool) -> list[Said]:
    begun = said(begins, "voice.received", story, language="my", channel="web")
    answered = said(begins + later, "voice.replied", story)
    return [begun, answered, *([said(begins + 9, "voice.story_deleted", story)] if is_deleted else [])]


WAITING = [said(0, "verification.signal_raised", UUID(int=each), method="rise") for each in range(3)]
LOOKED_INTO = said(20, "verification.signal_looked_into", UUID(int=0), method="rise")


@pytest.mark.parametrize(("days", "late"), [(0, 0), (14, 0), (15, 3), (19, 3), (20, 2), (100, 2)])
def test_who_still_waits_is_asked_on_the_day_of_the_figure(days: int, late: int) -> None:
    """More than fourteen days: on the fourteenth nobody is late yet. Nothing is folded on any of these days."""
    day = date(2026, 3, 1) + timedelta(days=days)
    known = [each for each in [*WAITING, LOOKED_INTO] if each.on <= day]
    one = values(fold(known, KNOWN)[1], KNOWN, day, as_of=day)["signals_waiting_after_2_weeks", ""]
    assert (one.numerator, one.denominator) == (late, 3)
    assert one.low is not None and one.value == pytest.approx(late / 3)


def test_of_a_month_it_is_asked_on_its_last_day() -> None:
    tally = fold([*WAITING, LOOKED_INTO], KNOWN)[1]
    assert values(tally, KNOWN, date(2026, 3, 5))["signals_waiting_after_2_weeks", ""].numerator == 2
