"""Names of countries and languages in the reader's language, from CLDR."""

from functools import cache

from django.utils.translation import get_language

from saphan.languages import cldr
from saphan.languages.catalogue import LANGUAGES

CODES = (*(one.code for one in LANGUAGES), "si", "zh")
"""Languages that desks, staff and workforce groups are described with; any other code may be stored too."""


def country_choices() -> list[tuple[str, str]]:
    """ISO 3166 code and name, by name."""
    return _countries(_reader())


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in CODES]


def country_name(code: str) -> str:
    return dict(_countries(_reader())).get(code, code)


def language_name(code: str) -> str:
    """The code itself where CLDR has no name."""
    return cldr.language_name(code, _reader())


def _reader() -> str:
    return (get_language() or "en").split("-")[0]


@cache
def _countries(reader: str) -> list[tuple[str, str]]:
    names = cldr.locale(reader).territories
    real = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _NOT_ONE]
    return sorted(real, key=lambda one: one[1])


_NOT_ONE = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
