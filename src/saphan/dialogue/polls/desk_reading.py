"""What a lead reads of the polls of her desk, and a company of those that it is asked to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.polls.models import Poll, PollAcceptance, PollQuestion, State
from saphan.dialogue.polls.services import OURSELVES, Draft, Question
from saphan.dialogue.polls.sounds import heard_as
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.refusals import NotAllowed
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


def polls_of(by: Staff) -> tuple[PollCard, ...]:
    """The latest first."""
    with acting_as(by):
        rows = list(Poll.objects.filter(desk_id=by.desk_id).order_by("-begins_on", "name", "id"))
        yes = _accepted(rows)
    return tuple(_card(row, yes, _name(row.recipient_id)) for row in rows)


def poll_of(by: Staff, poll_id: UUID) -> PollSheet:
    """Raises NotAllowed."""
    with acting_as(by):
        row = Poll.objects.filter(id=poll_id, desk_id=by.desk_id).first()
        if row is None:
            raise NotAllowed
        return _sheet(row, _name(row.recipient_id))


def asked_of(by: Partner) -> tuple[PollCard, ...]:
    with acting_as(by):
        rows = list(Poll.objects.filter(recipient_id=by.organisation_id).order_by("-begins_on", "name", "id"))
        yes = _accepted(rows)
    return tuple(_card(row, yes, network.desk(row.desk_id).name) for row in rows)


def asked_one(by: Partner, poll_id: UUID) -> PollSheet:
    """Its questions are read by it too: it promises to answer what is asked. Raises NotAllowed."""
    with acting_as(by):
        row = Poll.objects.filter(id=poll_id, recipient_id=by.organisation_id).first()
        if row is None:
            raise NotAllowed
        with acting_as(OURSELVES):
            return _sheet(row, network.desk(row.desk_id).name)


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
    yes = _accepted([row])
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
    return PollSheet(_card(row, yes, with_whom), draft, yes.get(row.terms), is_over, row.stopped_on, row.stopped_why)


def _questions(poll_id: UUID) -> tuple[Question, ...]:
    rows = PollQuestion.objects.filter(poll_id=poll_id).order_by("place")
    return tuple(Question(one.words, one.choices, one.is_delicate) for one in rows)


def _accepted(rows: Iterable[Poll]) -> dict[str, date]:
    """Day of the yes, by the terms that it was said to."""
    terms = [row.terms for row in rows if row.terms]
    return dict(PollAcceptance.objects.filter(terms__in=terms).values_list("terms", "on"))


def _card(row: Poll, yes: dict[str, date], with_whom: str) -> PollCard:
    state = row.state
    if state == State.PROPOSED and row.terms in yes:
        state = "accepted"
    if state == State.ENDED and row.broken_on:
        state = "broken"
    where = row.corridor or _name(row.organisation_id)
    return PollCard(row.id, row.name, state, with_whom, where, row.begins_on, row.ends_on, row.respond_by)


def _name(organisation_id: UUID | None) -> str:
    return network.organisation(organisation_id).name if organisation_id else ""
