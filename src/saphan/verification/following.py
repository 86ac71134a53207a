"""A desk joined or left a pool: its facts follow it, and the issues that stood on them are settled (docs/adr/0016)."""

from collections.abc import Iterable
from uuid import UUID

from saphan.casework.selectors import numbers_of
from saphan.network.selectors import pool_of_desk
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.turns import one_at_a_time
from saphan.verification import facts, praise
from saphan.verification.again import Voices, tell_counted, tell_taken_back
from saphan.verification.gathering import issue_for
from saphan.verification.ladder import is_on_the_ladder
from saphan.verification.leading import pass_lead
from saphan.verification.models import CodedFact, Issue
from saphan.verification.settling import hold, settle
from saphan.verification.sources import statement

NOWHERE = UUID(int=0)  # a desk in no pool shares nothing


def follow_desk(desk_id: UUID) -> None:
    """Take every fact of a desk out of the pools that it is in no more, and into the one that it is in now.

    Safe to run again. What stands behind an issue that the desk itself has brought before a partner is taken out and
    goes nowhere else: the desk leads that issue to its end.
    """
    with acting_as(System("verification.follow_desk")):
        one_at_a_time(desk_id)
        pool_id = pool_of_desk(desk_id) or NOWHERE
        moving = facts.of_desk_elsewhere(desk_id, pool_id)
        left = {fact.id: issue_for(fact) for fact in moving}
        issue_ids = sorted({issue.id for issue in left.values()})
        for issue_id in issue_ids:
            hold(issue_id)
        voices = Voices(facts.standing_about(moving, pool_id))
        numbers = numbers_of([fact.source for fact in moving])
        for fact in moving:
            _take_out(fact, left[fact.id], desk_id, numbers[fact.source], voices)
        for issue_id in issue_ids:
            settle(issue_id, why_down="desk_left")
        if pool_id != NOWHERE:
            _bring(pool_id, [fact for fact in moving if not _leads_to_its_end(desk_id, left[fact.id])], voices)
        praise.follow(desk_id, pool_id, to_a_pool=pool_id != NOWHERE)
        _pass_leads(desk_id, pool_id)


def _leads_to_its_end(desk_id: UUID, issue: Issue) -> bool:
    return issue.lead_desk_id == desk_id and not is_on_the_ladder(issue.stage)


def _take_out(fact: CodedFact, issue: Issue, desk_id: UUID, number: int, voices: Voices) -> None:
    """Of an issue that it leads to its end the figures keep the voice; the pool does not."""
    facts.take_back(fact.source)
    again = voices.take_out(fact)
    if not _leads_to_its_end(desk_id, issue):
        tell_taken_back(issue.id, fact, number, again=again)


def _bring(pool_id: UUID, moving: Iterable[CodedFact], voices: Voices) -> None:
    issue_ids = {issue_id for fact in moving if (issue_id := _bring_one(pool_id, fact, voices))}
    for issue_id in sorted(issue_ids):
        settle(issue_id)


def _bring_one(pool_id: UUID, fact: CodedFact, voices: Voices) -> UUID | None:
    """Nothing when she took it back meanwhile."""
    said = statement(fact.source)
    if said is None:
        return None
    there = facts.carry_over(fact, pool_id)
    issue = issue_for(there)
    tell_counted(issue.id, there, said.number_affected, again=voices.take_in(there))
    return issue.id


def _pass_leads(desk_id: UUID, pool_id: UUID) -> None:
    """Issues of former pools that no partner has seen are led by a desk that is there."""
    orphans = Issue.objects.select_for_update().filter(lead_desk_id=desk_id).exclude(pool_id=pool_id)
    for issue in orphans.order_by("id"):
        pass_lead(issue)
