"""What a lead reads of the polls of her desk, and a company of those that it is asked to answer."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.polls.models import Poll, PollQuestion, State
from saphan.dialogue.polls.services import OURSELVES, POLL, Draft, Question
from saphan.dialogue.polls.sounds import heard_as
from saphan.dialogue.promises.kinds import accepted_on, name_of, one_for, rows_for, with_whom
from saphan.dialogue.promises.rule import standing
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.voice.speaking import worker_languages


@dataclass(frozen=True, slots=True)
class PollCard:
    """state: as of `desk_words.STATES`. with_whom: the company for a desk, the desk for a company."""

    id: UUID
    name: str
    state: str
    with_whom: str
    where: str
    begins_on: date | None
    ends_on: date | None
    respond_by: date | None


@dataclass(frozen=True, slots=True)
class PollSheet:
    """All of one poll. accepted_on: the day of the company's yes to these terms."""

    card: PollCard
    draft: Draft
    accepted_on: date | None
    is_over: bool
    stopped_on: date | None = None
    stopped_why: str = ""

    @property
    def state(self) -> str:
        return self.card.state


def polls_of(by: Staff | Partner) -> tuple[PollCard, ...]:
    """Of a desk, or those that a company is asked to answer; the latest first."""
    with acting_as(by):
        rows = list(rows_for(POLL, by).order_by("-begins_on", "name", "id"))
        yes = accepted_on(POLL, rows)
    return tuple(_card(row, row.id in yes, with_whom(row, by)) for row in rows)


def poll_of(by: Staff | Partner, poll_id: UUID) -> PollSheet:
    """Its questions are read by the company too: it promises to answer what is asked. Raises NotAllowed."""
    with acting_as(by):
        row = one_for(POLL, by, poll_id)
    with acting_as(OURSELVES):
        return _sheet(row, with_whom(row, by))


@dataclass(frozen=True, slots=True)
class ToHear:
    """One question in one language. heard: `recorded`, `machine`, or "" where it cannot be heard yet."""

    of: str
    place: int
    language: str
    words: str
    heard: str


def to_hear(by: Staff, sheet: PollSheet) -> tuple[ToHear, ...]:
    names = dict(worker_languages())
    with acting_as(by):
        rows = list(PollQuestion.objects.filter(poll_id=sheet.card.id).order_by("place"))
        return tuple(
            ToHear(f"{row.place}-{code}", row.place, names.get(code, code), row.words[code], heard_as(row, code))
            for row in rows
            for code in sheet.draft.languages
            if code in row.words
        )


def _sheet(row: Poll, with_whom: str) -> PollSheet:
    yes = accepted_on(POLL, [row]).get(row.id)
    draft = Draft(
        name=row.name,
        organisation_id=row.organisation_id,
        corridor=row.corridor,
        languages=tuple(row.languages),
        responder_id=row.recipient_id,
        remedy=row.remedy,
        threshold=row.threshold,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        respond_by=row.respond_by,
        questions=_questions(row.id),
    )
    is_over = row.state in (State.ENDED, State.ANSWERED)
    return PollSheet(_card(row, bool(yes), with_whom), draft, yes, is_over, row.stopped_on, row.stopped_why)


def _questions(poll_id: UUID) -> tuple[Question, ...]:
    rows = PollQuestion.objects.filter(poll_id=poll_id).order_by("place")
    return tuple(Question(one.words, one.choices, one.is_delicate) for one in rows)


def _card(row: Poll, is_accepted: bool, with_whom: str) -> PollCard:
    is_broken = row.state == State.ENDED and row.broken_on
    state = "broken" if is_broken else standing(row.state, is_accepted)
    where = row.corridor or name_of(row.organisation_id)
    return PollCard(row.id, row.name, state, with_whom, where, row.begins_on, row.ends_on, row.respond_by)
