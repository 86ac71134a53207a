"""A claim code copied wrongly is noticed without a look-up, and digits of every script are read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.vault.codes import DIGITS, Mistyped, check_digit, in_groups, new_code, read_code

codes = st.integers(0, 10**15 - 1).map(lambda number: f"{number:015d}").map(lambda body: body + str(check_digit(body)))

SCRIPTS = {
    "Burmese": "၀၁၂၃၄၅၆၇၈၉",
    "Shan": "႐႑႒႓႔႕႖႗႘႙",
    "Thai": "๐๑๒๓๔๕๖๗๘๙",
    "Khmer": "០១២៣៤៥៦៧៨៩",
    "Lao": "໐໑໒໓໔໕໖໗໘໙",
    "Devanagari": "०१२३४५६७८९",
    "Bengali": "০১২৩৪৫৬৭৮৯",
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "full width": "0123456789",
}


def test_a_new_code_reads_back() -> None:
    for _ in range(200):
        code = new_code()
        assert len(code) == DIGITS
        assert read_code(code) == code


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(5_000)}) == 5_000


@given(codes)
def test_every_single_wrong_digit_is_noticed(code: str) -> None:
    for place, digit in enumerate(code):
        for other in "0123456789":
            if other != digit:
                with pytest.raises(Mistyped):
                    read_code(code[:place] + other + code[place + 1 :])


@given(codes)
def test_every_exchange_of_neighbours_is_noticed(code: str) -> None:
    for place in range(DIGITS - 1):
        left, right = code[place], code[place + 1]
        if left != right:
            with pytest.raises(Mistyped):
                read_code(code[:place] + right + left + code[place + 2 :])


def test_the_check_digit_is_damms() -> None:
    """The worked example of the method: 572 is followed by 4."""
    assert check_digit("572") == 4
    assert check_digit("5724") == 0


@pytest.mark.parametrize("script", SCRIPTS)
@given(code=codes)
def test_digits_of_every_script_are_read(script: str, code: str) -> None:
    typed = "".join(SCRIPTS[script][int(digit)] for digit in code)
    assert read_code(typed) == code
    assert read_code(in_groups(typed)) == code


@given(codes)
def test_scripts_may_be_mixed(code: str) -> None:
    scripts = list(SCRIPTS.values())
    assert read_code("".join(scripts[place % len(scripts)][int(digit)] for place, digit in enumerate(code))) == code


@pytest.mark.parametrize("between", [" ", "-", "\u00a0", "\u2009", ".", "/", "\n", "\u200b", "\u2013"])
def test_what_stands_between_the_groups_does_not_matter(between: str) -> None:
    code = new_code()
    assert read_code(between.join(in_groups(code).split())) == code
    assert read_code(f"{between}{code}{between}") == code


@pytest.mark.parametrize(
    "typed",
    ["", " ", "1234", "12345678901234567", "O" * 16, "hello", "1234 5678 9012 345x", "¹²³⁴" * 4, "😀" * 16, "\0" * 16],
)
def test_what_cannot_be_a_code_is_mistyped(typed: str) -> None:
    with pytest.raises(Mistyped) as refused:
        read_code(typed)
    assert str(refused.value) == ""


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_mistyped(typed: str) -> None:
    with suppress(Mistyped):
        assert len(read_code(typed)) == DIGITS


def test_groups_of_four() -> None:
    assert in_groups("1234567890123456") == "1234 5678 9012 3456"
