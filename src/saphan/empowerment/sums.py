"""A sum of money as somebody typed it into one of our forms: in her digits, her words, or of whose money? Pure."""

from saphan.languages.amounts.reading import Amount, read_amount
from saphan.languages.homes import HOME

LONGEST = 120


class NotRead(ValueError):
    """Not a number, or not one that anybody can work or pay."""


class WhichMoney(ValueError):
    """It may be money of more than one country."""

    def __init__(self, among: tuple[Amount, ...]) -> None:
        super().__init__()
        self.among = among


def read_sum(typed: str, chosen: str, language: str, country: str | None, home: str | None) -> Amount:
    """In digits of any script, and words of the page's language or of those of `home`, where she comes from.

    chosen: the money that she picked, where it was asked. country: whose money is likeliest meant. Raises NotRead,
    WhichMoney.
    """
    typed = typed[:LONGEST]
    reading = read_amount(typed, language, country)
    if reading.ask and (in_hers := read_amount(typed, _language_of(home), country)).said:
        reading = in_hers
    if reading.said:
        return reading.said
    picked = next((each for each in reading.among if each.currency == chosen), None)
    if picked:
        return picked
    if reading.among:
        raise WhichMoney(reading.among)
    raise NotRead


def _language_of(home: str | None) -> str:
    """What people speak there; "" where that is not known here."""
    return next((language for language, country in HOME.items() if country == home), "")
