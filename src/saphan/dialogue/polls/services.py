"""A poll until workers are asked: drafted, proposed to whoever shall answer, accepted or declined, begun."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saphan.dialogue.crowding import reasons
from saphan.dialogue.owing import owes_an_answer
from saphan.dialogue.polls import burden, gate
from saphan.dialogue.polls.models import Poll, PollAcceptance, PollQuestion, State
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.network.models import Organisation, Role
from saphan.network.selectors import lead_ids, partner_ids
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

OURSELVES = System("dialogue.polls")
LONGEST_NAME, LONGEST_WORDS, MOST_CHOICES = 120, 300, 7


@dataclass(frozen=True, slots=True)
class Question:
    """words: by language. choices: by language, each as many; none: yes or no."""

    words: Mapping[str, str]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_delicate: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff wrote so far; everything but the name may still be missing."""

    name: str
    organisation_id: UUID | None = None
    corridor: str = ""
    languages: tuple[str, ...] = ()
    responder_id: UUID | None = None
    remedy: str = ""
    threshold: int | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    respond_by: date | None = None
    questions: tuple[Question, ...] = ()


def keep_draft(*, draft: Draft, by: Staff, once: UUID | None = None, poll_id: UUID | None = None) -> UUID:
    """A new one, or what a draft says now. Raises NotAllowed, DoesNotFit, or NotNow for one that is a draft no more."""
    _require(by)
    _check(draft)
    with acting_as(by):
        row = _draft(poll_id, by) if poll_id else Poll.objects.filter(id=once).first() if once else None
        if row is not None and poll_id is None:
            return row.id
        row = row or Poll(id=once or random_id(), desk_id=by.desk_id, made_by=by.id)
        for name, value in _columns(draft).items():
            setattr(row, name, value)
        row.save(force_insert=poll_id is None)
        _keep_questions(row, draft.questions)
        record("dialogue.poll_drafted", row.id)
    return row.id


def propose(*, poll_id: UUID, by: Staff) -> None:
    """Ask the responder whether it will answer. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    _require(by)
    with acting_as(by):
        _draft(poll_id, by)
    with acting_as(by) as moment, acting_as(OURSELVES):
        row = Poll.objects.select_for_update().get(id=poll_id)
        if lacks := gate.may_be_proposed(_standing(row, moment.day)):
            raise NotYet(*lacks)
        row.state, row.proposals = State.PROPOSED, row.proposals + 1
        row.terms = _terms(row)
        row.save(update_fields=["state", "proposals", "terms"])
        record("dialogue.poll_proposed", row.id, fact={"remedy": row.remedy}, subject=row.id)
        if row.recipient_id:
            notify(staff_ids=partner_ids(row.recipient_id), kind="dialogue.poll_for_you", object_id=row.id)


def accept(*, poll_id: UUID, by: Partner) -> None:
    """The responder promises to answer by the day; the same yes twice is one. Raises NotAllowed or NotNow."""
    with acting_as(by) as moment:
        row = _proposed_to(by, poll_id)
        known = PollAcceptance.objects.filter(poll_id=poll_id, terms=row.terms)
        if known.exists():
            return
        PollAcceptance.objects.create(
            desk_id=row.desk_id,
            recipient_id=by.organisation_id,
            poll_id=row.id,
            terms=row.terms,
            by=by.id,
            on=moment.day,
        )
        record("dialogue.poll_accepted", row.id, fact={"days": _days_to_answer(row)}, subject=row.id)
        notify(staff_ids=lead_ids(row.desk_id), kind="dialogue.poll_accepted", object_id=row.id)


def decline(*, poll_id: UUID, by: Partner) -> None:
    """It will not answer, so nobody is asked; the poll is a draft again. Raises NotAllowed or NotNow."""
    with acting_as(by):
        row = _proposed_to(by, poll_id)
        notify(staff_ids=lead_ids(row.desk_id), kind="dialogue.poll_declined", object_id=poll_id)
        with acting_as(OURSELVES):
            Poll.objects.filter(id=poll_id).update(state=State.DRAFT, terms="")
            record("dialogue.poll_declined", poll_id, fact={}, subject=poll_id)


def begin(*, poll_id: UUID, by: Staff) -> None:
    """Workers may answer from now on. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    _require(by)
    with acting_as(by) as moment:
        if not Poll.objects.filter(id=poll_id, desk_id=by.desk_id).exists():
            raise NotAllowed
        with acting_as(OURSELVES):
            row = Poll.objects.select_for_update().get(id=poll_id)
            if row.state != State.PROPOSED or row.begins_on is None or row.begins_on > moment.day:
                raise NotNow("not_proposed" if row.state != State.PROPOSED else "too_early")
            burden.one_budget_at_a_time(row)
            if lacks := gate.missing(_standing(row, moment.day)):
                raise NotYet(*lacks)
            row.state = State.RUNNING
            row.save(update_fields=["state"])
            record("dialogue.poll_begun", row.id, fact={"corridor": row.corridor}, subject=row.id)


def lacks(*, poll_id: UUID, by: Staff) -> tuple[str, ...]:
    """What is missing before it may begin. Raises NotAllowed."""
    _require(by)
    with acting_as(by) as moment:
        if not Poll.objects.filter(id=poll_id, desk_id=by.desk_id).exists():
            raise NotAllowed
        with acting_as(OURSELVES):
            return gate.missing(_standing(Poll.objects.get(id=poll_id), moment.day))


def may_poll(by: Staff) -> bool:
    """It binds the whole desk."""
    return by.has_role(Role.LEAD)


def _require(by: Staff) -> None:
    if not may_poll(by):
        raise NotAllowed


def _draft(poll_id: UUID, by: Staff) -> Poll:
    """Call inside `acting_as(by)`."""
    row = Poll.objects.filter(id=poll_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    if row.state != State.DRAFT:
        raise NotNow("no_draft")
    return row


def _proposed_to(by: Partner, poll_id: UUID) -> Poll:
    row = Poll.objects.filter(id=poll_id, recipient_id=by.organisation_id).first()
    if row is None:
        raise NotAllowed
    if row.state != State.PROPOSED:
        raise NotNow("not_proposed")
    return row


def _standing(row: Poll, today: date) -> gate.Asked:
    """Call inside `acting_as(OURSELVES)`: what another desk asked, or is owed, counts too."""
    questions = list(PollQuestion.objects.filter(poll_id=row.id))
    accepted = PollAcceptance.objects.filter(poll_id=row.id, terms=row.terms)
    return gate.Asked(
        responder=row.recipient_id,
        accepted=row.terms == _terms(row) and accepted.exists(),  # the responder is one of the terms
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        respond_by=row.respond_by,
        remedy=row.remedy,
        threshold=row.threshold,
        questions=len(questions),
        spoken=bool(row.languages) and all(_is_spoken(each, row.languages) for each in questions),
        spent=burden.spent(row, today),
        owes=owes_an_answer(row.recipient_id, today),
        crowded=_is_crowded(row, today),
        whom=bool(row.organisation_id or row.corridor),
    )


def _is_spoken(question: PollQuestion, languages: Sequence[str]) -> bool:
    with_choices = all(question.choices.get(language) for language in languages) or not question.choices
    return with_choices and all(question.words.get(language) for language in languages)


def _is_crowded(row: Poll, today: date) -> bool:
    stands = reasons.is_crowded(organisation_id=row.organisation_id, corridor=row.corridor, today=today)
    return stands and not reasons.has_reason(row.id)


def owes(organisation_id: UUID, today: date) -> bool:
    """For `owing`: workers of one of its polls wait for an answer whose day has passed."""
    waits = Poll.objects.filter(recipient_id=organisation_id, state__in=(State.RUNNING, State.ENDED))
    return waits.filter(respond_by__lt=today).exists()


def _terms(row: Poll) -> str:
    """What is accepted: whom, when, by when, with which remedy, how many questions; never their words.

    An earlier yes to the same is none: whoever said no since, or was asked anew, is asked.
    """
    said = [
        *(row.organisation_id, row.corridor, row.recipient_id, row.remedy, row.threshold, row.languages),
        *(row.begins_on, row.ends_on, row.respond_by, PollQuestion.objects.filter(poll_id=row.id).count()),
        row.proposals,
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _days_to_answer(row: Poll) -> int:
    return (row.respond_by - row.ends_on).days if row.respond_by and row.ends_on else 0


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "name": draft.name.strip(),
        "organisation_id": draft.organisation_id,
        "corridor": draft.corridor,
        "languages": list(draft.languages),
        "recipient_id": draft.responder_id,
        "remedy": draft.remedy,
        "threshold": draft.threshold,
        "begins_on": draft.begins_on,
        "ends_on": draft.ends_on,
        "respond_by": draft.respond_by,
    }


def _check(draft: Draft) -> None:
    """Raises DoesNotFit; what is missing altogether is the gate's to say."""
    if not 0 < len(draft.name.strip()) <= LONGEST_NAME:
        raise DoesNotFit("name")
    if draft.remedy and draft.remedy not in gate.REMEDIES:
        raise DoesNotFit("remedy")
    known = {each for each in (draft.organisation_id, draft.responder_id) if each}
    if Organisation.objects.filter(id__in=known).count() != len(known):
        raise DoesNotFit("organisation")
    for question in draft.questions:
        _check_question(question)


def _check_question(question: Question) -> None:
    texts = [*question.words.values(), *(choice for each in question.choices.values() for choice in each)]
    if any(not 0 < len(text.strip()) <= LONGEST_WORDS for text in texts) or not question.words:
        raise DoesNotFit("words")
    sizes = {len(each) for each in question.choices.values()}
    if len(sizes) > 1 or any(not 2 <= size <= MOST_CHOICES for size in sizes):
        raise DoesNotFit("choices")
    if question.is_delicate and question.choices:
        raise DoesNotFit("delicate")


def _keep_questions(row: Poll, questions: Sequence[Question]) -> None:
    PollQuestion.objects.filter(poll_id=row.id).delete()
    for place, one in enumerate(questions, start=1):
        PollQuestion.objects.create(
            desk_id=row.desk_id,
            poll_id=row.id,
            place=place,
            words=dict(one.words),
            choices={language: list(each) for language, each in one.choices.items()},
            is_delicate=one.is_delicate,
        )
