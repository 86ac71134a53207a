"""Which cells hold more voices than their limit allows, in any window? Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log10
from uuid import UUID

import numpy as np

from saphan.verification.signals.counting import Cell, Circumstances, Tally, Unit
from saphan.verification.signals.happenings import Rise, Window
from saphan.verification.signals.model import Model
from saphan.verification.signals.tails import at_least
from saphan.verification.signals.usual import Expected, Usual, expected


@dataclass(frozen=True, slots=True)
class _Look:
    """A cell in one window."""

    cell: Cell
    weeks: int
    voices: int
    usual: Expected


def rises(
    tallies: Mapping[Cell, Tally],
    known: Mapping[Unit, float],
    usual: Usual,
    model: Model,
    circumstances: Circumstances,
    voices: int,
) -> list[Rise]:
    """known: for how many of the past weeks each unit could be heard of. voices: fewer are not looked at."""
    looks = list(_looks(tallies, known, usual, model, circumstances, voices))
    if not looks:
        return []
    counts = np.array([float(look.voices) for look in looks])
    means = np.array([look.usual.mean for look in looks])
    chances = at_least(counts, means, np.array([look.usual.dispersion for look in looks]))
    seen: dict[Cell, list[tuple[Window, Expected]]] = {}
    for look, chance in zip(looks, chances.tolist(), strict=True):
        window = Window(look.weeks, look.voices, look.usual.mean, chance)
        seen.setdefault(look.cell, []).append((window, look.usual))
    limits = model.limits([kind for kind, one in usual.kinds.items() if one.units])
    found = (_rise(cell, windows, tallies[cell], usual, model) for cell, windows in seen.items())
    return [rise for rise in found if rise.score >= limits[rise.cell.unit.kind]]


def _looks(
    tallies: Mapping[Cell, Tally],
    known: Mapping[Unit, float],
    usual: Usual,
    model: Model,
    circumstances: Circumstances,
    voices: int,
) -> Iterable[_Look]:
    of_unit = _voices_before(tallies)
    waited = {weeks: weeks + _waited(usual.week - weeks, circumstances) for weeks in model.windows}
    for cell, one in tallies.items():
        if cell.unit.kind not in model.kinds or len({sighting.cluster for sighting in one.now}) < voices:
            continue
        others = of_unit[cell.unit] - one.before
        kind = usual.kinds[cell.unit.kind]
        for weeks in model.windows:
            count = len(one.voices(usual.week + 1 - weeks))
            if count >= voices:
                what = expected(kind, cell.family, one.before, others, known[cell.unit], waited[weeks])
                yield _Look(cell, weeks, count, what)


def _voices_before(tallies: Mapping[Cell, Tally]) -> Counter[Unit]:
    of_unit: Counter[Unit] = Counter()
    for cell, one in tallies.items():
        of_unit[cell.unit] += one.before
    return of_unit


def _waited(week: int, circumstances: Circumstances) -> int:
    """Weeks of an outage up to this one: who could not reach us then may speak now."""
    weeks = 0
    while week - weeks in circumstances.outages:
        weeks += 1
    return weeks


def _rise(cell: Cell, windows: list[tuple[Window, Expected]], one: Tally, usual: Usual, model: Model) -> Rise:
    best, what = min(windows, key=lambda each: (each[0].chance / model.windows[each[0].weeks], each[0].weeks))
    first = usual.week + 1 - best.weeks
    by_chance = max(best.chance, 1e-300) * usual.kinds[cell.unit.kind].cells / model.windows[best.weeks]
    looked_at = tuple(window for window, _ in windows)
    return Rise(cell, -log10(by_chance), best, looked_at, what, one.voices(first), _about(one, first))


def _about(one: Tally, first: int) -> tuple[UUID, ...]:
    """Respondents, most voices first."""
    spoke = {(sighting.respondent, sighting.cluster) for sighting in one.now if sighting.week >= first}
    count = Counter(respondent for respondent, _ in spoke)
    return tuple(sorted(count, key=lambda respondent: (-count[respondent], respondent)))
