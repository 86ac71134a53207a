"""What she paid them in all, as she says it in her review: a sum and a way, or nothing. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from saphan.empowerment.offers.places import DESTINATIONS, ORIGINS
from saphan.empowerment.sums import read_sum
from saphan.languages.amounts.reading import Amount
from saphan.languages.homes import HOME

FEE: Final = "fee"
MONEY: Final = "money"
WAY: Final = ("origin", "destination")
_KNOWN: Final = dict(zip(WAY, (ORIGINS, DESTINATIONS), strict=True))


class WhereFrom(ValueError):
    """A sum, and not from where to where: it cannot be set beside what others paid."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """origin, destination: ISO 3166-1 alpha-2."""

    paid: Amount
    origin: str
    destination: str


def read_fee(sent: Mapping[str, str], language: str) -> Amount | None:
    """None where she named no sum. Raises NotRead, WhichMoney."""
    typed = sent.get(FEE, "").strip()
    if not typed:
        return None
    home = HOME.get(language)
    return read_sum(typed, sent.get(MONEY, ""), language, home, home)


def read_claimed(sent: Mapping[str, str], language: str) -> Claimed | None:
    """None where she named no sum, or does not want to say where she went. Raises NotRead, WhichMoney, WhereFrom."""
    paid = read_fee(sent, language)
    if paid is None or not any(name in sent for name in WAY):
        return None
    way = {name: sent.get(name, "") for name in WAY}
    if any(way[name] not in codes for name, codes in _KNOWN.items()):
        raise WhereFrom
    return Claimed(paid, **way)
