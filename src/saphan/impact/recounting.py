"""Indicators, folded day by day from the facts of ended days, or recounted from the first fact; both give the same.

Only ended days: facts carry no time of day, and no figure shall move in the hour in which somebody spoke.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from uuid import UUID

from saphan.impact import keeping
from saphan.impact.facts import Said
from saphan.impact.indicators.catalogue import Catalogue, catalogue
from saphan.impact.indicators.folding import Tally, change, new_tally, rebuild, settled
from saphan.impact.indicators.marking import Reader
from saphan.impact.indicators.values import Value, last_of_month, values
from saphan.impact.models import FoldedUntil, SubjectState, TallyCell
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import System
from saphan.store.writing import insert_unless_there
from saphan.vault.models import Fact

NIGHT = timedelta(hours=1)  # for transactions that began before midnight
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recounted:
    """facts: read. subjects: of which something is kept. cells: of the tally. differed: that stood otherwise before."""

    facts: int
    subjects: int
    cells: int
    differed: int


def fold_ended_days() -> int:
    """Fold every ended day that is not folded yet; returns how many facts. For the sweep.

    Where the catalogue is another one, or facts of folded days have come since, everything is recounted.
    """
    with acting_as(System("impact.fold_ended_days")) as moment:
        known, last = catalogue(), _last_ended(moment)
        if FoldedUntil.objects.filter(day__gte=last, digest=known.digest).exists():
            return 0
        until = _locked()
        if until.digest != known.digest or _read(known, until.day) != until.facts:
            return _recount(until, known, last).facts
        done = sum(_fold_day(day, known) for day in _days(known, until.day, last))
        _note(until, known, last, until.facts + done)
    return done


def recount() -> Recounted:
    """Everything from the first fact, in one transaction; the same numbers as day by day."""
    with acting_as(System("impact.recount")) as moment:
        return _recount(_locked(), catalogue(), _last_ended(moment))


def forget(subject: UUID) -> None:
    """For `vault.shredding`: nothing is to be taken away. What stands of a subject are codes, as its facts are, and the
    fact that says that it was deleted takes them back when its day is folded.
    """


def figures(until: date, cohorts: Iterable[date] | None = None) -> Mapping[tuple[str, str], Value]:
    """As of the end of a month, by indicator and code. For those who release; nothing of it may leave as it is.

    until: any day of that month. cohorts: firsts of months; only of what began in them. In a month that still runs, it
    is asked who waits on the last day that was folded.
    """
    with acting_as(System("impact.figures")):
        folded = FoldedUntil.objects.values_list("day", flat=True).first() or until
        as_of = min(last_of_month(until), folded)
        return values(keeping.kept_tally(until), catalogue(), until, cohorts, as_of)


def figures_as_of(day: date) -> Mapping[tuple[str, str], Value]:
    """As of the end of any day, read from the facts anew; nothing is written."""
    with acting_as(System("impact.figures_as_of")):
        known, tally = catalogue(), new_tally()
        for _ in rebuild(keeping.facts(known.kinds, until=day), known, tally):
            pass
        return values(tally, known, day, as_of=day)


def _locked() -> FoldedUntil:
    insert_unless_there(FoldedUntil(id=1, day=date.min, digest="", facts=0))
    return FoldedUntil.objects.select_for_update().get(id=1)


def _last_ended(moment: Moment) -> date:
    return (moment.now - NIGHT).date() - DAY


def _read(known: Catalogue, until: date) -> int:
    return Fact.objects.filter(kind__in=known.kinds, on__lte=until).count()


def _days(known: Catalogue, after: date, last: date) -> list[date]:
    rows = Fact.objects.filter(kind__in=known.kinds, on__gt=after, on__lte=last).order_by("on")
    return list(rows.values_list("on", flat=True).distinct())


def _note(until: FoldedUntil, known: Catalogue, day: date, facts: int) -> None:
    until.day, until.digest, until.facts = day, known.digest, facts
    until.save(update_fields=["day", "digest", "facts"])


def _fold_day(day: date, known: Catalogue) -> int:
    """One day's facts, some subjects at a time; returns how many facts."""
    tally, done = new_tally(), 0
    by_subject = groupby(keeping.facts(known.kinds, until=day, since=day), lambda said: said.subject)
    told = ((subject, list(some)) for subject, some in by_subject)
    while some := dict(islice(told, keeping.BATCH)):
        _fold_some(some, known, tally)
        done += sum(map(len, some.values()))
    keeping.add_to_tally(tally)
    return done


def _fold_some(told: Mapping[UUID, list[Said]], known: Catalogue, tally: Tally) -> None:
    before, reads = keeping.states_of(told.keys()), Reader(known)
    changed = {subject: change(tally, before.get(subject), some, known, reads) for subject, some in told.items()}
    states = {subject: state for subject, state in changed.items() if state is not None}
    keeping.keep_states(states, known=before.keys())


def _recount(until: FoldedUntil, known: Catalogue, last: date) -> Recounted:
    former = keeping.kept_tally()
    TallyCell.objects.all().delete()
    SubjectState.objects.all().delete()
    tally, subjects = new_tally(), 0
    states = rebuild(keeping.facts(known.kinds, until=last), known, tally)
    while some := dict(islice(states, keeping.BATCH)):
        keeping.keep_states(some)
        subjects += len(some)
    keeping.keep_tally(settled(tally))
    read = _read(known, last)
    _note(until, known, last, read)
    differed = sum(former.get(cell) != tally.get(cell) for cell in former.keys() | tally.keys())
    return Recounted(read, subjects, len(tally), differed)
