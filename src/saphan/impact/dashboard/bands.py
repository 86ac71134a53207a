"""How many promises a partner kept, as coarse as one may say it of somebody by name. Pure."""

from dataclasses import dataclass

from saphan.release.thresholds import DEFAULT, Thresholds

BANDS: tuple[tuple[str, float, float], ...] = (
    ("nearly_all", 0.9, 1.0),
    ("most", 2 / 3, 0.9),
    ("half", 0.4, 2 / 3),
    ("fewer", 0.0, 0.4),
)
"""Code, and from and to which share of the promises whose day has come."""


@dataclass(frozen=True, slots=True)
class LetOut:
    """promises: in fives."""

    promises: int
    band: str


def let_out(kept: int, due: int, before: int | None, thresholds: Thresholds = DEFAULT) -> LetOut | None:
    """None where fewer than eleven promises had their day, or fewer than eleven of them are new.

    before: how many had their day when it was last let out; None where it never was.
    """
    new = due - (before or 0)
    if due < thresholds.public_cell or new < thresholds.public_new:
        return None
    band = next(code for code, least, _ in BANDS if kept / due >= least)
    return LetOut(due // thresholds.public_rounding * thresholds.public_rounding, band)


def ends(band: str) -> tuple[float, float]:
    return next((least, most) for code, least, most in BANDS if code == band)
