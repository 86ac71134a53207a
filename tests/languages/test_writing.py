"""Text as people type it: what is kept."""

import pytest

from saphan.languages.writing import ascii_digits, clean, own_digits


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  no pay\r\nsince March\r", "no pay\nsince March"),
        ("a\0b\x07c\x1b", "abc"),
        ("tab\tstays", "tab\tstays"),
        ("ka\u200dma", "ka\u200dma"),  # joiners: Burmese and Khmer need them
        ("e\u0301", "é"),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_cleaning(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_digits_of_every_script() -> None:
    assert ascii_digits("၀၁๒៣४৫ 6 a") == "012345 6 a"


@pytest.mark.parametrize(
    ("language", "written"), [("my", "၁၈:၀၀"), ("km", "១៨:០០"), ("ne", "१८:००"), ("th", "18:00"), ("en", "18:00")]
)
def test_a_time_is_written_in_the_digits_of_its_language(language: str, written: str) -> None:
    assert own_digits("18:00", language) == written
    assert ascii_digits(written) == "18:00"
