"""How many questions whoever works somewhere was asked within thirty days. Read inside `acting_as(System(...))`.

Polls of a workplace and polls of a corridor that ends in its country reach the same people, so both count for both: a
workplace has been asked what was asked there and in every such corridor; a corridor what was asked in it and at the
workplace of its country that was asked most. All desks together.
"""

import hashlib
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from saphan.dialogue.polls.models import Poll, PollQuestion, State
from saphan.network.models import Organisation
from saphan.store.turns import one_at_a_time

A_MONTH = timedelta(days=30)
ASKED = (State.RUNNING, State.ENDED, State.ANSWERED, State.STOPPED)
"""Whatever began has cost those who were asked, however it ended."""


def spent(poll: Poll, today: date) -> int:
    """Questions, this poll's own left out."""
    lately = Poll.objects.filter(state__in=ASKED, ends_on__gt=today - A_MONTH).exclude(id=poll.id)
    rows = dict(lately.values_list("id", "organisation_id"))
    ways = dict(lately.values_list("id", "corridor"))
    asked = Counter(PollQuestion.objects.filter(poll_id__in=list(rows)).values_list("poll_id", flat=True))
    country = _country(poll)
    if poll.organisation_id:
        there = [each for each in rows if _is_there(rows[each], ways[each], poll.organisation_id, country)]
        return sum(asked[each] for each in there)
    in_it = sum(asked[each] for each in rows if rows[each] is None and ways[each] == poll.corridor)
    return in_it + _most_at_one(rows, asked, country)


def one_budget_at_a_time(poll: Poll) -> None:
    """Polls that begin in one moment in one country spend the budgets of its people one after another."""
    where = f"poll-budget {_country(poll)}"
    one_at_a_time(UUID(bytes=hashlib.sha256(where.encode()).digest()[:16]))


def _is_there(organisation_id: UUID | None, corridor: str, workplace_id: UUID, country: str) -> bool:
    return organisation_id == workplace_id or (organisation_id is None and corridor[3:] == country)


def _most_at_one(rows: dict[UUID, UUID | None], asked: Counter[UUID], country: str) -> int:
    of_country = set(
        Organisation.objects.filter(id__in=[each for each in rows.values() if each], country=country).values_list(
            "id", flat=True
        )
    )
    by_place: Counter[UUID] = Counter()
    for poll_id, place_id in rows.items():
        if place_id in of_country:
            by_place[place_id] += asked[poll_id]
    return max(by_place.values(), default=0)


def _country(poll: Poll) -> str:
    """Where those work who are asked: ISO 3166, two letters; "" while nobody is named."""
    if poll.organisation_id is None:
        return poll.corridor[3:]
    return Organisation.objects.filter(id=poll.organisation_id).values_list("country", flat=True).first() or ""
