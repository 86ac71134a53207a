"""Who stands behind an issue: coded facts, and which of the people are one independent voice. Computed, never kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from saphan.network.selectors import same_as_each
from saphan.store.acting import at_least_as
from saphan.store.callers import Counting, System
from saphan.store.made_once import MadeOnce
from saphan.verification import facts
from saphan.verification.facts import AnyFact
from saphan.verification.heard import VoiceFacts
from saphan.verification.independence import Cluster, Ruling, Trace, clusters
from saphan.verification.models import Issue, VoicesRuled
from saphan.verification.sources import Origin, origins_of

Key = tuple[UUID, str, UUID]  # pool, kind family, respondent
About = tuple[UUID, UUID]  # pool, respondent
UNKNOWN = Origin()


@dataclass(frozen=True, slots=True)
class Behind:
    """voices: one row a concern, oldest first. clusters: independent voices, with every tie and its reasons."""

    voices: tuple[VoiceFacts, ...] = ()
    clusters: tuple[Cluster, ...] = ()


def key_of(row: Issue | AnyFact) -> Key:
    return row.pool_id, row.family, row.respondent_id


Said = tuple[AnyFact, Origin]  # a fact, and where its concern came from


def behind(issue_id: UUID) -> Behind:
    """Of one issue; for rules, not for pages (they show less). Raises Issue.DoesNotExist."""
    with at_least_as(Counting()):
        issue = Issue.objects.get(id=issue_id)
        standing = facts.standing_behind(issue.pool_id, issue.family, issue.respondent_id)
    return behind_each({key_of(issue): standing})[key_of(issue)]


def behind_each(standing: Mapping[Key, Sequence[AnyFact]]) -> dict[Key, Behind]:
    """Of several issues at once, from their standing facts. Opens a System section: no desk reads traces."""
    with at_least_as(System("verification.read_traces")):
        origins = origins_of([fact.source for rows in standing.values() for fact in rows])
        rulings = rulings_about(standing)
    return {key: behind_of(with_origins(rows, origins), rulings[key]) for key, rows in standing.items()}


def with_origins(standing: Iterable[AnyFact], origins: Mapping[UUID, Origin]) -> list[Said]:
    """Each with where it came from; of a story that is just being deleted nothing is known."""
    return [(fact, origins.get(fact.source, UNKNOWN)) for fact in standing]


def behind_of(said: Sequence[Said], rulings: Iterable[Ruling]) -> Behind:
    """Of one issue, from what was read of it. rulings: oldest first."""
    voices = tuple(_voice(fact, origin) for fact, origin in said)
    return Behind(voices, clusters([_trace(fact, origin) for fact, origin in said], rulings))


def clusters_over(standing: Sequence[AnyFact]) -> tuple[Cluster, ...]:
    """Independent voices of facts about several respondents, with every ruling about any of these; for signals."""
    with at_least_as(System("verification.read_traces")):
        origins = origins_of([fact.source for fact in standing])
        rulings = rulings_about({key_of(fact): [fact] for fact in standing})
    traces = [_trace(fact, origin) for fact, origin in with_origins(standing, origins)]
    return clusters(traces, [ruling for each in rulings.values() for ruling in each])


def rulings_about(
    standing: Mapping[Key, Sequence[AnyFact]], same: Mapping[UUID, frozenset[UUID]] | None = None
) -> dict[Key, list[Ruling]]:
    """Verifiers' rulings on voices at what is read as each respondent, or where a voice behind it was, oldest first.

    same: by respondent, everybody it is read as one with, where that is known already.
    """
    same = same or same_as_each(respondent_id for _, _, respondent_id in standing)
    places = {key: same[key[2]] | {fact.respondent_id for fact in rows} for key, rows in standing.items()}
    made: dict[About, list[Ruled]] = {}
    for pool_id, place, *ruled in _rulings_in(
        {pool_id for pool_id, _, _ in standing}, frozenset().union(*places.values())
    ):
        made.setdefault((pool_id, place), []).append(tuple(ruled))
    return {
        key: _rulings(row for place in there for row in made.get((key[0], place), ())) for key, there in places.items()
    }


Ruled = tuple[Any, ...]  # id, left, right, together
_rulings_in = MadeOnce(
    lambda pools, places: VoicesRuled.objects.filter(pool_id__among=pools, respondent_id__among=places).values_list(
        "pool_id", "respondent_id", "id", "left", "right", "together"
    )
)


def _rulings(rows: Iterable[Ruled]) -> list[Ruling]:
    return [Ruling(*ruled) for _, *ruled in sorted(rows)]


def _voice(fact: AnyFact, origin: Origin) -> VoiceFacts:
    left = origin.traces
    return facts.as_voice(fact, met=left is not None and left.met, vouched=origin.vouched)


def _trace(fact: AnyFact, origin: Origin) -> Trace:
    """Of a story that is gone only its week is known."""
    left = origin.traces
    if left is None:
        return Trace(fact.voice_group, _hour_of(fact.week), fact.channel)
    return Trace(
        fact.voice_group,
        left.began,
        left.channel,
        left.source,
        left.met,
        origin.vouched,
        left.handles,
        left.phones,
        left.browsers,
        left.texts,
    )


def _hour_of(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) // 3600
