"""Short codes: alone on a line they stand for words; anywhere else they are what they are."""

import pytest

from saphan.casework.replies.expanding import codes_in, expanded


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("/ack", ("ack",)),
        ("Hello\r\n  /ack  \r\n/more", ("ack", "more")),
        ("/ack\n/ack", ("ack",)),
        ("and/or", ()),
        ("/ack now", ()),
        ("/A", ()),
        ("https://example.org/ack", ()),
        ("", ()),
    ],
)
def test_codes_of_a_text(text: str, codes: tuple[str, ...]) -> None:
    assert codes_in(text) == codes


def test_the_words_stand_where_the_code_stood() -> None:
    assert expanded("Hello\n/ack\nBye", {"ack": r"We \1 read you."}) == "Hello\nWe \\1 read you.\nBye"


def test_a_code_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        expanded("/ack", {})
