"""Signatures in constant time, on bytes; texts cut where a reader would pause."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from saphan.voice.channels.lengths import cut, utf8_bytes, utf16_units
from saphan.voice.channels.signing import hmac_base64, hmac_hex, is_fresh, over_address_and_fields, same

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_empty_is_never_the_same() -> None:
    assert same("a", "a")
    assert not same("", "") and not same("a", "") and not same("", "a") and not same("a", "b")


def test_no_secret_signs_nothing() -> None:
    assert hmac_hex(b"x", "") == hmac_base64(b"x", "") == ""


def test_known_signatures() -> None:
    """RFC 4231, test case 2."""
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert hmac_hex(b"what do ya want for nothing?", "Jefe") == expected
    assert hmac_base64(b"what do ya want for nothing?", "Jefe") == "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="


def test_fields_are_signed_in_the_order_of_their_names() -> None:
    one = over_address_and_fields("https://a.example/in/", [("To", "2"), ("Body", "လ"), ("From", "1")], "t")
    other = over_address_and_fields("https://a.example/in/", [("Body", "လ"), ("From", "1"), ("To", "2")], "t")
    assert one == other
    assert one != over_address_and_fields("https://b.example/in/", [("Body", "လ"), ("From", "1"), ("To", "2")], "t")
    assert over_address_and_fields("https://a.example/in/", [], "") == ""


@pytest.mark.parametrize(("seconds", "fresh"), [(0, True), (-299, True), (299, True), (-301, False), (301, False)])
def test_an_old_signature_is_old(seconds: int, fresh: bool) -> None:
    stamp = str(int((NOW + timedelta(seconds=seconds)).timestamp()))
    assert is_fresh(stamp, NOW) is fresh


@pytest.mark.parametrize("stamp", ["", "x", "-1", "၁၂၃", "9" * 40, "1.5"])
def test_what_is_no_time_is_not_fresh(stamp: str) -> None:
    assert not is_fresh(stamp, NOW)


def test_a_text_is_cut_at_a_paragraph_a_sentence_a_word() -> None:
    assert cut("One two.\n\nThree four five.", 14) == ("One two.", "Three four", "five.")
    assert cut("We read it. We come.", 14) == ("We read it.", "We come.")
    assert cut("x" * 25, 10) == ("x" * 10, "x" * 10, "x" * 5)
    assert cut("  ", 10) == ()


def test_a_letter_is_not_cut_from_what_stands_on_it() -> None:
    syllable = "\u1000\u1039\u1000\u102c"  # one below the other, with a vowel
    assert all(not piece.startswith(("\u1039", "\u102c")) for piece in cut(syllable * 10, 6))
    assert all(not piece.endswith("\u1039") for piece in cut(syllable * 10, 6))


@given(some.text(max_size=300), some.integers(4, 40), some.sampled_from([len, utf16_units, utf8_bytes]))
def test_pieces_fit_and_lose_nothing_but_space(text: str, limit: int, measure: object) -> None:
    pieces = cut(text, limit, measure)  # type: ignore[arg-type]
    assert all(measure(piece) <= limit for piece in pieces)  # type: ignore[operator]
    assert "".join("".join(pieces).split()) == "".join(text.split())
