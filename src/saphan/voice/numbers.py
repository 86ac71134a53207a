"""A telephone number as she types it, in digits of any script. Pure."""

from saphan.languages.telephones import read_telephone


class NotRead(ValueError):
    """No number can be made of what was typed. Never carries it."""


def read_number(typed: str, country: str, language: str = "") -> str:
    """E.164 of a number typed in `country` (ISO 3166, two letters), with its own `+`, or as at home. Raises NotRead.

    language: hers, if it is known; a number that exists only where that is at home is one of there.
    """
    read = read_telephone(typed, country, language)
    if read is None:
        raise NotRead
    return read.e164
