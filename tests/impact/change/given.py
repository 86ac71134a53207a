"""An edition of a house that has worked for two years: most numbers known, some not, over time and kept apart."""

from collections.abc import Iterator
from datetime import date
from random import Random

from saphan.casework.suggesting.interval import wilson
from saphan.impact.code_names import split
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.publishing.reading import Edition, Figure
from tests.impact.publishing import given

MONTH = date(2026, 9, 1)
QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4))[:7]
UNKNOWN = {
    *("bad_offers_refused", "reviews_verified", "claims_answered", "claims_settled", "claims_with_retaliation"),
    *("told_to_say_yes", "cases_brought_to_the_state", "buyers_promise", "feedback_became_voice", "held_for_180_days"),
}
CODES = {
    "language": ("my", "km", "ne", "th", "lo"),
    "channel": ("web", "line", "phone", "telegram"),
    "family": ("C", "A", "B", "D", "E"),
    "recipient_kind": ("supplier", "recruiter", "brand"),
    "corridor": ("MM-TH", "KH-TH", "NP-MY"),
    "currency": ("THB", "MYR"),
    "stage": ("employment", "origin", "exit"),
    "kind": ("union", "committee"),
    "worst": ("red", "amber", "green"),
    "method": ("rise", "newcomer"),
}


def full() -> Edition:
    """Put in place. Needs the database."""
    return given.edition(figures(), month=MONTH)


def figures() -> Iterator[Figure]:
    """Invented, the same every time."""
    for one in catalogue().indicators:
        if one.id in UNKNOWN:
            yield Figure(one.id, "", "", None, None)
            continue
        chance = Random(one.id)
        much = chance.choice((60, 120, 240, 400))
        level = chance.uniform(0.3, 0.85) if one.direction != "down" else chance.uniform(0.04, 0.2)
        money = "THB" if split(one.id) == "currency" else ""
        if not money:
            yield figure(one, level, much)
        for at, period in enumerate(QUARTERS):
            is_known = chance.random() > 0.15
            yield figure(one, level * (0.7 + 0.07 * at), much // 5 + 4 * at if is_known else 0, money, period)
        for at, code in enumerate(CODES.get(split(one.id), ())):
            yield figure(one, level * (1 - 0.1 * at), 0 if at > 2 else much // (2 + at), code=code)


def figure(one: Indicator, level: float, n: int, code: str = "", period: str = "") -> Figure:
    """level: a share. n: 0 for too few."""
    if not n:
        return Figure(one.id, code, period, None, None)
    if one.shape == "share":
        low, high = wilson(round(level * n), n)
        return Figure(one.id, code, period, round(level, 4), n, round(low, 3), round(high, 3))
    if one.shape == "days":
        return Figure(one.id, code, period, round(20 * level, 1), n, round(14 * level), round(30 * level))
    value = 1900 * n if code in {"THB", "MYR"} else n
    return Figure(one.id, code, period, value, n)
