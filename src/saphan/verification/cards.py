"""An issue as rules and upper rooms know it: codes only. Pages show less of it (pages.py)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from saphan.casework.selectors import ConcernBehind
from saphan.network.selectors import desks_of_pool
from saphan.store.acting import at_least_as
from saphan.store.callers import Counting, System
from saphan.verification import corroboration, facts, ladder, sources
from saphan.verification.behind import Behind, behind, behind_each, key_of
from saphan.verification.corroboration import judge
from saphan.verification.escrow import holding
from saphan.verification.heard import PAPERS, FindingFacts, VoiceFacts, cluster_of
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
    """As it stands without those who wait for others. Call inside `acting_as`.

    Raises Issue.DoesNotExist, also for an issue that the caller may not see.
    """
    issue = Issue.objects.get(id=issue_id)
    card = _card(issue)
    return replace(card, stage=str(_rung_outside(issue))) if issue.stage == Stage.CORROBORATED else card


def voices_of(issue_id: UUID) -> list[VoiceFacts]:
    """Every coded fact that stands behind an issue, oldest first; for rules, not for pages (they show less)."""
    return list(behind(issue_id).voices)


def independent_people(issue_id: UUID, concerns: Collection[ConcernBehind]) -> int:
    """How many independent voices these concerns behind the issue are; for rules, not for pages.

    A cluster is one; a representative with a checked mandate is as many people as she speaks for. Who waits for
    others ties nobody together.
    """
    stands_for = cluster_of(outside(_issue(issue_id))[0].clusters)
    people: dict[UUID, int] = {}
    for concern in concerns:
        voice = stands_for.get(concern.voice_group, concern.voice_group)
        people[voice] = max(people.get(voice, 1), concern.speaks_for)
    return sum(people.values())


def conversations_behind(issue_id: UUID) -> list[ConcernBehind]:
    """The concerns behind an issue, without those who wait for others: upper rooms know nothing of these.

    Oldest first; for rules, not for pages.
    """
    with at_least_as(System("verification.conversations_behind")):
        issue = Issue.objects.get(id=issue_id)
        concerns = everyone_behind(issue)
        held = _held(issue, concerns)
        return [concern for concern in concerns if concern.conversation_id not in held]


def everyone_behind(issue: Issue) -> list[ConcernBehind]:
    """The concerns behind an issue at every desk of its pool and at its lead desk, also of those who wait for others.

    The lead desk of an issue that partners have seen may have left the pool.
    """
    with at_least_as(System("verification.everyone_behind")):
        desk_ids = set(desks_of_pool(issue.pool_id))
        if not ladder.is_on_the_ladder(issue.stage):
            desk_ids.add(issue.lead_desk_id)
        return sources.concerns_behind(issue.family, places_of(issue), desk_ids)


def places_of(issue: Issue) -> frozenset[UUID]:
    """The organisations whose voices stand behind it."""
    return together.around([issue]).places[issue.id]


def held_behind(issue: Issue) -> frozenset[UUID]:
    """Conversations behind an issue that nobody outside the desks may know of yet (escrow)."""
    return _held(issue, everyone_behind(issue))


def _held(issue: Issue, concerns: Iterable[ConcernBehind]) -> frozenset[UUID]:
    waiting = holding.those_who_wait(concerns)
    return holding.held_back(waiting, places_of(issue), issue.family) if waiting else frozenset()


def outside(issue: Issue) -> tuple[Behind, list[FindingFacts]]:
    """What anybody outside the desks may notice of an issue: voices and findings without those who wait for others.

    They tie nobody else together either. A document that came, or may have come, from one of them waits with her.
    """
    with at_least_as(System("verification.outside")):
        concerns = everyone_behind(issue)
        held = _held(issue, concerns)
        if not held:
            return behind(issue.id), findings_of(issue.id)
        waiting = {concern.concern_id for concern in concerns if concern.conversation_id in held}
        groups = {concern.voice_group for concern in concerns if concern.concern_id in waiting}
        groups -= {concern.voice_group for concern in concerns if concern.concern_id not in waiting}
        standing = facts.standing_behind(issue.pool_id, issue.family, issue.respondent_id)
        key = key_of(issue)
        heard = behind_each({key: [fact for fact in standing if fact.source not in waiting]})[key]
        may_be_hers = PAPERS if any(fact.proof for fact in standing if fact.source in waiting) else frozenset()
        return heard, [each for each in findings_of(issue.id) if not _waits(each, groups, may_be_hers)]


def _waits(finding: FindingFacts, groups: Collection[UUID], may_be_hers: Collection[str]) -> bool:
    """It came from one of those who wait; or it is a paper of which nobody wrote down whose it is, and may be hers."""
    return finding.voice_group in groups or (finding.voice_group is None and finding.kind in may_be_hers)


def rests_on_those_who_wait(issue: Issue) -> bool:
    """Corroborated at the desk, and not for anybody outside: what is said of it there would show that they spoke."""
    if issue.stage != Stage.CORROBORATED or not held_behind(issue):
        return False
    heard, findings = outside(issue)
    lacks_proof = corroboration.may_be_verified(findings_of(issue.id)) > corroboration.may_be_verified(findings)
    return lacks_proof or judge(heard.voices, findings, heard.clusters).rung != Stage.CORROBORATED


def _rung_outside(issue: Issue) -> Stage:
    if not held_behind(issue):
        return Stage(issue.stage)
    heard, findings = outside(issue)
    return judge(heard.voices, findings, heard.clusters).rung


def _issue(issue_id: UUID) -> Issue:
    with at_least_as(Counting()):
        return Issue.objects.get(id=issue_id)


def findings_of(issue_id: UUID) -> list[FindingFacts]:
    """What verifiers found for and against, oldest first. Call inside `acting_as`."""
    issue_ids = together.beside_it(Issue.objects.get(id=issue_id))
    found = Finding.objects.filter(issue_id__in=issue_ids).order_by("on", "id")
    return [FindingFacts(finding.kind, finding.supports, finding.voice_group) for finding in found]


def proof_stands(issue_id: UUID) -> bool:
    """True when a document, payroll, visit or second organisation supports it, of nobody who waits for others."""
    return corroboration.has_proof(outside(_issue(issue_id))[1])


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
