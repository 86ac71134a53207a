"""Names of countries and languages in the reader's language, from CLDR."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

LANGUAGES = ("my", "th", "km", "ne", "en", "lo", "vi", "id", "fil", "hi", "bn", "si", "zh", "ms", "shn", "ksw", "mnw")
"""Languages that desks, staff and workforce groups are described with; any other code may be stored too."""


def country_choices() -> list[tuple[str, str]]:
    """ISO 3166 code and name, by name."""
    return _countries(_reader())


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in LANGUAGES]


def country_name(code: str) -> str:
    return dict(_countries(_reader())).get(code, code)


def language_name(code: str) -> str:
    """The code itself where CLDR has no name."""
    own, english = Locale.parse(_reader()).languages, Locale.parse("en").languages
    return str(own.get(code) or english.get(code, code))


def _reader() -> str:
    return (get_language() or "en").split("-")[0]


@cache
def _countries(reader: str) -> list[tuple[str, str]]:
    names = Locale.parse(reader).territories
    real = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _NOT_ONE]
    return sorted(real, key=lambda one: one[1])


_NOT_ONE = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
