"""An issue as rules and upper rooms know it: codes only. Pages show less of it (pages.py)."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from saphan.casework.selectors import ConcernBehind
from saphan.network.selectors import desks_of_pool
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification import corroboration, ladder, sources
from saphan.verification.behind import behind
from saphan.verification.heard import FindingFacts, VoiceFacts, cluster_of
from saphan.verification.ladder import Stage, stands_at_least
from saphan.verification.models import Finding, Issue
from saphan.verification.together import reading as together


@dataclass(frozen=True, slots=True)
class IssueCard:
    """An issue as upper rooms know it. asks_only_for_a_check: danger at a place, one voice may ask for a check.

    rests: another issue carries its voices, for their organisations are read as one; it moves no further meanwhile.
    """

    id: UUID
    pool_id: UUID
    lead_desk_id: UUID
    family: str
    respondent_id: UUID
    stage: str
    asks_only_for_a_check: bool
    severe: bool
    rests: bool = False

    def stands_at_least(self, rung: Stage) -> bool:
        return stands_at_least(self.stage, rung)


def issue_card(issue_id: UUID) -> IssueCard:
    """Call inside `acting_as`. Raises Issue.DoesNotExist, also for an issue that the caller may not see."""
    return _card(Issue.objects.get(id=issue_id))


def voices_of(issue_id: UUID) -> list[VoiceFacts]:
    """Every coded fact that stands behind an issue, oldest first; for rules, not for pages (they show less)."""
    return list(behind(issue_id).voices)


def independent_people(issue_id: UUID, concerns: Collection[ConcernBehind]) -> int:
    """How many independent voices these concerns behind the issue are; for rules, not for pages.

    A cluster is one; a representative with a checked mandate is as many people as she speaks for.
    """
    stands_for = cluster_of(behind(issue_id).clusters)
    people: dict[UUID, int] = {}
    for concern in concerns:
        voice = stands_for.get(concern.voice_group, concern.voice_group)
        people[voice] = max(people.get(voice, 1), concern.speaks_for)
    return sum(people.values())


def conversations_behind(issue_id: UUID) -> list[ConcernBehind]:
    """The concerns behind an issue at every desk of its pool and at its lead desk; for rules, not for pages.

    Oldest first. The lead desk of an issue that partners have seen may have left the pool.
    """
    with acting_as(System("verification.conversations_behind")):
        issue = Issue.objects.get(id=issue_id)
        desk_ids = set(desks_of_pool(issue.pool_id))
        if not ladder.is_on_the_ladder(issue.stage):
            desk_ids.add(issue.lead_desk_id)
        return sources.concerns_behind(issue.family, together.around([issue]).places[issue.id], desk_ids)


def findings_of(issue_id: UUID) -> list[FindingFacts]:
    """What verifiers found for and against, oldest first. Call inside `acting_as`."""
    issue_ids = together.beside_it(Issue.objects.get(id=issue_id))
    found = Finding.objects.filter(issue_id__in=issue_ids).order_by("on", "id")
    return [FindingFacts(finding.kind, finding.supports, finding.voice_group) for finding in found]


def proof_stands(issue_id: UUID) -> bool:
    """True when a document, payroll, visit or second organisation supports it. Call inside `acting_as`."""
    return corroboration.has_proof(findings_of(issue_id))


def _card(issue: Issue) -> IssueCard:
    return IssueCard(
        id=issue.id,
        pool_id=issue.pool_id,
        lead_desk_id=issue.lead_desk_id,
        family=issue.family,
        respondent_id=issue.respondent_id,
        stage=issue.stage,
        asks_only_for_a_check=issue.asks_only_for_a_check,
        severe=issue.severe,
        rests=together.rests_behind(issue) is not None,
    )
