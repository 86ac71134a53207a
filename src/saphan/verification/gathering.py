"""Concerns of one kind family at one respondent become one issue of the pool; only codes come along."""

from uuid import UUID

from saphan.casework.selectors import concern_ids_of, concern_ids_of_one_person, numbers_of, voice_groups_of
from saphan.network.selectors import Group, duty_staff_ids, group_of, lead_ids, pool_of_desk
from saphan.network.services import notify
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.clock import now, today
from saphan.store.tasks import defer
from saphan.store.turns import one_at_a_time
from saphan.store.writing import insert_unless_there
from saphan.vault.recording import record
from saphan.verification import facts, praise
from saphan.verification.again import tell_counted, tell_taken_back
from saphan.verification.asking import forget_voice
from saphan.verification.escrow.keeping import keep_wish_of
from saphan.verification.facts import AnyFact
from saphan.verification.models import Issue
from saphan.verification.opened import opened
from saphan.verification.settling import hold, settle
from saphan.verification.sources import Statement, heard_of, statement
from saphan.verification.together.reading import issue_at, seen_covering

RETALIATION = "retaliation"  # the concern kind "punished for speaking"


def gather(concern_id: UUID) -> None:
    """Take a concern into its issue, or out of it when it was withdrawn or corrected; safe to run again."""
    with acting_as(System("verification.gather")):
        story_id, told, said = heard_of(concern_id)
        if story_id:
            keep_wish_of(story_id, told)
        if said is None:
            _take_out(concern_id)
        elif kind_of(said.kind).is_a_concern:
            _take_in(said)
        elif kind_of(said.kind).is_beside:
            praise.keep(said)


def count_anew(concern_id: UUID) -> None:
    """The same concern with the mandate, and as the voice, that stand now: the former fact is taken back, and the
    next one counts."""
    with acting_as(System("verification.count_anew")):
        said = statement(concern_id)
        fact = facts.standing().filter(source=concern_id).first()
        if said is None or fact is None or facts.says_the_same(fact, said):
            return
        issue = issue_for(fact)
        _take_out_of(issue, fact, said.number_affected)
        _count_in(said, facts.renew(fact, said))
        settle(issue.id)


def count_as_one(conversation_id: UUID) -> None:
    """Two of her stories were put together, or parted: all that she said in them counts as one voice, or as two."""
    with acting_as(System("verification.count_as_one")):
        concerns = concern_ids_of_one_person(conversation_id)
    for concern_id in concerns:
        count_anew(concern_id)


def hear_voice(conversation_id: UUID) -> None:
    """What she said counts from now on, where it waited until she had spoken with her desk."""
    with acting_as(System("verification.hear_voice")):
        concerns = concern_ids_of(conversation_id)
    for concern_id in concerns:
        gather(concern_id)


def take_voice_back(conversation_id: UUID) -> None:
    """She deleted her story: nothing of it counts any more. Issues step down where too little stands then."""
    with acting_as(System("verification.take_voice_back")):
        for concern_id in concern_ids_of(conversation_id):
            _take_out(concern_id)
        _part_from_what_stays(conversation_id)
        for voice_group in voice_groups_of(conversation_id):
            if not facts.standing().filter(voice_group=voice_group).exists():
                forget_voice(voice_group)


def _part_from_what_stays(conversation_id: UUID) -> None:
    """What was put together with it counts as the voice that it is by itself."""
    groups = voice_groups_of(conversation_id)
    for source in list(facts.standing().filter(voice_group__in=groups).values_list("source", flat=True)):
        count_anew(source)


def _take_in(said: Statement) -> None:
    one_at_a_time(said.desk_id)  # its pool does not change meanwhile
    pool_id = pool_of_desk(said.desk_id)
    if pool_id is None:  # a desk in no pool shares nothing
        return
    fact = facts.add(said, pool_id)
    if fact is None:
        return
    group = group_of(said.respondent_id)
    issue = _count_in(said, fact, group)
    was_severe = issue.severe
    settle(issue.id, why_down="voices_are_one", group=group)
    _count_hers_as_one(said)
    if is_severe(said.kind) and not was_severe:
        _call_a_person(issue.id, said.desk_id)
    if is_severe(said.kind):
        defer("verification.look_around", pool_id=pool_id, respondent_id=said.respondent_id)
    if said.kind == RETALIATION:
        defer("remedy.take_retaliation", priority=10, concern_id=said.concern_id)


def _count_hers_as_one(said: Statement) -> None:
    """In stories that are put together a new concern may be the one that gives them all their voice."""
    if not said.in_company:
        return
    concerns = concern_ids_of_one_person(said.conversation_id)
    for concern_id in concerns:
        if concern_id != said.concern_id:
            count_anew(concern_id)


def _take_out(concern_id: UUID) -> None:
    """Nothing when it did not count."""
    fact = facts.standing().filter(source=concern_id).first()
    if fact is None:
        facts.take_back(concern_id)  # what was said for somebody is behind no issue
        return
    issue = issue_for(fact)
    _take_out_of(issue, fact, numbers_of([concern_id])[concern_id])
    for issue_id in {issue.id, *seen_covering([fact.respondent_id])}:
        settle(issue_id)


def _count_in(said: Statement, fact: AnyFact, group: Group | None = None) -> Issue:
    """A voice counts behind the issue of its fact, which is opened where there is none; settle it afterwards."""
    issue = issue_for(fact, group)
    hold(issue.id)
    tell_counted(issue.id, fact, said.number_affected, again=facts.stands_beside(fact))
    return issue


def _take_out_of(issue: Issue, fact: AnyFact, number: int) -> None:
    """A voice counts no more behind this issue; settle it afterwards. number: what its concern says."""
    facts.take_back(fact.source)
    hold(issue.id)
    tell_taken_back(issue.id, fact, number, again=facts.stands_beside(fact))


def issue_for(fact: AnyFact, group: Group | None = None) -> Issue:
    """The issue of this pool, kind family and respondent; opened, led by the fact's desk, when there is none.

    group: what the respondent is read as one with, where that is known already.
    """
    joins, at = issue_at(fact.pool_id, fact.family, fact.respondent_id, group)
    if joins:
        return joins
    about = {"pool_id": fact.pool_id, "family": fact.family, "respondent_id": at}
    issue = Issue(**about, lead_desk_id=fact.desk_id, opened_on=today(), stage_on=today())
    if not insert_unless_there(issue):
        return Issue.objects.get(**about)
    record("verification.issue_opened", issue.id, fact=opened([issue])[issue.id])
    return issue


def is_severe(code: str) -> bool:
    kind = kind_of(code)
    return kind.is_severe or kind.danger == "her"


def _call_a_person(issue_id: UUID, desk_id: UUID) -> None:
    """Danger to her: at once."""
    notify(staff_ids=people_to_call(desk_id), kind="verification.severe", object_id=issue_id, urgent=True)


def people_to_call(desk_id: UUID) -> list[UUID]:
    """Whoever is on duty at her own desk, and the lead."""
    return list(dict.fromkeys([*duty_staff_ids(desk_id, now()), *lead_ids(desk_id)]))
