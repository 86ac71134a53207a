"""What a pool has heard, as signals count it: independent voices, by week, without what known days explain.

Call inside `acting_as(System(…))` or, where nothing but facts is read, `acting_as(Counting())`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.selectors import concerns_said_in
from saphan.network.around import Around, around, respondent_ids
from saphan.network.merging.reading import all_same_as, canonical
from saphan.network.reach.selectors import days_out
from saphan.network.selectors import desks_of_pool
from saphan.store.clock import today
from saphan.verification import facts
from saphan.verification.models import CodedFact, KnownDays
from saphan.verification.signals.counting import Unit
from saphan.verification.signals.heard import Heard
from saphan.verification.signals.known import Known, Outage, Outreach, known
from saphan.verification.signals.same import PRAISE, RISE
from saphan.verification.signals.voices import clusters_of
from saphan.verification.signals.weeks import week_of
from saphan.voice.selectors import OutreachDay, outreach_days

COMPARED: Final = timedelta(weeks=26)
_COLUMNS: Final = ("desk_id", "respondent_id", "family", "week", "voice_group", "source")
LOOK_BACK: Final = timedelta(weeks=52 * 11)  # ten years and the one before the first
OWN_PLACE: Final = frozenset({"workplace", "supplier"})


def said(method: str = RISE) -> QuerySet[CodedFact]:
    """The facts that stand and that this method counts. Praise is a stream of its own."""
    return facts.beside() if method == PRAISE else facts.standing()


def hear(
    pool_id: UUID,
    days: Known,
    respondents: Collection[UUID] | None = None,
    since: date | None = None,
    method: str = RISE,
) -> list[Heard]:
    """Each independent voice once for a respondent and family, in the week of its first word; oldest first.

    respondents: only what is said of these. since: from when on voices are compared with one another; half a year ago
    where it is not given. Who spoke earlier is taken as a voice of her own.
    """
    found = said(method).filter(pool_id=pool_id)
    if respondents is not None:
        found = found.filter(respondent_id__in=all_same_as(respondents))
    since = since or today() - COMPARED
    voices = clusters_of(found.filter(week__gte=since).order_by("week", "source"))
    rows = list(found.order_by("week", "source").values_list(*_COLUMNS))
    meant = canonical({row[1] for row in rows})
    first: dict[tuple[UUID, UUID, str], Heard] = {}
    for desk_id, respondent_id, family, monday, group, source in rows:
        respondent, week, cluster = meant[respondent_id], week_of(monday), voices.get((family, group), group)
        aside = days.sets_aside(desk_id, respondent, week, source)
        heard = Heard(week, desk_id, respondent, family, cluster, set(), aside)
        first.setdefault((cluster, respondent, family), heard).groups.add(group)
    return list(first.values())


def known_days(pool_id: UUID) -> Known:
    """Outages that desks of the pool recorded, and their outreach days with all that was said on them, and near whom
    they were. As System."""
    desk_ids = desks_of_pool(pool_id)
    since = today() - LOOK_BACK
    return known(outages_of(desk_ids), [*_outreach(desk_ids, since), *_days_out(desk_ids, since)])


def outages_of(desk_ids: Collection[UUID]) -> list[Outage]:
    """Those that nobody took back, the latest first."""
    rows = KnownDays.objects.filter(desk_id__in=desk_ids, taken_back_on=None).order_by("-last_day", "id")
    meant = canonical({row.organisation_id for row in rows if row.organisation_id})
    return [
        Outage(row.desk_id, row.why, row.first_day, row.last_day, meant[only] if only else None)
        for row in rows
        for only in [row.organisation_id]
    ]


def _outreach(desk_ids: Collection[UUID], since: date) -> list[Outreach]:
    days = outreach_days(desk_ids, since)
    said: dict[UUID, list[tuple[UUID, UUID]]] = defaultdict(list)
    for story, concern, respondent in concerns_said_in({story for day in days for story in day.conversation_ids}):
        said[story].append((concern, respondent))
    meant = canonical({respondent for each in said.values() for _, respondent in each})
    return [_asked(day, [one for story in day.conversation_ids for one in said[story]], meant) for day in days]


def _days_out(desk_ids: Collection[UUID], since: date) -> list[Outreach]:
    """Who was not entered on the visit may have heard of it: whoever works near it speaks more in those days."""
    days = [day for day in days_out(desk_ids, since) if day.near]
    meant = canonical({each for day in days for each in day.near})
    return [Outreach(day.desk_id, day.day, respondents=frozenset(meant[each] for each in day.near)) for day in days]


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
    return set(canonical(ids).values())


def _units(respondent: UUID, found: Around) -> Iterable[Unit]:
    if found.kind in OWN_PLACE:
        yield Unit("workplace", str(respondent))
    yield from (Unit("recruiter", str(one)) for one in found.recruiters)
    yield from (Unit("sub_agent", str(one)) for one in found.sub_agents)
    yield from (Unit("chain", str(one)) for one in found.buyers)
    if found.province:
        yield Unit("province", found.province)
