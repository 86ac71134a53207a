"""What a moderator sees: the codes of her own desk's reviews, what each weighs and why; nothing of who wrote."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from saphan.empowerment.reviews.desk_words import STATES, WEIGHS
from saphan.empowerment.reviews.models import Review, ReviewComment, ReviewLetter, ReviewReply
from saphan.empowerment.reviews.moderating import may_moderate, read_comment, read_letter
from saphan.empowerment.reviews.words import NAMES, QUESTIONS, period_words
from saphan.network.selectors import read_as
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed

MOST = 100
WAITS_FIRST = Case(When(state__in=("taken", "moderated"), then=Value(0)), default=Value(1)).asc()


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
    """Comments that wait first, then whatever weighs little, then the rest. Raises NotAllowed.

    Nothing is reckoned here: what each weighs was written down in the night (`weighing`).
    """
    _require(by)
    with acting_as(by):
        rows = list(_with_states().order_by(WAITS_FIRST, F("weight").asc(nulls_last=True), "-week", "id")[:MOST])
    names = read_as({row.organisation_id for row in rows})
    return tuple(_row(row, names[row.organisation_id].name, row.state) for row in rows)


def one_review(by: Staff, review_id: UUID) -> Whole:
    """With her words, if she wrote any: an audited read. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        row = _with_states().filter(id=review_id).first()
    if row is None:
        raise NotAllowed
    state = row.state
    name = read_as([row.organisation_id])[row.organisation_id].name
    said, worded = read_comment(review_id=review_id, by=by) if state else ("", {})
    return Whole(
        row=_row(row, name, state),
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


def one_letter(by: Staff, letter_id: UUID) -> tuple[Letter, str]:
    """With what it says: an audited read. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        row = ReviewLetter.objects.filter(id=letter_id).first()
    if row is None:
        raise NotAllowed
    name = read_as([row.organisation_id])[row.organisation_id].name
    return Letter(row.id, name, row.received_on, row.outcome), read_letter(letter_id=letter_id, by=by)


def _require(by: Staff) -> None:
    if not may_moderate(by):
        raise NotAllowed


def _with_states() -> QuerySet[Review, Any]:
    """state: of its comment, "" where she wrote none."""
    comment = ReviewComment.objects.filter(review_id=OuterRef("id")).values("state")[:1]
    return Review.objects.annotate(state=Coalesce(Subquery(comment), Value("")))


def _row(row: Review, name: str, state: str) -> Row:
    return Row(
        id=row.id,
        organisation=name,
        period=period_words(row.year, row.half),
        weight=row.weight,
        why=tuple(str(WEIGHS[reason]) for reason in row.reasons),
        state=state,
        state_words=str(STATES[state]) if state else "",
        taken_out=bool(row.taken_out),
    )
