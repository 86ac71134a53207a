"""Who is on duty: weekly stretches in a desk's own time zone, turned into moments. Pure.

A stretch that passes midnight is kept as two rows, `18:00 to the end of Friday` and `00:00 to 06:00 on Saturday`;
they are joined here, so that "on duty until 06:00" is said at 23:00.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

END_OF_DAY = time.max
"""How midnight at the end of a day is written, because a time of day cannot say 24:00."""

DAYS_AHEAD = 8  # a weekly stretch comes round within seven days, and one more for its clock change
DAYS_OF_THE_WEEK = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """One weekly row: weekday 0 is Monday, `opens` and `closes` are local times of that day."""

    staff_id: UUID
    name: str
    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Span:
    """One person on duty from one moment to another (UTC), `until` not included."""

    staff_id: UUID
    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class DutyNow:
    """Who is on duty and until when; or nobody (`name` is empty) and when somebody will be, if anybody ever is."""

    name: str
    until: datetime | None
    next_at: datetime | None


def duty_now(stretches: Iterable[Stretch], zone: ZoneInfo, now: datetime, days_off: Collection[date] = ()) -> DutyNow:
    """What can honestly be said at `now`. Of several people, the one who stays longest."""
    spans = spans_around(stretches, zone, now, days_off)
    here = [span for span in spans if span.since <= now < span.until]
    if here:
        longest = max(here, key=lambda span: (span.until, span.name))
        return DutyNow(longest.name, longest.until, None)
    return DutyNow("", None, min((span.since for span in spans if span.since > now), default=None))


def on_duty(stretches: Iterable[Stretch], zone: ZoneInfo, now: datetime, days_off: Collection[date] = ()) -> list[UUID]:
    """Ids of everybody on duty at `now`."""
    spans = spans_around(stretches, zone, now, days_off)
    return sorted({span.staff_id for span in spans if span.since <= now < span.until})


def spans_around(
    stretches: Iterable[Stretch], zone: ZoneInfo, now: datetime, days_off: Collection[date] = ()
) -> list[Span]:
    """Every span from the day before `now` to a week after it, the two halves of a night joined.

    days_off: local days on which nobody is there, whatever the week says. After them it goes on, until every day of
    the week has come round once.
    """
    rows = list(stretches)
    days = list(_days(now.astimezone(zone).date(), frozenset(days_off)))
    spans = [_span(row, day, zone) for day in days for row in rows if row.weekday == day.weekday()]
    return list(_joined(sorted(spans, key=lambda span: (span.staff_id, span.since))))


def _days(today: date, days_off: Collection[date]) -> Iterator[date]:
    day, to_come = today - timedelta(days=1), set(range(DAYS_OF_THE_WEEK))
    while to_come or day <= today + timedelta(days=DAYS_AHEAD):
        if day not in days_off:
            yield day
            to_come -= {day.weekday()} if day > today else set()
        day += timedelta(days=1)


def gaps(stretches: Iterable[Stretch]) -> list[tuple[int, time, time]]:
    """Weekday, from and until: every stretch of the week in which nobody is on duty."""
    rows = list(stretches)
    return [gap for weekday in range(7) for gap in _gaps_of(weekday, [row for row in rows if row.weekday == weekday])]


def _gaps_of(weekday: int, rows: list[Stretch]) -> Iterator[tuple[int, time, time]]:
    covered = time()
    for row in sorted(rows, key=lambda row: row.opens):
        if row.opens > covered:
            yield weekday, covered, row.opens
        covered = max(covered, row.closes)
    if covered < END_OF_DAY:
        yield weekday, covered, END_OF_DAY


def in_rows(opens: time, closes: time, weekday: int) -> list[tuple[int, time, time]]:
    """The rows that keep a stretch: one, or two when it passes midnight. `closes` 00:00 is the end of the day."""
    end = END_OF_DAY if closes >= time(23, 59) or closes == time() else closes
    if opens < end:
        return [(weekday, opens, end)]
    return [(weekday, opens, END_OF_DAY), ((weekday + 1) % 7, time(), end)]


def _span(row: Stretch, day: date, zone: ZoneInfo) -> Span:
    ends_next_day = row.closes == END_OF_DAY
    closes = datetime.combine(day + timedelta(days=1), time()) if ends_next_day else datetime.combine(day, row.closes)
    return Span(row.staff_id, row.name, _moment(datetime.combine(day, row.opens), zone), _moment(closes, zone))


def _moment(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last and span.staff_id == last.staff_id and span.since <= last.until:
            last = Span(last.staff_id, last.name, last.since, max(last.until, span.until))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
