"""Looking at a pool and keeping what is seen: one happening is one signal, renewed and not doubled (docs/adr/0047)."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from saphan.network.selectors import desks_of_pool, verifiers_or_leads
from saphan.network.services import notify
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import System
from saphan.store.clock import today
from saphan.store.tasks import defer
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.verification.models import Issue, Signal, SignalOutcome, Watch
from saphan.verification.signals import more, rises
from saphan.verification.signals.counting import Sighting, Unit
from saphan.verification.signals.heard import Heard, among, voices
from saphan.verification.signals.hearing import all_respondents, hear, known_days, units_of
from saphan.verification.signals.known import Known
from saphan.verification.signals.rises import Ground
from saphan.verification.signals.same import PRAISE, QUIET, Raised, Seen, same_as
from saphan.verification.signals.seasons import rises_and_seasons
from saphan.verification.signals.weeks import monday_of, week_of

STILL_OPEN = ("false", "unclear")  # after which more voices ring again


def set_going() -> None:
    """Each minute: once a day the nightly look at every pool that anybody was heard in.

    Before it everything is counted anew: what was learned of a story since it was gathered may make two voices one.
    """
    with acting_as(System("verification.set_going")) as moment:
        for pool_id in pools_that_wait(moment):
            Watch.objects.update_or_create(pool_id=pool_id, defaults={"on": moment.day})
            defer("verification.recount", in_line="verification.recount", pool_id=pool_id)
            defer("verification.look_for_signals", pool_id=pool_id)


def pools_that_wait(moment: Moment) -> list[UUID]:
    """Those with an issue that were not looked at today."""
    done = Watch.objects.filter(on__gte=moment.day).values("pool_id")
    return list(
        Issue.objects.exclude(pool_id__in=done).values_list("pool_id", flat=True).order_by("pool_id").distinct()
    )


def look(pool_id: UUID) -> None:
    """All that is emerging in a pool now; safe to run again."""
    with acting_as(System("verification.look_for_signals")) as moment:
        one_at_a_time(pool_id)
        days = known_days(pool_id)
        heard = hear(pool_id, days)
        ground = _ground(pool_id, heard, days, all_respondents({one.respondent for one in heard}))
        usual = rises.written(rises.what_is_usual(ground))
        Watch.objects.update_or_create(pool_id=pool_id, defaults={"on": moment.day, "usual": usual})
        seen = [*rises_and_seasons(ground), *more.new_names(ground, heard)]
        keep(pool_id, seen, heard)
        praise = hear(pool_id, days, method=PRAISE)
        keep(pool_id, more.praise_in_a_burst(ground, praise), praise)


def look_around(pool_id: UUID, respondent_id: UUID) -> None:
    """At once, after something severe: what stands in the units of this respondent."""
    with acting_as(System("verification.look_around")) as moment:
        one_at_a_time(pool_id)
        kept = Watch.objects.filter(pool_id=pool_id).values_list("usual", flat=True).first() or {}
        usual = rises.read(kept, week_of(moment.day))
        units = units_of(all_respondents({respondent_id}))
        near = {one for one, its in units.items() if its & units.get(respondent_id, frozenset())}
        days = known_days(pool_id)
        heard = hear(pool_id, days, near if usual else None)
        ground = _ground(pool_id, heard, days, units)
        usual = usual or rises.what_is_usual(ground)
        if usual is not None:
            keep(pool_id, rises.rises_around(respondent_id, ground, usual), heard)


def _ground(pool_id: UUID, heard: Iterable[Heard], days: Known, respondents: Collection[UUID]) -> Ground:
    return Ground(
        week=week_of(today()),
        sightings=[Sighting(one.week, one.respondent, one.family, one.cluster) for one in heard if not one.aside],
        units=units_of(respondents),
        nobody_there=days.nobody_there(desks_of_pool(pool_id)),
    )


# -- keeping what was seen


def keep(pool_id: UUID, seen: Iterable[Seen], heard: Sequence[Heard]) -> None:
    """Raise what is new, renew what was raised before. Call inside `acting_as(System(…))`."""
    for one in seen:
        former = same_as(one, _raised(pool_id, one, heard))
        if former is None:
            _raise(pool_id, one, heard)
        else:
            _renew(former.id, one, heard)


def _raised(pool_id: UUID, seen: Seen, heard: Sequence[Heard]) -> list[Raised]:
    rows = Signal.objects.filter(
        pool_id=pool_id, method=seen.method, family=seen.family, until__gte=monday_of(seen.began - QUIET)
    )
    return [
        Raised(
            id=row.id,
            method=row.method,
            family=row.family,
            unit=Unit(row.unit_kind, row.unit_id),
            began=week_of(row.began),
            until=week_of(row.until),
            clusters=voices_behind(row, heard),
        )
        for row in rows
    ]


def behind(row: Signal, heard: Iterable[Heard]) -> list[Heard]:
    """What of all that was heard stands behind a signal, also what was set aside."""
    return among(heard, row.respondents, row.family, week_of(row.began), week_of(row.until))


def voices_behind(row: Signal, heard: Iterable[Heard]) -> frozenset[UUID]:
    return voices(behind(row, heard))


def _raise(pool_id: UUID, seen: Seen, heard: Sequence[Heard]) -> None:
    signal = Signal(
        pool_id=pool_id,
        method=seen.method,
        family=seen.family,
        voices=seen.voices,
        raised_on=today(),
        **_columns(seen),
        began=monday_of(seen.began),
        expected=seen.expected,
        respondents=sorted(seen.respondents),
    )
    signal.save(force_insert=True)
    record("verification.signal_raised", signal.id, fact={"method": seen.method, "family": seen.family})
    _ring(signal, heard)


def _renew(signal_id: UUID, seen: Seen, heard: Sequence[Heard]) -> None:
    """The same happening, seen again: later, larger, or said better by another unit."""
    signal = Signal.objects.select_for_update().get(id=signal_id)
    began = min(week_of(signal.began), seen.began)
    until = max(week_of(signal.until), seen.until)
    for name, value in _columns(seen).items():
        setattr(signal, name, value)
    signal.began, signal.until = monday_of(began), monday_of(until)
    signal.respondents = sorted({*signal.respondents, *seen.respondents})
    signal.expected = seen.expected * (until + 1 - began) / (seen.until + 1 - seen.began)
    standing = max(seen.voices, len(voices_behind(signal, heard)))
    signal.voices = max(signal.voices, standing)
    signal.save()
    last = SignalOutcome.objects.filter(signal_id=signal_id).order_by("id").last()
    if last is not None and last.outcome in STILL_OPEN and standing > last.voices:
        _ring(signal, heard)


def _columns(seen: Seen) -> dict[str, object]:
    """What the latest look says."""
    return {
        "unit_kind": seen.unit.kind,
        "unit_id": seen.unit.id,
        "until": monday_of(seen.until),
        "score": seen.score,
        "seen_on": today(),
    }


def _ring(signal: Signal, heard: Iterable[Heard]) -> None:
    """Verifiers of the desks that heard it; the bell says that there is a signal, and nothing else."""
    desks = {one.desk_id for one in behind(signal, heard) if not one.aside}
    staff_ids = dict.fromkeys(each for desk_id in sorted(desks) for each in verifiers_or_leads(desk_id))
    notify(staff_ids=list(staff_ids), kind="verification.signal", object_id=signal.id)
