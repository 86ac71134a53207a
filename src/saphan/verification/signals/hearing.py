"""What a pool has heard, as signals count it: independent voices, by week, without what known days explain.

Call inside `acting_as(System(…))` or, where nothing but facts is read, `acting_as(Counting())`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.casework.selectors import concerns_said_in
from saphan.network.around import Around, around, respondent_ids
from saphan.network.selectors import desks_of_pool
from saphan.verification import facts
from saphan.verification.models import KnownDays
from saphan.verification.signals.counting import Unit
from saphan.verification.signals.known import Known, Outage, Outreach, known
from saphan.verification.signals.voices import canonical, clusters_of, written_as
from saphan.verification.signals.weeks import week_of
from saphan.voice.selectors import OutreachDay, outreach_days

LOOK_BACK: Final = timedelta(weeks=52 * 11)  # ten years and the one before the first
OWN_PLACE: Final = frozenset({"workplace", "supplier"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice said something of one family about a respondent for the first time. aside: why it makes no signal."""

    week: int
    desk_id: UUID
    respondent: UUID
    family: str
    cluster: UUID
    aside: str = ""


def hear(pool_id: UUID, days: Known, respondents: Collection[UUID] | None = None) -> list[Heard]:
    """Each voice once for a respondent and family, in the week of its first word; oldest first.

    respondents: only what is said of these.
    """
    rows = _rows(pool_id, respondents)
    meant, voices = canonical({row[1] for row in rows}), clusters_of(row[4] for row in rows)
    first: dict[tuple[UUID, UUID, str], Heard] = {}
    for desk_id, respondent_id, family, monday, group, source in rows:
        respondent, week = meant[respondent_id], week_of(monday)
        aside = days.sets_aside(desk_id, respondent, week, source)
        heard = Heard(week, desk_id, respondent, family, voices[group], aside)
        first.setdefault((heard.cluster, respondent, family), heard)
    return list(first.values())


def _rows(pool_id: UUID, respondents: Collection[UUID] | None) -> list[tuple[UUID, UUID, str, date, UUID, UUID]]:
    """Desk, respondent, family, Monday, voice group and source of the facts that stand, oldest first."""
    found = facts.standing().filter(pool_id=pool_id)
    if respondents is not None:
        found = found.filter(respondent_id__in=written_as(respondents))
    columns = ("desk_id", "respondent_id", "family", "week", "voice_group", "source")
    return list(found.order_by("week", "source").values_list(*columns))


def known_days(pool_id: UUID, today: date) -> Known:
    """Outages that desks of the pool recorded, and their outreach days with all that was said on them. As System."""
    desk_ids = desks_of_pool(pool_id)
    return known(outages_of(desk_ids), _outreach(desk_ids, today - LOOK_BACK))


def outages_of(desk_ids: Collection[UUID]) -> list[Outage]:
    """Those that nobody took back, the latest first."""
    rows = KnownDays.objects.filter(desk_id__in=desk_ids, taken_back_on=None).order_by("-last_day", "id")
    return [Outage(row.desk_id, row.why, row.first_day, row.last_day, row.organisation_id) for row in rows]


def _outreach(desk_ids: Collection[UUID], since: date) -> list[Outreach]:
    days = outreach_days(desk_ids, since)
    said: dict[UUID, list[tuple[UUID, UUID]]] = defaultdict(list)
    for story, concern, respondent in concerns_said_in({story for day in days for story in day.conversation_ids}):
        said[story].append((concern, respondent))
    meant = canonical({respondent for each in said.values() for _, respondent in each})
    return [_asked(day, [one for story in day.conversation_ids for one in said[story]], meant) for day in days]


def _asked(day: OutreachDay, said: Iterable[tuple[UUID, UUID]], meant: Mapping[UUID, UUID]) -> Outreach:
    met = list(said)
    return Outreach(
        desk_id=day.desk_id,
        day=day.day,
        sources=frozenset(concern for concern, _ in met),
        respondents=frozenset(meant[respondent] for _, respondent in met),
    )


def units_of(respondents: Iterable[UUID]) -> dict[UUID, frozenset[Unit]]:
    """What each has in common with others: itself as a workplace, who recruits for it, its province, its chain."""
    return {one: frozenset(_units(one, found)) for one, found in around(set(respondents)).items()}


def all_respondents(also: Collection[UUID] = ()) -> set[UUID]:
    """Everybody whom workers may speak about, heard of or not, as the one it counts as."""
    ids = {*respondent_ids(), *also}
    meant: Mapping[UUID, UUID] = canonical(ids)
    return {meant[one] for one in ids}


def _units(respondent: UUID, found: Around) -> Iterable[Unit]:
    if found.kind in OWN_PLACE:
        yield Unit("workplace", str(respondent))
    yield from (Unit("recruiter", str(one)) for one in found.recruiters)
    yield from (Unit("sub_agent", str(one)) for one in found.sub_agents)
    yield from (Unit("chain", str(one)) for one in found.buyers)
    if found.province:
        yield Unit("province", found.province)
