"""Telephone numbers as people type them: which country's, whether one can be, and how they are shown. Pure.

Rules of numbering plans are those of phonenumberslite (Google's libphonenumber). Nothing here is looked up anywhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import phonenumbers

from saphan.languages.homes import HOME
from saphan.languages.writing import ascii_digits

_TO_ABROAD = re.compile(r"^[\s\u200b-\u200f\u202a-\u202e]*00(?=[1-9])")


@dataclass(frozen=True, slots=True)
class Telephone:
    """e164: for the machine, `+` and digits. shown: for people and for the dialler, in groups.

    country: ISO 3166; empty for a number of no country. exists: the plan of the country has such numbers; one that
    has only the right length may be mistyped.
    """

    e164: str = field(repr=False)
    shown: str = field(repr=False)
    country: str
    exists: bool


def read_telephone(typed: str, country: str, language: str = "") -> Telephone | None:
    """Typed in `country`, with its own `+` (or 00), or as at home, where the language tells where that is.

    Where it exists in one of the two only, it is that one; else the country where she is. None when it cannot be one.
    """
    digits = ascii_digits(typed)
    read = [
        *_read(digits, dict.fromkeys((country, HOME.get(language, "")))),
        *_read(_TO_ABROAD.sub("+", digits), [""]),  # as most of the world dials it, though Thailand does not
    ]
    return next((each for each in read if each.exists), read[0] if read else None)


def telephone(e164: str) -> Telephone | None:
    """One that was kept."""
    return next(_read(e164, [""]), None)


def _read(digits: str, countries: Iterable[str]) -> Iterator[Telephone]:
    for country in countries:
        try:
            number = phonenumbers.parse(digits, country or None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            yield _described(number)


def _described(number: phonenumbers.PhoneNumber) -> Telephone:
    return Telephone(
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        shown=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
        country=phonenumbers.region_code_for_number(number) or "",
        exists=phonenumbers.is_valid_number(number),
    )
