"""An edition with something in every chart of the dashboard, and a year of the five counters. Needs the database."""

from collections.abc import Iterator
from datetime import date

from saphan.impact.publishing.reading import Edition, Figure
from tests.impact.publishing.given import counters, edition, figure

OCTOBER = date(2026, 10, 1)
APART: dict[str, tuple[int | None, dict[str, int | None]]] = {
    "people_met": (1240, {"my": 620, "km": 310, "lo": 125, "ne": 90, "shn": 60, "mnw": 35, "bn": None, "hi": None}),
    "people_met_by_place": (None, {"TH-74": 510, "TH-20": 240, "TH-63": 180, "MM": 120, "MY-10": 85, "TH-10": None}),
    "voices_by_language": (865, {"my": 410, "km": 190, "ne": 120, "th": 65, "lo": 40, "bn": 25, "hi": None}),
    "voices_by_channel": (865, {"web": 380, "messenger": 205, "phone": 140, "line": 95, "visit": 45, "sms": None}),
    "issues_by_kind": (145, {"C": 50, "A": 35, "B": 25, "D": 20, "E": 15, "G": None, "F": None, "J": None}),
    "issues_by_sector": (145, {"seafood": 60, "garments": 30, "construction": 25, "unknown": 20, "household": None}),
}
TOGETHER = (
    figure("days_to_first_answer", 0.8, 780, low=0.5, high=1.5),
    figure("days_to_acknowledge", 2.4, 85, low=2.0, high=4.0),
    figure("days_to_plan", 9.0, 60, low=7.0, high=14.0),
    figure("days_to_remedy", 52.0, 35, low=31.0, high=90.0),
    figure("voices_answered_within_a_day", 0.78, 865, low=0.74, high=0.82),
    figure("acknowledged_in_time", 0.71, 95, low=0.6, high=0.8),
    figure("planned_in_time", 0.55, 80, low=0.43, high=0.67),
    figure("issues_remedied", 0.3846, 65, low=0.24, high=0.56),
    figure("issues_remedied", 0.42, 25, code="C", low=0.2, high=0.67),
    figure("issues_remedied", 0.35, 20, code="A", low=0.14, high=0.62),
    figure("issues_remedied", None, 15, code="B"),
    figure("confirmed_by_workers", 0.74, 120, low=0.63, high=0.83),
    figure("workers_reached_to_confirm", 0.62, 195, low=0.54, high=0.7),
    figure("held_for_180_days", None, None),
    figure("promises_delivered", 0.64, 110, low=0.53, high=0.74),
    figure("promises_late", 0.21, 110, low=0.13, high=0.32),
    figure("buyers_keep_promises", None, None),
    figure("money_returned", 820_000, 35, code="THB"),
    figure("money_returned", None, None, code="MYR"),
)


def some() -> Iterator[Figure]:
    for indicator, (together, parts) in APART.items():
        yield figure(indicator, together, together)
        for code, value in parts.items():
            yield figure(indicator, value, value, code=code)
    yield from TOGETHER
    yield from counters(cases=385, affected_reported=2440, affected_verified=1125, affected_remedied=390)


def an_edition() -> Edition:
    return edition(some(), OCTOBER)


def a_year() -> Edition:
    """Counters from November 2025 to September 2026, and the edition of October; money only at the end."""
    for at in range(11):
        month = date(2025 + (at + 10) // 12, (at + 10) % 12 + 1, 1)
        edition(
            counters(
                contacts=310 + 52 * at,
                cases=120 + 24 * at,
                issues=40 + 9 * at if at > 1 else None,
                affected_reported=900 + 140 * at,
                affected_verified=300 + 75 * at if at > 2 else None,
                affected_remedied=60 + 30 * at if at > 5 else None,
                money__THB=90_400 * (at - 6) if at > 6 else None,
            ),
            month,
        )
    return an_edition()
