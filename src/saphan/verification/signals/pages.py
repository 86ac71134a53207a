"""What a desk sees of signals: its own voices by week, those of others by month; who stands behind is read anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.network.selectors import organisations, staff_names
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.verification.models import KnownDays, Signal, SignalOutcome
from saphan.verification.policies import may_say_what_it_was, may_see_signal
from saphan.verification.signals.beside import (
    BehindRow,
    Gone,
    IssueLink,
    KnownRow,
    Where,
    gone,
    issues_behind,
    known_beside,
    rows_behind,
    where,
)
from saphan.verification.signals.heard import Heard, voices
from saphan.verification.signals.hearing import hear, known_days
from saphan.verification.signals.precision import Precision, precision
from saphan.verification.signals.raising import behind
from saphan.verification.signals.same import NEWCOMER, PRAISE, RISE, SEASON
from saphan.verification.signals.weeks import week_of

MOST_ROWS = 200
METHODS = (RISE, SEASON, NEWCOMER, PRAISE)
NOBODY = UUID(int=0)
Outcomes = Mapping[UUID, Sequence[SignalOutcome]]


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A line of the list. family: "" where it is of any.

    since: a Monday, or the first of a month where another desk has a part in it.
    """

    id: UUID
    method: str
    family: str
    where: Where
    since: date
    by_month: bool
    voices: int
    expected: float
    outcome: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    outcome: str
    name: str
    on: date
    voices: int


@dataclass(frozen=True, slots=True)
class SignalPage:
    """height: the most voices that ever stood behind it; voices: those that stand now."""

    row: SignalRow
    weeks: int
    height: int
    gone: Gone
    raised_on: date
    behind: tuple[BehindRow, ...]
    issues: tuple[IssueLink, ...]
    known: tuple[KnownRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    may_say: bool

    @property
    def more_since(self) -> int:
        """Voices that came after somebody said what it was."""
        return max(0, self.row.voices - self.outcomes[-1].voices) if self.outcomes else 0


@dataclass(frozen=True, slots=True)
class SignalsPage:
    rows: tuple[SignalRow, ...]
    outages: tuple[KnownRow, ...]
    precision: Precision


def signals(by: Staff) -> SignalsPage:
    """Signals of her pool: those that nobody looked into first, then the latest."""
    with acting_as(by):
        found = [
            row for row in Signal.objects.order_by("-until", "-score", "id")[:MOST_ROWS] if may_see_signal(by, row)
        ]
        outcomes = _outcomes(found)
        own = KnownDays.objects.filter(desk_id=by.desk_id, taken_back_on=None).order_by("-last_day", "id")[:MOST_ROWS]
        outages = _own_outages(own)
    names = _names(found)
    rows = [
        _row(row, by, behind(row, heard), names, outcomes[row.id])
        for method in METHODS
        for its in [[row for row in found if row.method == method]]
        for heard in [_heard(its, method)]
        for row in its
    ]
    rows.sort(key=lambda row: row.outcome != "")
    return SignalsPage(tuple(rows), outages, precision(by.pool_id) if by.pool_id else Precision(0, 0, 0))


def signal(by: Staff, signal_id: UUID) -> SignalPage:
    """Raises NotAllowed, also when there is no such signal."""
    with acting_as(by):
        found = Signal.objects.filter(id=signal_id).first()
        if found is None or not may_see_signal(by, found):
            raise NotAllowed
        outcomes = _outcomes([found])[signal_id]
    with acting_as(System("verification.signal")):
        days = known_days(found.pool_id)
        stands = behind(found, hear(found.pool_id, days, found.respondents, found.began, found.method))
    names = _names([found])
    row = _row(found, by, stands, names, outcomes)
    return SignalPage(
        row=row,
        weeks=week_of(found.until) + 1 - week_of(found.began),
        height=max(found.voices, row.voices),
        gone=gone(found, stands, row.voices),
        raised_on=found.raised_on,
        behind=tuple(rows_behind(found, stands, by.desk_id, names)),
        issues=issues_behind(found, by, stands, names),
        known=known_beside(found, days, stands, by, names),
        outcomes=_named(outcomes),
        may_say=may_say_what_it_was(by, found),
    )


def _own_outages(rows: Iterable[KnownDays]) -> tuple[KnownRow, ...]:
    kept = list(rows)
    cards = organisations({row.organisation_id for row in kept if row.organisation_id})
    names = {id: card.name for id, card in cards.items()}
    return tuple(
        KnownRow(row.id, True, row.why, row.first_day, row.last_day, names.get(row.organisation_id or NOBODY, ""))
        for row in kept
    )


def _heard(found: Sequence[Signal], method: str) -> list[Heard]:
    """What was said about the respondents of these signals, all of one pool and method."""
    if not found:
        return []
    with acting_as(System("verification.signals")):
        about = {each for row in found for each in row.respondents}
        since = min(row.began for row in found)
        return hear(found[0].pool_id, known_days(found[0].pool_id), about, since, method)


def _outcomes(found: Sequence[Signal]) -> Outcomes:
    """Of each signal all that was said of it, oldest first."""
    said: dict[UUID, list[SignalOutcome]] = defaultdict(list)
    for row in SignalOutcome.objects.filter(signal_id__in=[one.id for one in found]).order_by("id"):
        said[row.signal_id].append(row)
    return said


def _named(outcomes: Sequence[SignalOutcome]) -> tuple[OutcomeRow, ...]:
    names = staff_names({row.by for row in outcomes})
    return tuple(OutcomeRow(row.outcome, names.get(row.by, ""), row.on, row.voices) for row in outcomes)


def _names(found: Sequence[Signal]) -> dict[UUID, str]:
    ids = {each for row in found for each in row.respondents}
    ids |= {UUID(row.unit_id) for row in found if row.unit_kind not in ("province", "pool")}
    return {id: card.name for id, card in organisations(ids).items()}


def _row(
    found: Signal, by: Staff, stands: Sequence[Heard], names: Mapping[UUID, str], outcomes: Sequence[SignalOutcome]
) -> SignalRow:
    by_month = any(one.desk_id != by.desk_id for one in stands)
    return SignalRow(
        id=found.id,
        method=found.method,
        family=found.family,
        where=where(found, names),
        since=found.began.replace(day=1) if by_month else found.began,
        by_month=by_month,
        voices=len(voices(stands)),
        expected=found.expected,
        outcome=outcomes[-1].outcome if outcomes else "",
    )
