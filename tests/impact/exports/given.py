"""Editions for the tests of what leaves as files: small, with a number of each shape and some that are not shown."""

from datetime import date

import pytest

from saphan.impact.publishing import reading
from saphan.impact.publishing.reading import Edition, Figure

FIGURES = (
    Figure("voices_by_language", "", "", 1240.0, 1240),
    Figure("voices_by_language", "my", "", 760.0, 760),
    Figure("voices_by_language", "km", "", 310.0, 310),
    Figure("voices_by_language", "lo", "", None, None),
    Figure("voices_by_language", "", "2025", 820.0, 820),
    Figure("voices_by_language", "my", "2025", 540.0, 540),
    Figure("voices_by_language", "km", "2025", 280.0, 280),
    Figure("voices_by_language", "lo", "2025", None, None),
    Figure("voices_by_language", "", "2025-Q3", 190.0, 190),
    Figure("voices_by_language", "", "2025-Q4", 240.0, 240),
    Figure("voices_answered_within_a_day", "", "", 0.71, 1240, 0.6837251, 0.7351),
    Figure("voices_answered_within_a_day", "", "2025", 0.6341463414634146, 820, 0.6, 0.667),
    Figure("days_to_first_answer", "", "", 1.0, 1180, 1.0, 2.0),
    Figure("days_to_first_answer", "", "2025", 1.5, 780, 1.0, 2.0),
    Figure("days_to_first_answer", "", "2025-Q3", 2.0, 170, 1.0, 2.0),
    Figure("days_to_first_answer", "", "2025-Q4", 1.0, 230, 1.0, 1.0),
    Figure("danger_answered_within_a_day", "", "", None, None),
)


def edition(version: int = 2, month: date = date(2026, 1, 1), figures: tuple[Figure, ...] = FIGURES) -> Edition:
    by_name = {(one.indicator, one.code, one.period): one for one in figures}
    return Edition(month, date(2026, 2, 3), version, by_name)


def let_out(monkeypatch: pytest.MonkeyPatch, *editions: Edition) -> None:
    """These stand, the newest first."""
    monkeypatch.setattr(reading, "editions", lambda: editions)
    monkeypatch.setattr(reading, "newest", lambda: editions[0] if editions else None)
