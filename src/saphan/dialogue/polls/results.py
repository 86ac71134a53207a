"""What may be read of a poll that has ended, the same for everybody: workers, the desk, the company that answers.

Counts leave by `release.engine` alone, one cube a question, so that a choice of fewer than the threshold is never shown
and cannot be computed. Of a delicate question the estimate is read, never a count of yes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from saphan.dialogue.polls import garbling
from saphan.dialogue.polls.garbling import Estimate
from saphan.dialogue.polls.models import Poll, PollAnswer, PollQuestion, PollResponse, PollWindow, State
from saphan.dialogue.polls.services import OURSELVES
from saphan.release import cubes, engine, thresholds
from saphan.release.engine import HIDDEN, GivesAway, Table
from saphan.release.noise import key_of
from saphan.store.acting import acting_as
from saphan.vault import hashing

YES_OR_NO = 2
ONLY_ALL, EACH = frozenset[int](), frozenset({0})


@dataclass(frozen=True, slots=True)
class Result:
    """Of one question. people: about how many answered; None: too few to say anything.

    counts: about how many chose each, in their order, None where it is not shown; empty for a delicate question, which
    has an estimate instead.
    """

    place: int
    words: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    people: int | None
    counts: tuple[int | None, ...] = ()
    is_delicate: bool = False
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Response:
    text: str
    language: str
    on: date
    in_time: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """broken: the day passed, and there is no answer. threshold: fewer are never shown."""

    threshold: int
    respond_by: date
    results: tuple[Result, ...]
    response: Response | None
    broken: bool


def of_poll(poll_id: UUID) -> Ended | None:
    """None while it is not over."""
    with acting_as(OURSELVES) as moment:
        poll = Poll.objects.filter(id=poll_id, state__in=(State.ENDED, State.ANSWERED)).first()
        if poll is None or poll.respond_by is None:
            return None
        questions = PollQuestion.objects.filter(poll_id=poll_id).order_by("place")
        limits = _limits(poll)
        response = _response(poll, poll.respond_by)
        return Ended(
            limits.public_cell,
            poll.respond_by,
            tuple(_result(one, limits) for one in questions),
            response,
            broken=response is None and moment.day > poll.respond_by,
        )


def _limits(poll: Poll) -> thresholds.Thresholds:
    """Workers read it, so that no threshold is lower than that of the public."""
    least = max(poll.threshold or 0, thresholds.DEFAULT.public_cell)
    return replace(thresholds.DEFAULT, public_cell=least)


def _response(poll: Poll, respond_by: date) -> Response | None:
    row = PollResponse.objects.filter(poll_id=poll.id).order_by("on", "id").first()
    return Response(row.text, row.language, row.on, row.on <= respond_by) if row else None


def _result(question: PollQuestion, limits: thresholds.Thresholds) -> Result:
    table = _table(question, limits)
    people = _shown(table, -1)
    head = question.place, question.words, question.choices
    if question.is_delicate:
        return Result(*head, people, is_delicate=True, estimate=_estimate(question) if people else None)
    counts = tuple(_shown(table, place) for place in range(_size(question)))
    return Result(*head, people, counts)


def kept_in_by(poll: Poll) -> frozenset[str]:
    """Which attacks would find out too much of a question, so that nothing of it is read. As System, when it ends."""
    found = set()
    for question in PollQuestion.objects.filter(poll_id=poll.id):
        try:
            _tried(*_told(question), is_delicate=question.is_delicate, limits=_limits(poll))
        except GivesAway as kept_in:
            found.add(kept_in.attack)
    return frozenset(found)


def _table(question: PollQuestion, limits: thresholds.Thresholds) -> Table | None:
    """None: nothing safe was found."""
    return let_out(*_told(question), is_delicate=question.is_delicate, limits=limits)


def _told(question: PollQuestion) -> tuple[list[str], list[tuple[tuple[str], int]]]:
    """As `let_out` takes it."""
    secret = _secret(question.id)
    answers = PollAnswer.objects.filter(question_id=question.id).values_list("id", "choice")
    people = [((str(choice),), key_of(answer_id, secret)) for answer_id, choice in answers]
    return [str(place) for place in range(_size(question))], people


def let_out(
    codes: Sequence[str],
    people: Sequence[tuple[tuple[str], int]],
    *,
    is_delicate: bool = False,
    limits: thresholds.Thresholds = thresholds.DEFAULT,
) -> Table | None:
    """Of one question: codes, its choices; people, what each chose and her key. Pure. None: nothing safe was found."""
    try:
        return _tried(codes, people, is_delicate=is_delicate, limits=limits)
    except GivesAway:
        return None


def _tried(
    codes: Sequence[str],
    people: Sequence[tuple[tuple[str], int]],
    *,
    is_delicate: bool,
    limits: thresholds.Thresholds,
) -> Table:
    """Raises GivesAway."""
    cube = cubes.cube_of(("choice",), (codes,), people)
    return engine.let_out(cube, (ONLY_ALL,) if is_delicate else (ONLY_ALL, EACH), thresholds=limits)


def _shown(table: Table | None, place: int) -> int | None:
    if table is None or table.values[place] == HIDDEN:
        return None
    return int(table.values[place])


def _estimate(question: PollQuestion) -> Estimate | None:
    window = PollWindow.objects.filter(question_id=question.id).first()
    kept = list(PollAnswer.objects.filter(question_id=question.id).values_list("choice", flat=True))
    return garbling.estimate(sum(kept), len(kept), window.was_set) if window else None


def _size(question: PollQuestion) -> int:
    return len(next(iter(question.choices.values()))) if question.choices else YES_OR_NO


def _secret(question_id: UUID) -> bytes:
    """Under the oldest key there is, so that a newer one does not move what was read before."""
    found = hashing.tags("poll-results", str(question_id))
    return found[min(found)]
