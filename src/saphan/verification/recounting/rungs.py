"""Issues as their facts say that they should stand: those that are missing are opened, those that differ are settled.

As System, beside other recounts and while nobody gathers at these desks.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from saphan.verification import facts
from saphan.verification.behind import Key, key_of
from saphan.verification.evidence import Evidence, evidence_of
from saphan.verification.facts import Coded
from saphan.verification.gathering import issue_for
from saphan.verification.ladder import is_on_the_ladder
from saphan.verification.models import Issue
from saphan.verification.recounting.codes import Codes
from saphan.verification.recounting.counting import Hosts, call_people, count_each, hosts_of
from saphan.verification.recounting.opening import open_each, unopened
from saphan.verification.recounting.parts import Places
from saphan.verification.settling import Marks, is_settled, marks_on, settle
from saphan.verification.sources import origins_of
from saphan.verification.together.reading import Around, around

At = Mapping[Key, Sequence[Coded]]  # what stands about one organisation, of one kind family; oldest first


@dataclass(frozen=True, slots=True)
class Stood:
    """What is compared of an issue, before and after."""

    stage: str
    lead_desk_id: UUID
    marks: Marks


def stood(issues: Iterable[Issue]) -> dict[UUID, Stood]:
    return {issue.id: Stood(issue.stage, issue.lead_desk_id, marks_on(issue)) for issue in issues}


def issues_at(pool_id: UUID, part: Iterable[Places]) -> list[Issue]:
    """Every issue of this pool in these neighbourhoods."""
    return list(Issue.objects.filter(pool_id=pool_id, respondent_id__among=frozenset().union(*part)).order_by("id"))


def mend_rungs(
    pool_id: UUID, desk_ids: Collection[UUID], part: Sequence[Places], codes: Codes, before: Sequence[Issue]
) -> dict[UUID, Stood]:
    """Every issue of this pool in these neighbourhoods, as it stands afterwards. before: when the recount came."""
    at = _at(codes.standing)
    merged = frozenset[UUID]().union(*(places for places in part if len(places) > 1))
    seated = _seat(_those_seated_one_by_one(codes, merged)) if merged or codes.waiting else False
    seen = issues_at(pool_id, part) if seated or codes.tally.touched else before
    new = unopened({key: rows[0] for key, rows in at.items() if key[2] not in merged}, seen)
    seats = around([*seen, *new])
    awake = [issue for issue in (*seen, *new) if issue.id not in seats.rests]
    evidence = _evidence(awake, seats, at, codes, frozenset().union(*part))
    open_each(new, evidence)
    hosts = hosts_of(awake, seats) if codes.added else {}
    count_each(codes, hosts)
    differing = [
        issue for issue in seen if issue.id in evidence and _needs_settling(issue, evidence[issue.id], desk_ids)
    ]
    for issue in differing:
        _settle(issue, codes, hosts)
    call_people(codes.added, hosts, {issue.id for issue in before if issue.severe})
    return stood(issues_at(pool_id, part) if differing else [*seen, *new])


def _at(standing: Iterable[Coded]) -> At:
    at: dict[Key, list[Coded]] = {}
    for fact in standing:
        at.setdefault(key_of(fact), []).append(fact)
    return at


def _evidence(issues: Sequence[Issue], seats: Around, at: At, codes: Codes, here: Places) -> Mapping[UUID, Evidence]:
    """By issue. What was heard elsewhere, or of stories that time ended, is looked for."""
    behind = {key_of(issue): _behind(issue, seats.places[issue.id], at, here) for issue in issues}
    sources = [fact.source for rows in behind.values() for fact in rows if fact.source not in codes.origins]
    return evidence_of(issues, seats, behind, codes.origins | origins_of(sources))


def _behind(issue: Issue, places: Places, at: At, here: Places) -> Sequence[Coded]:
    """Its facts, oldest first. One that partners have seen may keep voices of elsewhere."""
    if not places <= here:
        return facts.standing_at(issue.pool_id, issue.family, places)
    rows = [fact for place in places for fact in at.get((issue.pool_id, issue.family, place), ())]
    return sorted(rows, key=facts.in_time) if len(places) > 1 else rows


def _needs_settling(issue: Issue, evidence: Evidence, desk_ids: Collection[UUID]) -> bool:
    """Who waits for others is weighed by settling; nothing here looks at her wish."""
    led = issue.lead_desk_id in desk_ids or not is_on_the_ladder(issue.stage)
    return evidence.somebody_waits or not led or not is_settled(issue, evidence)


def _those_seated_one_by_one(codes: Codes, merged: Places) -> list[Coded]:
    """About organisations that are read as one, and of those who wait for others, whose issue is settled afterwards."""
    return [fact for fact in codes.standing if fact.source in codes.waiting or fact.respondent_id in merged]


def _seat(standing: Sequence[Coded]) -> bool:
    """Each joins the issue that it would join when it is gathered. True when there was one."""
    firsts = {key_of(fact): fact for fact in reversed(standing)}
    for fact in sorted(firsts.values(), key=facts.in_time):
        issue_for(fact)
    return bool(firsts)


def _settle(issue: Issue, codes: Codes, hosts: Hosts) -> None:
    why_down = "voices_taken_back" if codes.tally.taken_back else "voices_are_one"
    is_news = any(hosts[each.about].id == issue.id for each in codes.added)
    settle(issue.id, why_down=why_down, is_news=is_news)
