"""A kind of promise to answer, and somewhere a thing of that kind that a company was asked about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from saphan.dialogue.boards import desk_reading as board_pages
from saphan.dialogue.boards import services as boards
from saphan.dialogue.polls import desk_reading as poll_pages
from saphan.dialogue.polls import services as polls
from saphan.dialogue.promises.kinds import Kind
from saphan.store import clock
from tests.dialogue.boards.given import a_board_place
from tests.dialogue.given import Place, a_place


@dataclass(frozen=True, slots=True)
class OfAKind:
    """begins: by its service. begun: what a row says that began. not_whole: what none may say.

    promised: what stays, each with another value. cards_of: what pages list for a caller.
    """

    kind: Kind[Any]
    at: Place
    drafted: Callable[[], UUID]
    begins: Callable[[UUID], None]
    begun: Mapping[str, Any]
    not_whole: Mapping[str, Any]
    promised: Mapping[str, Any]
    cards_of: Callable[[Any], tuple[Any, ...]]


def a_poll() -> OfAKind:
    at, later = a_place(), clock.today() + timedelta(days=40)
    return OfAKind(
        polls.POLL,
        at,
        at.drafted,
        lambda poll_id: polls.begin(poll_id=poll_id, by=at.lead),
        {"state": "running"},
        {"respond_by": None, "ends_on": None, "begins_on": None},
        {"corridor": "MM-TH", "begins_on": clock.today() + timedelta(days=1), "ends_on": later, "respond_by": later},
        poll_pages.polls_of,
    )


def a_board() -> OfAKind:
    place = a_board_place()
    return OfAKind(
        boards.BOARD,
        place.at,
        place.drafted,
        lambda board_id: boards.open_board(board_id=board_id, by=place.at.lead),
        {"state": "open", "opened_on": clock.today()},
        {"answer_days": None},
        {"answer_days": 30},
        board_pages.boards_of,
    )
