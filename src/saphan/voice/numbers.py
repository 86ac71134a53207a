"""A telephone number as she types it, in digits of any script. Pure."""

import phonenumbers

from saphan.languages.writing import ascii_digits


class NotRead(ValueError):
    """No number can be made of what was typed. Never carries it."""


def read_number(typed: str, country: str) -> str:
    """E.164 of a number typed in `country` (ISO 3166, two letters), or with its own `+`. Raises NotRead."""
    try:
        number = phonenumbers.parse(ascii_digits(typed), country or None)
    except phonenumbers.NumberParseException:
        raise NotRead from None
    if not phonenumbers.is_possible_number(number):
        raise NotRead
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
