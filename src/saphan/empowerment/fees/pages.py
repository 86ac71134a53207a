"""What the pages of fees show of one corridor: figures, in words that the reader's country uses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework.fees.seen import ASKED
from saphan.casework.fees.selectors import FeeKept, fees_on
from saphan.empowerment.fees.drawing import Row, rows_of
from saphan.empowerment.fees.fee_statistics import AMOUNTS, Figures, Seen, Spread, figures
from saphan.network.naming import country_name
from saphan.network.selectors import canonical, read_as
from saphan.standards.corridors import Corridor, corridors
from saphan.standards.rates import MONEY_OF, Rate, from_usd, rate, to_usd
from saphan.store import clock

HERS = frozenset({"worker", "family", "loan", "deducted"})  # whose pocket it came out of
NAMED = frozenset({"recruiter", "sub_agent"})  # an employer is not named to the public
WORDS: dict[str, str | Promise] = {
    "worker": _("What workers say they paid"),
    "receipt": _("What receipts say"),
    "cap": _("What the law allowed"),
    "employer": _("What employers say they paid"),
    "asked": _("What was asked, not paid yet"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One corridor to choose."""

    key: str
    origin: str
    destination: str


@dataclass(frozen=True, slots=True)
class CorridorPage:
    """rows: each amount, drawn on one scale. money: of the country of origin; in_money: the median in it."""

    way: Way
    figures: Figures
    rows: tuple[Row, ...]
    years: tuple[Row, ...]
    recruiters: tuple[tuple[str, Spread], ...]
    money: str
    in_money: Decimal | None
    wage: Decimal | None
    rates: tuple[Rate, ...]
    today: date

    @property
    def said(self) -> Spread | None:
        return self.figures.by_amount["worker"]


def ways() -> tuple[Way, ...]:
    """Every corridor of which something is written, by name."""
    return tuple(sorted(map(_way, corridors().values()), key=lambda way: (way.origin, way.destination)))


def corridor_page(key: str) -> CorridorPage | None:
    """None where nothing is written about this corridor."""
    there = corridors().get(key)
    if there is None:
        return None
    today = clock.today()
    kept = fees_on(there.origin, there.destination)
    wage = _wage(there, today)
    found = figures(_seen(kept), today, wage)
    money = MONEY_OF.get(there.origin, "USD")
    said = found.by_amount["worker"]
    drawn = {**{amount: found.by_amount[amount] for amount in AMOUNTS}, "asked": found.asked}
    return CorridorPage(
        way=_way(there),
        figures=found,
        rows=rows_of([(WORDS[name], one) for name, one in drawn.items()]),
        years=rows_of([(str(year), one) for year, one in found.by_year]),
        recruiters=tuple(_named(found.by_recruiter)),
        money=money,
        in_money=_as_said(said.median, money, today) if said else None,
        wage=wage,
        rates=tuple(one for code in dict.fromkeys((money, there.wages.currency)) if (one := rate(code, today))),
        today=today,
    )


def _way(there: Corridor) -> Way:
    return Way(there.key, country_name(there.origin), country_name(there.destination))


def _seen(kept: Iterable[FeeKept]) -> Iterator[Seen]:
    """In dollars of the year; what came out of nobody's pocket but the employer's is not what a worker paid.

    Organisations that were merged are one; those that are not named to the public are none.
    """
    told = tuple(kept)
    roots = canonical(fee.organisation_id for fee in told if fee.organisation_id)
    named_ones = {each for each, card in read_as(set(roots.values())).items() if card.kind in NAMED}
    for fee in told:
        amounts = {name: getattr(fee, name) for name in AMOUNTS if getattr(fee, name) is not None}
        if fee.payer not in HERS:
            amounts.pop("worker", None)
        in_dollars = {name: to_usd(amount, fee.currency, fee.paid_on) for name, amount in amounts.items()}
        dollars = {name: amount for name, amount in in_dollars.items() if amount is not None}
        year, paid = fee.paid_on.year, fee.source != ASKED
        if dollars:
            root = roots[fee.organisation_id] if fee.organisation_id else None
            named = root if root in named_ones else None
            yield Seen(fee.person, named, fee.line, year, fee.recorded_on, paid, dollars)


def _wage(there: Corridor, today: date) -> Decimal | None:
    """Dollars of a month at the lowest minimum wage that is in force there."""
    known = [each.a_month for each in there.wages.in_force("", today)]
    return to_usd(min(known), there.wages.currency, today) if known else None


def _as_said(dollars: Decimal, money: str, today: date) -> Decimal | None:
    """In money of her country, to two figures: a rate of a year knows no more."""
    whole = from_usd(dollars, money, today)
    if whole is None:
        return None
    step = Decimal(10) ** max(len(str(int(whole))) - 2, 0)
    return (whole / step).quantize(Decimal(1)) * step


def _named(found: Iterable[tuple[UUID, Spread]]) -> Iterator[tuple[str, Spread]]:
    listed = tuple(found)
    cards = read_as(organisation_id for organisation_id, _ in listed)
    for organisation_id, one in listed:
        card = cards.get(organisation_id)
        if card is not None and card.kind in NAMED:
            yield card.name, one
