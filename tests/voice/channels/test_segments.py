"""Parts of an SMS, counted by hand after TS 23.038 and TS 23.040."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.voice.channels.lengths import cut
from saphan.voice.channels.segments import GSM, UCS2, length_of, parts_of


@pytest.mark.parametrize(
    ("text", "alphabet", "parts", "left"),
    [
        ("", GSM, 0, 160),
        ("a", GSM, 1, 159),
        ("a" * 160, GSM, 1, 0),
        ("a" * 161, GSM, 2, 145),
        ("a" * 306, GSM, 2, 0),
        ("a" * 307, GSM, 3, 152),
        ("€" * 80, GSM, 1, 0),
        ("€" * 81, GSM, 2, 153 - 10),  # 76 of them in the first part: no sign is cut in two
        ("a" * 152 + "€" + "a" * 100, GSM, 2, 153 - 102),
        ("ก" * 70, UCS2, 1, 0),
        ("ก" * 71, UCS2, 2, 63),
        ("ก" * 134, UCS2, 2, 0),
        ("ก" * 135, UCS2, 3, 66),
        ("😢" * 35, UCS2, 1, 0),
        ("😢" * 36, UCS2, 2, 67 - 6),  # 33 in the first part
        ("a" * 159 + "’", UCS2, 3, 67 - (160 - 134)),  # one curly mark makes 160 signs three parts
        ("Zürich, ¿qué?\nÅ Δ {x}", GSM, 1, 160 - 23),  # each brace is two
        ("line\nline", GSM, 1, 151),
        ("tab\t", UCS2, 1, 66),
    ],
)
def test_parts(text: str, alphabet: str, parts: int, left: int) -> None:
    found = length_of(text)
    assert (found.alphabet, found.parts, found.left) == (alphabet, parts, left)


def test_the_signs_that_make_it_dear_are_named_once() -> None:
    assert length_of("“Yes” – ’no’ “").odd == ("“", "”", "–", "’")
    assert length_of("Yes").odd == ()


@given(st.text(max_size=700))
def test_a_longer_text_never_has_fewer_parts(text: str) -> None:
    assert parts_of(text[: len(text) // 2]) <= parts_of(text)


@given(st.text(max_size=700))
def test_no_part_is_fuller_than_it_may_be(text: str) -> None:
    found = length_of(text)
    assert 0 <= found.left <= max(160, found.each)
    units = sum(1 + (ord(sign) > 0xFFFF) for sign in text) if found.alphabet == UCS2 else len(text)
    assert found.parts * found.each >= units


def test_a_long_answer_is_cut_into_messages_of_few_parts() -> None:
    pieces = cut("We read it. နားလည်ပါတယ်။ " * 200, 8, parts_of)
    assert len(pieces) > 1 and all(parts_of(piece) <= 8 for piece in pieces)
