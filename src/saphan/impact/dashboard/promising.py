"""Promises of partners who may be named: let out once a month, in bands, and read by name."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from saphan.impact.dashboard.bands import let_out
from saphan.impact.dashboard.models import NamedPromises
from saphan.impact.dashboard.naming import named
from saphan.impact.facts import month_of
from saphan.impact.releases.models import ReleaseGround
from saphan.remedy.kept_promises import KEPT, promises_of
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.recording import record

OURSELVES = System("impact.release_promises")


@dataclass(frozen=True, slots=True)
class OfPartner:
    """What was let out of one partner. promises, band, month: None, "" and None where nothing may be said yet."""

    name: str
    promises: int | None = None
    band: str = ""
    month: date | None = None


def release_promises() -> int:
    """Of everybody who may be named, what stood at the end of the last month; returns how many rows are new."""
    last_day = month_of(clock.today()) - timedelta(days=1)
    month = month_of(last_day)
    with acting_as(OURSELVES) as moment:
        wanted = {word.organisation_id for word in named()} - _known_of(month)
        done = 0
        for organisation_id, states in promises_of(wanted, last_day).items() if wanted else ():
            found = let_out(states[KEPT], states.total(), _before(organisation_id))
            if found is None:
                continue
            row = NamedPromises.objects.create(
                organisation_id=organisation_id,
                month=month,
                promises=found.promises,
                band=found.band,
                made_on=moment.day,
            )
            ReleaseGround.objects.create(release_id=row.id, counts=[states.total()])
            record("impact.promises_released", row.id, detail={"organisation": str(organisation_id)})
            done += 1
    return done


def of_partners() -> tuple[OfPartner, ...]:
    """Of those who may be named now, also of whom too little is known."""
    return tuple(of_partner(word.organisation_id, word.name) for word in named())


def of_partner(organisation_id: UUID, name: str) -> OfPartner:
    row = _newest(organisation_id)
    return OfPartner(name, row.promises, row.band, row.month) if row else OfPartner(name)


def _known_of(month: date) -> set[UUID]:
    return set(NamedPromises.objects.filter(month__gte=month).values_list("organisation_id", flat=True))


def _before(organisation_id: UUID) -> int | None:
    row = _newest(organisation_id)
    return int(ReleaseGround.objects.get(release_id=row.id).counts[0]) if row else None


def _newest(organisation_id: UUID) -> NamedPromises | None:
    return NamedPromises.objects.filter(organisation_id=organisation_id).order_by("-month").first()
