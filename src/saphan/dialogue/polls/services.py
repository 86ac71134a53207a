"""A poll until workers are asked: drafted, proposed to whoever shall answer, accepted or declined, begun."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models import Q

from saphan.dialogue.crowding import reasons
from saphan.dialogue.polls import burden, gate
from saphan.dialogue.polls.models import Poll, PollAcceptance, PollQuestion, State
from saphan.dialogue.promises import services as promises
from saphan.dialogue.promises.kinds import Kind, is_accepted
from saphan.dialogue.promises.owing import owes_an_answer
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.store.callers import Partner, Staff, System
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


def _said(row: Poll) -> list[object]:
    """Whom, when, by when, with which remedy, how many questions; never their words."""
    return [
        *(row.organisation_id, row.corridor, row.recipient_id, row.remedy, row.threshold, row.languages),
        *(row.begins_on, row.ends_on, row.respond_by, PollQuestion.objects.filter(poll_id=row.id).count()),
    ]


def _days_to_answer(row: Poll) -> int:
    return (row.respond_by - row.ends_on).days if row.respond_by and row.ends_on else 0


def _lacks(row: Poll, today: date) -> tuple[str, ...]:
    """What another desk asked, or is owed, counts too."""
    questions = list(PollQuestion.objects.filter(poll_id=row.id))
    return gate.missing(
        gate.Asked(
            responder=row.recipient_id,
            accepted=is_accepted(POLL, row),
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
    )


POLL: Final = Kind("poll", OURSELVES, Poll, PollAcceptance, _said, _days_to_answer, _lacks, ~Q(state=State.DRAFT))


def keep_draft(*, draft: Draft, by: Staff, once: UUID | None = None, poll_id: UUID | None = None) -> UUID:
    """A new one, or what a draft says now. Raises NotAllowed, DoesNotFit, or NotNow for one that is a draft no more."""
    promises.require_lead(by)
    _check(draft)
    beside = partial(_keep_questions, draft.questions)
    return promises.keep_draft(POLL, _columns(draft), by=by, once=once, row_id=poll_id, beside=beside)


def propose(*, poll_id: UUID, by: Staff) -> None:
    """Ask the responder whether it will answer. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    promises.propose(POLL, poll_id, by)


def accept(*, poll_id: UUID, by: Partner) -> None:
    """The responder promises to answer by the day. Raises NotAllowed or NotNow."""
    promises.accept(POLL, poll_id, by)


def decline(*, poll_id: UUID, by: Partner) -> None:
    """It will not answer, so nobody is asked. Raises NotAllowed or NotNow."""
    promises.decline(POLL, poll_id, by)


def begin(*, poll_id: UUID, by: Staff) -> None:
    """Workers may answer from now on. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    with promises.locked(POLL, poll_id, by) as (row, today):
        if row.state != State.PROPOSED or row.begins_on is None or row.begins_on > today:
            raise NotNow("not_proposed" if row.state != State.PROPOSED else "too_early")
        burden.one_budget_at_a_time(row)
        promises.require_whole(POLL, row, today)
        row.state = State.RUNNING
        row.save(update_fields=["state"])
        record("dialogue.poll_begun", row.id, fact={"corridor": row.corridor}, subject=row.id)


def lacks(*, poll_id: UUID, by: Staff) -> tuple[str, ...]:
    """What is missing before it may begin. Raises NotAllowed."""
    return promises.lacks(POLL, poll_id, by)


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
    """Raises DoesNotFit."""
    if not 0 < len(draft.name.strip()) <= LONGEST_NAME:
        raise DoesNotFit("name")
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


def _keep_questions(questions: Sequence[Question], row: Poll) -> None:
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
