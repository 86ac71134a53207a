"""Concerns: recorded, corrected and withdrawn, always by adding; verification hears of each."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Unpack
from uuid import UUID

from saphan.casework.cases import name_respondent, open_case
from saphan.casework.finding import case_to_change, concern_to_change, conversation_of, parties_now
from saphan.casework.first_word import waited
from saphan.casework.models import Case, Concern
from saphan.casework.persons import voice_group_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import NotInThisCase, WhoIsItAbout
from saphan.casework.statement import Changes, Statement, check
from saphan.network.matching.deciding import keep_decision
from saphan.network.models import Organisation
from saphan.network.selectors import Found, same_as, whom
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.ids import random_id
from saphan.store.tasks import defer
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import Payload, record
from saphan.voice.models import Conversation
from saphan.voice.services import keep_from_search, place_is_known, tell


@dataclass(frozen=True, slots=True)
class Picked:
    """A respondent whom a person picked for what she typed, in this country."""

    organisation_id: UUID
    typed: str = field(repr=False)
    country: str


@dataclass(frozen=True, slots=True)
class Named:
    """A respondent that fits nobody we know: kept as provisional, in this country and of this kind."""

    typed: str = field(repr=False)
    country: str
    kind: str = "supplier"


Respondent = UUID | Picked | Named


def record_concern(
    *, case_id: UUID, conversation_id: UUID, by: Staff, once: UUID | None = None, **said: Unpack[Changes]
) -> UUID:
    """Write down one statement of hers, in codes, and tell her that we understood; returns the concern's id.

    said: the fields of `Statement`. once: the id of the form; a second send of it is the first. Raises NotAllowed,
    CaseIsClosed, NotInThisCase, NotAConcern, WhoIsItAbout or DoesNotFit; nothing is written then.
    """
    statement = Statement(**said)
    with acting_as(by) as moment:
        case = case_to_change(by, case_id)
        if once and Concern.objects.filter(id=once).exists():
            return once
        if not parties_now(case).filter(conversation_id=conversation_id).exists():
            raise NotInThisCase("join_case")
        _check(statement, moment)
        concern = _write(case, conversation_id, statement, by, moment, voice_group_of(conversation_id), once=once)
        _mark_severe(case, statement)
        defer("verification.gather", concern_id=concern.id)
        _note_where_she_works(conversation_id, statement)
        if Concern.objects.filter(conversation_id=conversation_id).count() == 1:
            tell(conversation_id=conversation_id, step="understood")
    return concern.id


def record_from_talk(
    *,
    conversation_id: UUID,
    case_id: UUID | None,
    respondent: Respondent,
    by: Staff,
    once: UUID | None = None,
    **said: Unpack[Changes],
) -> UUID:
    """As `record_concern`, in one go from the conversation: opens the case when there is none, keeps a new name.

    Raises what `open_case`, `name_respondent` and `record_concern` raise; nothing is written then.
    """
    with acting_as(by):
        require(may_work_with_stories(by))
        conversation_of(by, conversation_id)
        one_at_a_time(conversation_id)
        if once and Concern.objects.filter(id=once).exists():
            return once
        found = _found(respondent)
        said["respondent_id"] = _keep_name(respondent, by)
        if case_id is None:
            case_id = open_case(conversation_id=conversation_id, by=by)
        concern_id = record_concern(case_id=case_id, conversation_id=conversation_id, by=by, once=once, **said)
        if found:
            keep_decision(concern_id=concern_id, chosen=said["respondent_id"], found=found, by=by)
    return concern_id


def _note_where_she_works(conversation_id: UUID, statement: Statement, instead_of: UUID | None = None) -> None:
    """The desk has matched her words to a workplace: she is told who speaks for workers there, if anybody does."""
    at_work = Organisation.objects.filter(id=statement.respondent_id, kind__in=("supplier", "workplace")).exists()
    if statement.stage == "employment" and at_work:
        place_is_known(conversation_id=conversation_id, organisation_id=statement.respondent_id, instead_of=instead_of)


def correct_concern(*, concern_id: UUID, by: Staff, **changes: Unpack[Changes]) -> UUID:
    """Put a new row in place of a wrong one, which stays and counts no more; returns the new id.

    Raises NotAllowed, CaseIsClosed, NotCountedAnyMore, NotAConcern, WhoIsItAbout or DoesNotFit.
    """
    with acting_as(by) as moment:
        wrong = concern_to_change(by, concern_id)
        case = case_to_change(by, wrong.case_id)
        statement = _kept_where_it_is(replace(_statement_of(wrong), **changes), wrong)
        _check(statement, moment)
        take_out(wrong, moment.day, "corrected")
        concern = _write(case, wrong.conversation_id, statement, by, moment, wrong.voice_group, supersedes=wrong.id)
        _note_where_she_works(wrong.conversation_id, statement, instead_of=wrong.respondent_id)
        _mark_severe(case, statement)
        defer("verification.gather", concern_id=concern.id)
    return concern.id


def _kept_where_it_is(statement: Statement, wrong: Concern) -> Statement:
    """Who picks the name that it is read as has not moved it: it keeps the id under which it was written down."""
    is_same = statement.respondent_id in same_as(wrong.respondent_id)
    return replace(statement, respondent_id=wrong.respondent_id) if is_same else statement


def correct_from_talk(*, concern_id: UUID, respondent: Respondent, by: Staff, **changes: Unpack[Changes]) -> UUID:
    """As `correct_concern`, where the right respondent may be a new name. Raises what the two services raise."""
    with acting_as(by):
        require(may_work_with_stories(by))
        found = _found(respondent)
        changes["respondent_id"] = _keep_name(respondent, by)
        new_id = correct_concern(concern_id=concern_id, by=by, **changes)
        if found:
            keep_decision(concern_id=new_id, chosen=changes["respondent_id"], found=found, by=by)
    return new_id


def _found(respondent: Respondent) -> Found | None:
    """What the house proposes for what was typed, before a new name is kept; kept beside what was decided."""
    return None if isinstance(respondent, UUID) else whom(respondent.typed, respondent.country)


def _keep_name(respondent: Respondent, by: Staff) -> UUID:
    if isinstance(respondent, UUID):
        return respondent
    if isinstance(respondent, Picked):
        return respondent.organisation_id
    return name_respondent(typed=respondent.typed, country=respondent.country, kind=respondent.kind, by=by)


def withdraw_concern(*, concern_id: UUID, by: Staff) -> None:
    """Let a concern count no more; its row stays. Raises NotAllowed or NotCountedAnyMore."""
    with acting_as(by) as moment:
        take_out(concern_to_change(by, concern_id), moment.day, "withdrawn")


def take_out(concern: Concern, day: date, why: str) -> None:
    """It counts no more, from this day on, and verification hears of it. Call inside `acting_as`."""
    concern.withdrawn_on = day
    concern.save(update_fields=["withdrawn_on"])
    record("casework.concern_withdrawn", concern.id, fact={"kind": concern.kind, "why": why})
    defer("verification.gather", concern_id=concern.id)


def _check(statement: Statement, moment: Moment) -> None:
    check(statement, moment.day)
    if not Organisation.objects.filter(id=statement.respondent_id).exists():
        raise WhoIsItAbout


def _write(
    case: Case,
    conversation_id: UUID,
    statement: Statement,
    by: Staff,
    moment: Moment,
    voice_group: UUID,
    supersedes: UUID | None = None,
    once: UUID | None = None,
) -> Concern:
    concern = Concern.objects.create(
        id=once or random_id(),
        desk_id=case.desk_id,
        case=case,
        conversation_id=conversation_id,
        voice_group=voice_group,
        recorded_by=by.id,
        recorded_on=moment.day,
        supersedes_id=supersedes,
        **_columns(statement),
    )
    record(
        "casework.concern_recorded",
        concern.id,
        detail={"case": str(case.id)},
        fact=_coded(concern),
    )
    return concern


def _coded(concern: Concern) -> Payload:
    """What the figures hear of it: never a day, nor whom it is about; only in which country that is."""
    country = Organisation.objects.values_list("country", flat=True).get(id=concern.respondent_id)
    opened_at = Conversation.objects.values_list("opened_at", flat=True).get(id=concern.conversation_id)
    return {
        "kind": concern.kind,
        "stage": concern.stage,
        "first_hand": concern.first_hand,
        "country": country,
        "waited": waited(concern.period_from, opened_at.date()),
    }


def _columns(statement: Statement) -> dict[str, object]:
    return {name: getattr(statement, name) for name in Statement.__slots__}


def _statement_of(concern: Concern) -> Statement:
    return Statement(**{name: getattr(concern, name) for name in Statement.__slots__})


def _mark_severe(case: Case, statement: Statement) -> None:
    """Severe kinds always have a person at once; the mark stays on the case, and nobody of it is found by a word."""
    if kind_of(statement.kind).is_severe and not case.severe:
        case.severe = True
        case.save(update_fields=["severe"])
        keep_from_search(parties_now(case).values_list("conversation_id", flat=True))
