"""What boards say to the monitor of crowding out: "is this true?" is asked of the whole workplace."""

from collections.abc import Iterator
from datetime import date, timedelta

from saphan.dialogue.boards.dials import DEFAULT
from saphan.dialogue.boards.models import Asked as State
from saphan.dialogue.boards.models import Board, BoardQuestion
from saphan.dialogue.crowding.volume import Asked


def was_asked(since: date) -> Iterator[Asked]:
    """For `crowding.volume`: one question for each answer. Call inside `acting_as(System(...))`."""
    rows = list(BoardQuestion.objects.filter(state=State.RELEASED, truth_until__gte=since))
    where = dict(Board.objects.filter(id__in={row.board_id for row in rows}).values_list("id", "organisation_id"))
    for row in rows:
        if row.truth_until is not None:
            first = row.truth_until - timedelta(days=DEFAULT.truth_days)
            yield Asked(where[row.board_id], "", first, row.truth_until, questions=1)
