"""What a lead reads of the monitor: the findings of the last month that was judged, of her own desk alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.crowding.judging import OURSELVES, last_judged
from saphan.dialogue.crowding.models import CrowdingFinding, PollReason
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Staff


@dataclass(frozen=True, slots=True)
class Row:
    """A month each: voices, or mandates, in quiet months and in asked ones. Shares in percent; None: too few to say.

    less: how much less than in quiet months; least, most: its interval of 95 %, below nothing where it may be more.
    power: of a hundred workplaces like this, in how many a fall by half would be noticed.
    """

    place: str
    what: str
    verdict: str
    questions: int
    quiet_months: int
    asked_months: int
    quiet_a_month: float
    asked_a_month: float
    less: int | None
    least: int | None
    most: int | None
    power: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """month: its first day; None where none was judged yet."""

    month: date | None
    rows: tuple[Row, ...]


ORDER = ("warn", "paused", "no", "few")


def findings_of(by: Staff) -> Judged:
    with acting_as(OURSELVES):
        month = last_judged()
    with acting_as(by):
        found = list(CrowdingFinding.objects.filter(desk_id=by.desk_id, month=month)) if month else []
    names = {each.organisation_id: network.organisation(each.organisation_id).name for each in found}
    rows = [_row(each, names[each.organisation_id]) for each in found]
    return Judged(month, tuple(sorted(rows, key=lambda row: (ORDER.index(row.verdict), row.place, row.what))))


def reasons_of(by: Staff, poll_id: UUID) -> tuple[tuple[str, date], ...]:
    with acting_as(by):
        return tuple(PollReason.objects.filter(poll_id=poll_id).order_by("on").values_list("text", "on"))


def _row(found: CrowdingFinding, place: str) -> Row:
    return Row(
        place,
        found.what,
        found.verdict,
        found.questions,
        found.quiet_months,
        found.asked_months,
        round(found.quiet / found.quiet_months, 1) if found.quiet_months else 0.0,
        round(found.asked / found.asked_months, 1) if found.asked_months else 0.0,
        _less(found.ratio),
        _less(found.high),
        _less(found.low),
        None if found.power is None else round(100 * found.power),
    )


def _less(ratio: float | None) -> int | None:
    return None if ratio is None else round(100 * (1 - ratio))
