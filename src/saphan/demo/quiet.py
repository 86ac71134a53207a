"""What was said beside the walks: now and then a voice about another place, and lately some who say that all is well.

Half a year in which little is heard is what a rise stands out from, so that the scan for signals has something to say
of the last weeks. Who says that all is well stands beside the issues of that company, and lowers nothing there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from saphan.casework import services as casework
from saphan.demo import cast, passing
from saphan.demo.sayings import REPLIES, TOPICS
from saphan.demo.story import People
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store import callers, clock
from saphan.store.tasks import run_waiting
from saphan.verification.signals import raising
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound

ANSWERS_AT: Final = {cast.THAILAND: "nok", cast.MYANMAR: "hnin", cast.MALAYSIA: "bishnu"}


@dataclass(frozen=True, slots=True)
class Said:
    """One voice. topic: of the sayings."""

    days_ago: int
    desk: str
    language: str
    topic: str
    kind: str
    about: str


NOW_AND_THEN: Final = (
    Said(210, cast.THAILAND, "th", "hours", "no_rest_day", "Teak Path Furniture"),
    Said(182, cast.THAILAND, "km", "fees", "fee_overcharge", "Lotus Road Agency"),
    Said(161, cast.MALAYSIA, "ne", "housing", "overcrowding", "Three Palms Electronics"),
    Said(133, cast.MYANMAR, "my", "pay", "late_pay", "Morning Loom Textiles"),
    Said(119, cast.THAILAND, "th", "pay", "late_pay", "Little Heron Toys"),
    Said(98, cast.MALAYSIA, "ne", "housing", "overcrowding", "Three Palms Electronics"),
)
ALL_IS_WELL: Final = (
    Said(9, cast.THAILAND, "th", "well", "says_not_so", "Golden Kite Garments"),
    Said(9, cast.THAILAND, "th", "well", "says_not_so", "Golden Kite Garments"),
    Said(8, cast.MYANMAR, "my", "well", "good_practice", "Golden Kite Garments"),
)


def let_them_speak(said: tuple[Said, ...], everybody: People, now: datetime) -> None:
    """Each is answered, written down and closed."""
    for one in said:
        passing.travel_to(now - timedelta(days=one.days_ago))
        by = everybody.staff[ANSWERS_AT[one.desk]]
        _write_down(one, _heard(one, everybody.desks[one.desk], by), everybody.organisations[one.about], by)


def _heard(said: Said, desk_id: UUID, by: callers.Staff) -> UUID:
    words = TOPICS[said.topic][said.language]
    story_id = voice.accept(Inbound(desk_id, "web", said.language, once=str(uuid4()), text=words)).conversation_id
    run_waiting()
    casework.take_up(conversation_id=story_id, by=by)
    voice.reply(conversation_id=story_id, text=REPLIES[said.language], by=by)
    return story_id


def _write_down(said: Said, story_id: UUID, respondent_id: UUID, by: callers.Staff) -> None:
    case_id = casework.open_case(conversation_id=story_id, by=by)
    casework.record_concern(
        case_id=case_id,
        conversation_id=story_id,
        by=by,
        kind=said.kind,
        respondent_id=respondent_id,
        stage=kind_of(said.kind).stage,
        period_from=clock.today() - timedelta(days=30),
        first_hand=True,
        number_affected=1,
    )
    casework.close_case(case_id=case_id, outcome="information_given", by=by)
    run_waiting()


def look_for_signals() -> None:
    """As the first sweep of the day would."""
    raising.set_going()
    run_waiting()
