"""Voices and mandated cases of each desk at each workplace, by whole months. Coded columns only; no word is read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import TruncMonth

from saphan.casework.models import Representative
from saphan.voice.input_class import VOICE
from saphan.voice.models import Conversation, Message

MONTHS: Final = 12
BRINGS: Final = ("union", "committee")
Counts = dict[tuple[UUID, UUID], tuple[int, ...]]
"""By desk and workplace, the oldest month first."""


def whole_months(today: date) -> tuple[date, ...]:
    """First days of the last twelve months that are over, the oldest first."""
    return tuple(_months_before(today, back) for back in range(MONTHS, 0, -1))


def voices(months: Sequence[date]) -> Counts:
    """Stories that are voice, by the month in which they began. Call inside `acting_as(System(...))`."""
    said = Message.objects.filter(conversation_id=OuterRef("id"), inbound=True, part="said", input_class=VOICE)
    began = Conversation.objects.filter(Exists(said), opened_at__gte=_at(months[0]), opened_at__lt=_at(_end(months)))
    rows = (
        began.exclude(place_organisation_id=None)
        .annotate(month=TruncMonth("opened_at", tzinfo=UTC))
        .values_list("desk_id", "place_organisation_id", "month")
        .annotate(number=Count("id"))
    )
    return _counts(months, ((desk, place, month.date(), number) for desk, place, month, number in rows))


def brought(months: Sequence[date]) -> Counts:
    """Mandates of unions and committees, by the month in which they were named, at the workplace of their story."""
    named = Representative.objects.filter(kind__in=BRINGS, named_on__gte=months[0], named_on__lt=_end(months))
    rows = list(named.values_list("desk_id", "conversation_id", "named_on"))
    stories = Conversation.objects.filter(id__in=[story_id for _, story_id, _ in rows])
    places = dict(stories.exclude(place_organisation_id=None).values_list("id", "place_organisation_id"))
    return _counts(months, ((desk, places[story], on, 1) for desk, story, on in rows if story in places))


def _counts(months: Sequence[date], rows: Iterable[tuple[UUID, UUID | None, date, int]]) -> Counts:
    found: dict[tuple[UUID, UUID], list[int]] = defaultdict(lambda: [0] * len(months))
    places = {month: place for place, month in enumerate(months)}
    for desk_id, organisation_id, on, number in rows:
        if organisation_id is not None:
            found[desk_id, organisation_id][places[on.replace(day=1)]] += number
    return {key: tuple(each) for key, each in found.items()}


def _months_before(today: date, back: int) -> date:
    number = today.year * 12 + today.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def _end(months: Sequence[date]) -> date:
    last = months[-1]
    return date(last.year + last.month // 12, last.month % 12 + 1, 1)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
