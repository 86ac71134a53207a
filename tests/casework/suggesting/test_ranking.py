"""Given taps, what others said and perhaps a model, which three kinds are suggested, and why."""

import pytest

from saphan.casework.suggesting.interval import wilson
from saphan.casework.suggesting.ranking import AT_MOST, PLACE, TAPPED, WORDS, Evidence, Suggestion, suggest

FAMILIES = {"fee": "A", "passport": "B", "pay_late": "C", "overtime": "C", "deduction": "C", "payslip": "C"}


def test_nothing_is_suggested_without_evidence() -> None:
    assert suggest(Evidence("", {"fee": 9}, {}), FAMILIES) == ()


def test_the_tap_names_the_family_and_the_desks_record_the_order() -> None:
    found = suggest(Evidence("C", {"overtime": 7, "payslip": 2}, {}), FAMILIES)
    assert [one.kind for one in found] == ["overtime", "payslip", "pay_late"]
    assert found[0] == Suggestion("overtime", TAPPED)


def test_never_more_than_three() -> None:
    assert len(suggest(Evidence("C", dict.fromkeys(FAMILIES, 3), {}), FAMILIES)) == AT_MOST


def test_many_voices_at_her_place_reach_over_the_family() -> None:
    found = suggest(Evidence("C", {}, {"passport": 40}), FAMILIES)
    assert found[0] == Suggestion("passport", PLACE)


def test_her_words_move_a_kind_to_the_front() -> None:
    near = dict.fromkeys(FAMILIES, 0.8) | {"deduction": 0.86}
    assert suggest(Evidence("C", {}, {}, near), FAMILIES)[0] == Suggestion("deduction", WORDS)


def test_a_model_that_finds_all_alike_changes_nothing() -> None:
    alike = dict.fromkeys(FAMILIES, 0.5)
    evidence = Evidence("C", {"overtime": 2}, {}, alike)
    assert suggest(evidence, FAMILIES) == suggest(Evidence("C", {"overtime": 2}, {}), FAMILIES)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (81, 263, 0.255, 0.366)],  # Newcombe 1998, table I
)
def test_wilsons_interval(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=0.0006)
