"""Issues as their facts say that they should stand: those that are missing are opened, those that differ are settled.

As System, beside other recounts and while nobody gathers at these desks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from saphan.verification import facts
from saphan.verification.behind import Key, key_of
from saphan.verification.evidence import Evidence, evidence_of
from saphan.verification.gathering import issue_for
from saphan.verification.ladder import is_on_the_ladder
from saphan.verification.models import CodedFact, Issue
from saphan.verification.recounting.codes import Codes
from saphan.verification.recounting.counting import Hosts, call_people, count_each, hosts_of
from saphan.verification.recounting.opening import open_each, unopened
from saphan.verification.recounting.parts import Places
from saphan.verification.settling import Marks, is_settled, settle
from saphan.verification.together.reading import Around, around


@dataclass(frozen=True, slots=True)
class Stood:
    """What is compared of an issue, before and after."""

    stage: str
    lead_desk_id: UUID
    marks: Marks


def stood_at(pool_id: UUID, part: Iterable[Places]) -> dict[UUID, Stood]:
    """Every issue of this pool in these neighbourhoods."""
    rows = _at(pool_id, part).values_list("id", "stage", "lead_desk_id", "urgent", "severe", "asks_only_for_a_check")
    return {issue_id: Stood(stage, desk_id, Marks(*marks)) for issue_id, stage, desk_id, *marks in rows}


def mend_rungs(
    pool_id: UUID, desk_ids: Collection[UUID], part: Sequence[Places], codes: Codes, before: Mapping[UUID, Stood]
) -> None:
    """Every issue of this pool in these neighbourhoods. before: as they stood when the recount came to them."""
    merged = frozenset().union(*(places for places in part if len(places) > 1))
    _seat([fact for fact in codes.standing if fact.respondent_id in merged or fact.source in codes.waiting])
    stood = _issues_at(pool_id, part)
    new = unopened([fact for fact in codes.standing if fact.respondent_id not in merged], stood)
    seated = around([*stood, *new])
    awake = [issue for issue in (*stood, *new) if issue.id not in seated.rests]
    behind = _behind_each(awake, seated, codes.standing, frozenset().union(*part))
    evidence = evidence_of(awake, seated, behind)
    open_each(new, evidence)
    hosts = hosts_of(awake, seated)
    count_each(codes.added, hosts)
    known = {issue.id for issue in stood}
    for issue in (issue for issue in awake if issue.id in known):
        if _needs_settling(issue, evidence[issue.id], desk_ids):
            _settle(issue, codes, hosts)
    call_people(codes.added, hosts, {issue_id for issue_id, state in before.items() if state.marks.severe})


def _needs_settling(issue: Issue, evidence: Evidence, desk_ids: Collection[UUID]) -> bool:
    """Who waits for others is weighed by settling; nothing here looks at her wish."""
    led = issue.lead_desk_id in desk_ids or not is_on_the_ladder(issue.stage)
    return evidence.somebody_waits or not led or not is_settled(issue, evidence)


def _issues_at(pool_id: UUID, part: Iterable[Places]) -> list[Issue]:
    return list(_at(pool_id, part).order_by("id"))


def _at(pool_id: UUID, part: Iterable[Places]) -> QuerySet[Issue]:
    return Issue.objects.filter(pool_id=pool_id, respondent_id__among=frozenset().union(*part))


def _seat(standing: Sequence[CodedFact]) -> None:
    """Each joins the issue that it would join when it is gathered: of organisations that are read as one, and of those
    who wait for others, whose issue is settled afterwards."""
    firsts = {key_of(fact): fact for fact in reversed(standing)}
    for fact in sorted(firsts.values(), key=lambda each: (each.week, each.source)):
        issue_for(fact)


def _behind_each(
    issues: Iterable[Issue], seated: Around, standing: Iterable[CodedFact], here: Places
) -> Mapping[Key, Sequence[CodedFact]]:
    """By issue, its facts, oldest first. One that partners have seen may keep voices of elsewhere."""
    at: dict[Key, list[CodedFact]] = defaultdict(list)
    for fact in standing:
        at[key_of(fact)].append(fact)
    behind = {}
    for issue in issues:
        places = seated.places[issue.id]
        if places <= here:
            rows = [fact for place in places for fact in at[issue.pool_id, issue.family, place]]
            behind[key_of(issue)] = sorted(rows, key=facts.in_time) if len(places) > 1 else rows
        else:
            behind[key_of(issue)] = facts.standing_at(issue.pool_id, issue.family, places)
    return behind


def _settle(issue: Issue, codes: Codes, hosts: Hosts) -> None:
    why_down = "voices_taken_back" if codes.tally.taken_back else "voices_are_one"
    is_news = any(hosts[each.about].id == issue.id for each in codes.added)
    settle(issue.id, why_down=why_down, is_news=is_news)
