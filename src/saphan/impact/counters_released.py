"""The five counters of a month as they may be read: what is told together is attacked together, then rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypedDict

from saphan.impact import counting
from saphan.impact.counting import Figure
from saphan.impact.models import Publication, ReleaseGround
from saphan.impact.releases.services import secret
from saphan.release import nested, noise
from saphan.release.public import Released

APART: Final = (counting.CONTACTS, counting.CASES, counting.ISSUES)  # of what each counts no other counts a part
AFFECTED: Final = (counting.REPORTED, counting.VERIFIED, counting.REMEDIED)
FIGURES_OF_MONEY: Final = 2  # that are not noughts


class Shown(TypedDict):
    """One released figure: the value, with about how many behind it, and on which day it was last let out."""

    value: int
    behind: int
    on: str


@dataclass(frozen=True, slots=True)
class LetOut:
    """values: for everybody; None: not shown. ground: true values and numbers, for the releasing task alone.

    held: the attack for which figures stand as they were; "" for none.
    """

    values: dict[str, Shown | None]
    ground: dict[str, Shown]
    held: str


def let_out(figures: Mapping[str, Figure], last: Publication | None, day: date) -> LetOut:
    """As System. day: from which on it is read."""
    return released(figures, _ground(last), dict(last.values) if last else {}, day, secret())


def released(
    figures: Mapping[str, Figure],
    ground: Mapping[str, Shown],
    former: Mapping[str, Shown | None],
    day: date,
    secret: bytes,
) -> LetOut:
    """Pure. ground, former: what was let out last, as it truly was and as it was read."""
    names = sorted({*APART, *AFFECTED, *figures, *former})
    counts = {name: figures[name].behind if name in figures else 0 for name in names}
    before = {name: Released(one["behind"], date.fromisoformat(one["on"])) for name, one in ground.items()}
    held, shown = "", dict[str, Released]()
    for family in (*((name,) for name in APART), tuple(name for name in names if name not in APART)):
        chain = nested.next_chain(
            {name: counts[name] for name in family},
            within(family),
            {name: before[name] for name in family if name in before},
            day,
        )
        shown.update(chain.shown)
        held = held or chain.held
    moved = {name for name, one in shown.items() if one != before.get(name)}
    values: dict[str, Shown | None] = {
        name: _read(name, figures[name], shown[name], secret)
        if name in moved
        else former.get(name)
        if name in shown
        else None
        for name in names
    }
    kept = {name: _true(figures[name], shown[name]) if name in moved else ground[name] for name in shown}
    return LetOut(values, {**{name: one for name, one in ground.items() if name not in kept}, **kept}, held)


def within(names: tuple[str, ...]) -> dict[str, str]:
    """Of each figure the one in which its people are counted too."""
    money = [name for name in names if name.startswith(counting.MONEY)]
    chain = {counting.VERIFIED: counting.REPORTED, counting.REMEDIED: counting.VERIFIED}
    return {name: outer for name, outer in chain.items() if name in names} | dict.fromkeys(money, counting.REMEDIED)


def _read(name: str, figure: Figure, released: Released, secret: bytes) -> Shown:
    behind = noise.about(figure.behind, secret)
    value = _two_figures(figure.value) if name.startswith(counting.MONEY) else noise.about(figure.value, secret)
    return Shown(value=value, behind=behind, on=released.on.isoformat())


def _true(figure: Figure, released: Released) -> Shown:
    return Shown(value=figure.value, behind=figure.behind, on=released.on.isoformat())


def _two_figures(amount: int) -> int:
    """A sum of money that is known to the last unit can be the one of one employer."""
    step = int(10 ** max(len(str(amount)) - FIGURES_OF_MONEY, 0))
    return (amount + step // 2) // step * step


def _ground(last: Publication | None) -> dict[str, Shown]:
    """Of a publication from before there was any: what was read was true."""
    if last is None:
        return {}
    row = ReleaseGround.objects.filter(release_id=last.id).first()
    found: dict[str, Any] = row.counts if row else {name: one for name, one in last.values.items() if one}
    return dict(found)
