"""Given the month in which harm began and the day of her first word, how long she waited is known coarsely."""

from datetime import date

import pytest

from saphan.casework.first_word import waited


@pytest.mark.parametrize(
    ("harm", "word", "told"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "same_month"),
        (date(2026, 3, 31), date(2026, 4, 1), "to_2_months"),
        (date(2025, 12, 1), date(2026, 2, 28), "to_2_months"),
        (date(2025, 12, 1), date(2026, 3, 1), "to_5_months"),
        (date(2025, 4, 1), date(2026, 3, 1), "to_11_months"),
        (date(2025, 3, 1), date(2026, 3, 1), "longer"),
        (date(2026, 4, 1), date(2026, 3, 31), "in_touch"),
    ],
)
def test_only_months_are_looked_at(harm: date, word: date, told: str) -> None:
    assert waited(harm, word) == told
