"""How long after the harm began she first said a word to us, as coarse as the month in which it began. Pure."""

from datetime import date

IN_TOUCH = "in_touch"  # it began after we knew her
BANDS = ((0, "same_month"), (2, "to_2_months"), (5, "to_5_months"), (11, "to_11_months"))
LONGER = "longer"


def waited(harm_from: date, first_word: date) -> str:
    """`in_touch`, `same_month`, `to_2_months`, `to_5_months`, `to_11_months` or `longer`; days are not looked at."""
    months = (first_word.year - harm_from.year) * 12 + first_word.month - harm_from.month
    if months < 0:
        return IN_TOUCH
    return next((code for most, code in BANDS if months <= most), LONGER)
