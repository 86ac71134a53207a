"""Bands: what a partner or the public hears instead of a small exact number. Pure."""

from functools import cache

from saphan.release.thresholds import DEFAULT, Thresholds


@cache
def band(number: int, thresholds: Thresholds = DEFAULT) -> str:
    """The band of a count of people: "under 10", "10–24", "25–49", "50–99" or "100 and more".

    Source: domain model §5; of 3 voices a partner hears only "under 10". The label is the message to translate.
    Raises ValueError below 0.
    """
    if number < 0:
        raise ValueError("a count of people is never negative")
    starts = thresholds.bands
    if number < starts[0]:
        return f"under {starts[0]}"
    if number >= starts[-1]:
        return f"{starts[-1]} and more"
    start, end = next((low, high - 1) for low, high in zip(starts, starts[1:], strict=False) if low <= number < high)
    return f"{start}–{end}"


def all_bands(thresholds: Thresholds = DEFAULT) -> tuple[str, ...]:
    """Every label, smallest first."""
    return tuple(band(start, thresholds) for start in (0, *thresholds.bands))
