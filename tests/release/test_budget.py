"""Given a budget for a year: releases add up, nothing is released beyond it, and the noise is what was paid for."""

import builtins
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from saphan.release import budget, paid_noise
from saphan.release.budget import BudgetSpent, Ledger

MAY = date(2026, 5, 1)


def test_releases_of_a_year_add_up_and_the_next_year_begins_anew() -> None:
    ledger = Ledger(Decimal(1))
    for _ in range(10):
        ledger = ledger.spend("voices", MAY, Decimal("0.1"))
    assert ledger.left(2026) == 0 and len(ledger.spent) == 10
    with pytest.raises(BudgetSpent) as refused:
        ledger.spend("voices", date(2026, 12, 31), Decimal("0.01"))
    assert refused.value.left == 0
    assert ledger.spend("voices", date(2027, 1, 1), Decimal(1)).left(2027) == 0


def test_what_is_too_much_leaves_the_ledger_as_it_was() -> None:
    ledger = Ledger(Decimal(1)).spend("voices", MAY, Decimal("0.7"))
    with pytest.raises(BudgetSpent):
        ledger.spend("voices", MAY, Decimal("0.4"))
    assert ledger.left(2026) == Decimal("0.3")
    with pytest.raises(ValueError):
        ledger.spend("voices", MAY, Decimal(0))


def test_the_same_people_add_up_and_others_do_not() -> None:
    parts = [Decimal("0.2"), Decimal("0.5")]
    assert budget.one_after_the_other(parts) == Decimal("0.7") and budget.side_by_side(parts) == Decimal("0.5")


def test_nobody_guesses_better_than_the_budget_allows() -> None:
    """Whoever knows everybody else compares what is read with both; of ten thousand readings so many are right."""
    epsilon = Decimal("0.4")
    counts = np.full(10_000, 40)
    without, with_her = (paid_noise.with_noise(many, 10_000, epsilon * 10_000) for many in (counts, counts + 1))
    right = ((without <= 40).mean() + (with_her > 40).mean()) / 2 - 0.5
    assert 0 < right <= budget.most_advantage(epsilon) + 0.02
    assert budget.most_advantage(epsilon) < 0.1


def test_noise_is_as_wide_as_was_paid_for_and_never_below_nought() -> None:
    read = paid_noise.with_noise(np.full((100, 100), 100), 1, Decimal(1))
    assert read.shape == (100, 100) and abs(read.mean() - 100) < 0.2
    assert abs(np.abs(read - 100).mean() - 0.85) < 0.1  # 2a / (1 - a²) with a = 1 / e
    assert paid_noise.with_noise(np.zeros(100, dtype=np.int64), 1, Decimal("0.1")).min() == 0


def test_without_the_extra_nothing_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *others: Any, **more: Any) -> Any:
        if name.startswith("opendp"):
            raise ImportError(name)
        return real(name, *others, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(paid_noise.NotInstalled):
        paid_noise.with_noise(np.zeros(3, dtype=np.int64), 1, Decimal(1))
