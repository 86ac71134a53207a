"""What a moderator sees: the codes of her own desk's reviews, what each weighs and why; nothing of who wrote."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.empowerment.reviews.desk_words import STATES, WEIGHS
from saphan.empowerment.reviews.models import Review, ReviewComment, ReviewLetter, ReviewReply
from saphan.empowerment.reviews.moderating import may_moderate, read_comment
from saphan.empowerment.reviews.publishing import reckon
from saphan.empowerment.reviews.shapes import Weighed
from saphan.empowerment.reviews.words import NAMES, QUESTIONS, period_words
from saphan.network.selectors import read_as
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed

OURSELVES = System("empowerment.weigh_reviews")
MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """weight: percent of a plain voice, None before it counts. why: in words. state: of its comment, if it has one."""

    id: UUID
    organisation: str
    period: str
    weight: int | None
    why: tuple[str, ...]
    state: str
    state_words: str
    taken_out: bool


@dataclass(frozen=True, slots=True)
class Whole:
    row: Row
    language: str
    first_hand: bool
    met: bool
    answers: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, bool], ...]
    said: str = ""
    worded: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A company's answer that nobody has read."""

    id: UUID
    organisation: str
    text: str
    language: str
    on: date


@dataclass(frozen=True, slots=True)
class Letter:
    id: UUID
    organisation: str
    received_on: date
    outcome: str


def waiting(by: Staff) -> tuple[Row, ...]:
    """Comments that wait first, then whatever weighs little, then the rest. Raises NotAllowed."""
    rows, states = _rows(by), _states(by)
    weighed = _weighed()
    names = read_as({row.organisation_id for row in rows})
    found = [_row(row, names[row.organisation_id].name, states.get(row.id, ""), weighed.get(row.id)) for row in rows]
    first = {"taken": 0, "moderated": 0}
    found.sort(key=lambda row: (first.get(row.state, 1), row.weight if row.weight is not None else 101))
    return tuple(found[:MOST])


def one_review(by: Staff, review_id: UUID) -> Whole:
    """With her words, if she wrote any: an audited read. Raises NotAllowed."""
    row = next((row for row in _rows(by) if row.id == review_id), None)
    if row is None:
        raise NotAllowed
    state = _states(by).get(review_id, "")
    name = read_as([row.organisation_id])[row.organisation_id].name
    said, worded = read_comment(review_id=review_id, by=by) if state else ("", {})
    return Whole(
        row=_row(row, name, state, _weighed().get(row.id)),
        language=row.language,
        first_hand=row.first_hand,
        met=bool(row.verified),
        answers=tuple((str(NAMES[code]), value) for code, value in row.answers.items()),
        facts=tuple((str(QUESTIONS[code]), yes) for code, yes in row.facts.items()),
        said=said,
        worded=tuple(worded.items()),
    )


def replies_waiting(by: Staff) -> tuple[Waiting, ...]:
    """Of companies of every desk: what they say is no worker's. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        rows = list(ReviewReply.objects.filter(state="waiting").order_by("on", "id"))
    names = read_as({row.recipient_id for row in rows})
    return tuple(Waiting(row.id, names[row.recipient_id].name, row.text, row.language, row.on) for row in rows)


def letters(by: Staff) -> tuple[Letter, ...]:
    """The newest first. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        rows = list(ReviewLetter.objects.order_by("-received_on", "id")[:MOST])
    names = read_as({row.organisation_id for row in rows})
    return tuple(Letter(row.id, names[row.organisation_id].name, row.received_on, row.outcome) for row in rows)


def _require(by: Staff) -> None:
    if not may_moderate(by):
        raise NotAllowed


def _rows(by: Staff) -> list[Review]:
    _require(by)
    with acting_as(by):
        return list(Review.objects.order_by("-week", "id"))


def _states(by: Staff) -> dict[UUID, str]:
    with acting_as(by):
        return dict(ReviewComment.objects.values_list("review_id", "state"))


def _weighed() -> dict[UUID, Weighed]:
    with acting_as(OURSELVES):
        return {each.reviewer: each for each in reckon(clock.today()).rating.weighed}


def _row(row: Review, name: str, state: str, weighed: Weighed | None) -> Row:
    return Row(
        id=row.id,
        organisation=name,
        period=period_words(row.year, row.half),
        weight=round(100 * weighed.weight) if weighed else None,
        why=tuple(str(WEIGHS[reason]) for reason in weighed.reasons) if weighed else (),
        state=state,
        state_words=str(STATES[state]) if state else "",
        taken_out=bool(row.taken_out),
    )
