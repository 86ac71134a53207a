"""Claim codes: sixteen digits in groups of four, fifteen random and one check digit. Pure.

The check digit is Damm's (H. M. Damm, *Total anti-symmetrische Quasigruppen*, 2004): it notices every single wrong
digit and every exchange of two neighbours, so "mistyped" can be said without looking anything up.
"""

import secrets
import unicodedata

DIGITS = 16

_QUASIGROUP = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class Mistyped(ValueError):
    """What was typed cannot be a claim code: a digit is wrong, missing or too many. Never carries what was typed."""


def new_code() -> str:
    """A fresh code as sixteen ASCII digits (about 50 bits)."""
    body = f"{secrets.randbelow(10**15):015d}"
    return f"{body}{check_digit(body)}"


def read_code(typed: str) -> str:
    """The sixteen ASCII digits of what was typed, in digits of any script, with any spaces or dashes.

    Raises Mistyped.
    """
    digits = "".join(str(unicodedata.decimal(sign)) for sign in typed if unicodedata.decimal(sign, None) is not None)
    strays = [
        sign for sign in typed if unicodedata.category(sign)[0] in "LS" and unicodedata.decimal(sign, None) is None
    ]
    if strays or len(digits) != DIGITS or check_digit(digits) != 0:
        raise Mistyped
    return digits


def in_groups(code: str) -> str:
    """`1234 5678 9012 3456`, the way it is shown."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def check_digit(digits: str) -> int:
    """The Damm digit of a row of ASCII digits; 0 for a row that ends with its own."""
    interim = 0
    for digit in digits:
        interim = _QUASIGROUP[interim][int(digit)]
    return interim
