"""Telephone numbers as people type them. All of them are made up after the plan of their country."""

import pytest

from saphan.languages.telephones import read_telephone, telephone


@pytest.mark.parametrize(
    ("typed", "country", "language", "e164", "of"),
    [
        ("081 234 5678", "TH", "my", "+66812345678", "TH"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "TH", "th", "+66812345678", "TH"),
        ("09 420 123 456", "TH", "my", "+959420123456", "MM"),  # as at home: no Thai number is like that
        ("9841234567", "MY", "ne", "+9779841234567", "NP"),
        ("012-345 6789", "MY", "my", "+60123456789", "MY"),
        ("+95 9 420 123 456", "TH", "", "+959420123456", "MM"),
        ("0066 81 234 5678", "TH", "th", "+66812345678", "TH"),  # in Thailand itself one dials 001
        ("0095 9 420 123 456", "TH", "my", "+959420123456", "MM"),
    ],
)
def test_the_country_of_a_number_is_told(typed: str, country: str, language: str, e164: str, of: str) -> None:
    read = read_telephone(typed, country, language)
    assert read is not None
    assert (read.e164, read.country, read.exists) == (e164, of, True)
    assert telephone(e164) == read


def test_a_number_is_shown_in_groups_for_the_dialler() -> None:
    read = telephone("+66812345678")
    assert read is not None and read.shown == "+66 81 234 5678"


def test_a_number_of_the_right_length_that_nobody_has_may_be_mistyped() -> None:
    read = read_telephone("011 111 1111", "TH")
    assert read is not None and not read.exists


@pytest.mark.parametrize("typed", ["", "123", "my boss", "1" * 30])
def test_what_cannot_be_a_number_is_none(typed: str) -> None:
    assert read_telephone(typed, "TH", "my") is None


def test_a_number_is_never_in_what_is_written_down() -> None:
    assert "812345678" not in repr(telephone("+66812345678"))
