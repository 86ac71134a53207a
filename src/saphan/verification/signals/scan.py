"""Is something emerging where little is heard? A scan over units and families of kinds, on independent voices. Pure.

For each unit (workplace, recruiter, sub-agent, province, chain) and family the voices of the last 1, 2 and 4 weeks are
set against what is usual there (usual.py). The chance of as many or more is a negative binomial's. Times the number of
such cells, over the window's part of the budget, it says how many would be as unlikely by chance; the score is its
-log10. The limits are calibrated by simulation (model.py). One happening is said once (happenings.py), and not again
for four weeks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from saphan.verification.signals.counting import AS_EVER, Cell, Circumstances, Sighting, Tally, Unit, tally
from saphan.verification.signals.happenings import Rise, Window, best_said, happenings
from saphan.verification.signals.model import DEFAULT, Model
from saphan.verification.signals.rising import rises
from saphan.verification.signals.usual import Usual, fit, weeks_known

__all__ = [
    *("Cell", "Circumstances", "Found", "Raised", "Sighting", "Unit", "Usual", "Window"),
    *("scan", "scan_around", "usual"),
]

Units = Mapping[UUID, frozenset[Unit]]


@dataclass(frozen=True, slots=True)
class Found:
    """More independent voices than usual. weeks: the window in which it is least likely; windows: all that were looked
    at and had enough voices. expected: voices that would be usual in it. score: -log10 of how many cells of this kind
    would stand out as much by chance in one scan. respondents: about whom it was said, most voices first.
    clusters: who said it. others: cells that see the same.
    """

    unit: Unit
    family: str
    weeks: int
    voices: int
    expected: float
    score: float
    respondents: tuple[UUID, ...]
    clusters: frozenset[UUID]
    windows: tuple[Window, ...]
    others: tuple[Cell, ...]

    @property
    def cell(self) -> Cell:
        return Cell(self.unit, self.family)


@dataclass(frozen=True, slots=True)
class Raised:
    """What was said before. cells: its own and the others; clusters: its voices."""

    week: int
    cells: frozenset[Cell]
    clusters: frozenset[UUID]


def scan(
    sightings: Iterable[Sighting],
    units_of: Units,
    week: int,
    model: Model = DEFAULT,
    circumstances: Circumstances = AS_EVER,
    raised: Iterable[Raised] = (),
) -> list[Found]:
    """All that is new in `week`, highest score first; nothing while less than `model.past_least` weeks are past.

    sightings: of all respondents, in any order; those after `week` are not looked at. units_of: every respondent, also
    those of whom nothing was said.
    """
    counted = _count(sightings, units_of, week, model, circumstances)
    if counted is None:
        return []
    over = rises(counted.tallies, counted.known, counted.usual(model), model, circumstances, model.voices)
    return _new(over, units_of, week, model, raised)


def usual(
    sightings: Iterable[Sighting],
    units_of: Units,
    week: int,
    model: Model = DEFAULT,
    circumstances: Circumstances = AS_EVER,
) -> Usual | None:
    """What is usual in `week`, for `scan_around`; None while too little is past. Arguments as those of `scan`."""
    counted = _count(sightings, units_of, week, model, circumstances)
    return counted.usual(model) if counted else None


def scan_around(
    respondent: UUID,
    sightings: Iterable[Sighting],
    units_of: Units,
    usual: Usual,
    model: Model = DEFAULT,
    circumstances: Circumstances = AS_EVER,
    raised: Iterable[Raised] = (),
    severe: bool = False,
) -> list[Found]:
    """What is new in the units of one respondent, in the week for which `usual` was fitted.

    sightings: at least those of all respondents with a unit in common with this one, and so units_of. severe: a severe
    concern just came: fewer voices are enough, and what was raised before may be raised again.
    """
    own = units_of.get(respondent, frozenset())
    near = {one: units & own for one, units in units_of.items() if units & own}
    about = tuple(one for one in sightings if one.respondent in near)
    tallies = tally(about, near, usual.past, _recent(usual.week, model), circumstances)
    known = weeks_known(near, usual.past, circumstances)
    over = rises(tallies, known, usual, model, circumstances, model.voices_severe if severe else model.voices)
    return _new(over, near, usual.week, model, () if severe else raised)


def _recent(week: int, model: Model) -> range:
    return range(week + 1 - max(model.windows), week + 1)


@dataclass(frozen=True, slots=True)
class _Counted:
    tallies: Mapping[Cell, Tally]
    known: Mapping[Unit, float]
    past: range
    recent: range

    def usual(self, model: Model) -> Usual:
        return fit(self.tallies, self.known, self.past, self.recent, model.damping_voices)


def _count(
    sightings: Iterable[Sighting], units_of: Units, week: int, model: Model, circumstances: Circumstances
) -> _Counted | None:
    """None while too little is past."""
    heard, recent = tuple(sightings), _recent(week, model)
    began = min((one.week for one in heard), default=week)
    past = range(max(began, recent.start - model.past), recent.start)
    if len(frozenset(past) - circumstances.outages) < model.past_least:
        return None
    tallies = tally(heard, units_of, past, recent, circumstances)
    return _Counted(tallies, weeks_known(units_of, past, circumstances), past, recent)


def _new(over: Sequence[Rise], units_of: Units, week: int, model: Model, raised: Iterable[Raised]) -> list[Found]:
    sizes = Counter(unit for units in units_of.values() for unit in units)
    found = [_said(group, best_said(group, sizes, model.explained_chance)) for group in happenings(over)]
    lately = [one for one in raised if week - model.quiet_after < one.week <= week]
    new = (one for one in found if not any(_is_known(one, before) for before in lately))
    return sorted(new, key=lambda one: (-one.score, one.cell))


def _said(group: list[Rise], best: Rise) -> Found:
    return Found(
        best.cell.unit,
        best.cell.family,
        best.best.weeks,
        best.best.voices,
        best.best.expected,
        best.score,
        best.respondents,
        best.clusters,
        best.windows,
        tuple(one.cell for one in group if one is not best),
    )


def _is_known(found: Found, before: Raised) -> bool:
    """The same cell was raised, or most of its voices were heard in what was."""
    return found.cell in before.cells or 2 * len(found.clusters & before.clusters) > len(found.clusters)
