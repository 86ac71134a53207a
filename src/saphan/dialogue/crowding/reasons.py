"""Where fewer people speak since they are asked, no poll begins: it rests, or a lead writes down why it goes on."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.dialogue.crowding.judging import last_judged, warned_places
from saphan.dialogue.crowding.models import PollReason
from saphan.dialogue.refusals import DoesNotFit
from saphan.network.models import Organisation

SHORTEST, LONGEST = 20, 1000  # signs
STALE: Final = timedelta(days=100)
"""A finding whose month began longer ago says nothing of now: the monitor has not run."""


def is_crowded(*, organisation_id: UUID | None, corridor: str, today: date) -> bool:
    """A warning stands at this workplace, or at one in the country in which the corridor ends.

    Call inside `acting_as(System(...))`.
    """
    month = last_judged()
    if month is None or today - month > STALE:
        return False
    places = warned_places(month)
    if organisation_id is not None:
        return organisation_id in places
    return bool(corridor) and Organisation.objects.filter(id__in=places, country=corridor[3:]).exists()


def has_reason(poll_id: UUID) -> bool:
    return PollReason.objects.filter(poll_id=poll_id).exists()


def keep_reason(*, poll_id: UUID, desk_id: UUID, text: str, by: UUID, on: date, once: UUID) -> bool:
    """Call as the staff who writes it. False for one that was kept before. Raises DoesNotFit."""
    said = text.strip()
    if not SHORTEST <= len(said) <= LONGEST:
        raise DoesNotFit("reason")
    if PollReason.objects.filter(id=once).exists():
        return False
    PollReason.objects.create(id=once, poll_id=poll_id, desk_id=desk_id, text=said, by=by, on=on)
    return True
