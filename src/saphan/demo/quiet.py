"""What was said now and then before the walks: single voices about other places. Half a year in which little is heard
is what a rise stands out from, so that the scan for signals has something to say of the last weeks."""

from datetime import datetime, timedelta
from typing import Final

from saphan.casework import services as casework
from saphan.demo import affairs, cast, passing, story
from saphan.demo.affairs import Affair, Worker
from saphan.demo.story import People
from saphan.store import callers
from saphan.store.tasks import run_waiting
from saphan.verification.signals import raising

# Weeks ago, desk, language, topic, kind, about whom.
SAID: Final = (
    (30, cast.THAILAND, "th", "hours", "no_rest_day", "Teak Path Furniture"),
    (26, cast.THAILAND, "km", "fees", "fee_overcharge", "Lotus Road Agency"),
    (23, cast.MALAYSIA, "ne", "housing", "overcrowding", "Three Palms Electronics"),
    (19, cast.MYANMAR, "my", "pay", "late_pay", "Morning Loom Textiles"),
    (17, cast.THAILAND, "th", "pay", "late_pay", "Little Heron Toys"),
    (14, cast.MALAYSIA, "ne", "housing", "overcrowding", "Three Palms Electronics"),
)


def now_and_then(everybody: People, now: datetime, answers_at: dict[str, str]) -> None:
    """Each is answered, written down and closed. answers_at: who answers, by desk."""
    for weeks, desk, language, topic, kind, respondent in SAID:
        passing.travel_to(now - timedelta(weeks=weeks))
        worker = Worker("somebody", language, desk=desk)
        affair = affairs.of_one(topic, kind, respondent, worker)
        _said_and_closed(affair, worker, everybody, everybody.staff[answers_at[desk]])


def _said_and_closed(affair: Affair, worker: Worker, everybody: People, by: callers.Staff) -> None:
    story.she_writes(affair, worker, everybody.desks[worker.desk])
    story.the_desk_answers(worker, by)
    story.the_desk_records(affair, worker, by, everybody.organisations[affair.respondent])
    casework.close_case(case_id=affair.case_id, outcome="information_given", by=by)
    run_waiting()


def look_for_signals() -> None:
    """As the first sweep of the day would."""
    raising.set_going()
    run_waiting()
