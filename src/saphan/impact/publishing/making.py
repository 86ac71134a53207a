"""What one edition tells: a web of numbers through the engine, beside what was told before and what others tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saphan.impact.indicators.catalogue import Catalogue
from saphan.impact.indicators.folding import Cell, Sums
from saphan.impact.publishing import parts
from saphan.impact.publishing.elsewhere import Elsewhere, beside
from saphan.impact.publishing.figures import Told
from saphan.impact.publishing.periods import Periods
from saphan.impact.publishing.weaving import Woven, weave
from saphan.impact.releases.services import secret
from saphan.release import linked
from saphan.release.linked import Stands

Ground = dict[str, tuple[Stands, int]]
"""Of each number that was ever told, by its name: how it stands, and what is read."""


@dataclass(frozen=True, slots=True)
class Made:
    """What leaves. told: by name, what is read. wanted, shown: how many numbers. ground: for the next edition."""

    told: Told
    periods: Periods
    wanted: int
    shown: int
    ground: Ground
    epsilon: Decimal | None = None


def woven(
    tally: Mapping[Cell, Sums], known: Catalogue, month: date, former: Ground, others: Iterable[Elsewhere] = ()
) -> Made:
    """Raises `kept_in.GivesAway` where an attack on it succeeds."""
    web = beside(weave(tally, known, month), others)
    now = _let_out(web, former, known)
    told = {name: read for name, (stands, read) in now.items() if stands.shown}
    wanted = sum(number.wanted for number in web.web.numbers.values())
    shown = len({web.first.get(name, name) for name in told})
    return Made(told, web.periods, wanted, shown, now)


def _let_out(woven: Woven, former: Ground, known: Catalogue) -> Ground:
    """Through the engine; what a number reads stays as long as it stands."""
    before = woven.before({name: stands for name, (stands, _) in former.items()})
    found = linked.let_out(woven.web, before)
    linked.withstand(woven.web, before, found)
    now = woven.under_every_name(found)
    key, rough = secret(), {one.id for one in known.indicators if parts.is_amount(one)}
    let_out: Ground = {}
    for name, stands in now.items():
        last = former.get(name)
        if last and (last[0].value, last[0].subjects) == (stands.value, stands.subjects):
            let_out[name] = stands, last[1]
        else:
            first = woven.first.get(name, name)
            amount = name.partition(".")[0] in rough and f".{parts.BEHIND}|" not in name
            let_out[name] = stands, linked.rounded(first, stands.value, key, amount)
    return let_out
