"""Who waits to be rung, as the page shows it: danger first, then the oldest; nothing opened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework.wording import language_name, span
from saphan.network import selectors as network
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice.channels import call_backs
from saphan.voice.models import Contact, Conversation, Urgency
from saphan.voice.safe_times import is_safe, zone_of

HOW: dict[str, str | Promise] = {
    call_backs.MISSED: _("She rang, and was not answered."),
    call_backs.WORD: _("She wrote the word with which she asks for a call."),
}
A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Caller:
    """One that waits. safe_now: None where she named no hours, so that we do not know."""

    id: UUID
    conversation_id: UUID
    language: str
    how: str | Promise
    asked_at: datetime
    waits: str
    waits_a_day: bool
    tries: int
    last_try_at: datetime | None
    safe_now: bool | None
    in_danger: bool


def queue(by: Staff) -> tuple[Caller, ...]:
    """Of the own desk. Raises NotAllowed."""
    waiting = call_backs.waiting_calls(by)
    hours = _hours([row.conversation_id for row in waiting], by)
    now, desk_zone = clock.now(), network.desk(by.desk_id).time_zone
    known = [row for row in waiting if row.conversation_id in hours]
    callers = (_caller(row, *hours[row.conversation_id], now, desk_zone) for row in known)
    return tuple(sorted(callers, key=lambda caller: not caller.in_danger))


def _hours(conversation_ids: list[UUID], by: Staff) -> dict[UUID, tuple[list[str], int | None, bool]]:
    """When each may be rung, by which clock, and whether she is in danger."""
    with acting_as(by):
        stories = list(Conversation.objects.filter(id__in=conversation_ids))
        people = Contact.objects.filter(id__in=[story.contact_id for story in stories if story.reply_by == "phone"])
        times = {person: hers for person, *hers in people.values_list("id", "safe_times", "clock")}
    return {story.id: (*times.get(story.contact_id, ([], None)), story.urgency == Urgency.DANGER) for story in stories}


def _caller(
    row: call_backs.Waiting, times: list[str], her_clock: int | None, in_danger: bool, now: datetime, desk_zone: str
) -> Caller:
    waited = now - row.asked_at
    return Caller(
        id=row.id,
        conversation_id=row.conversation_id,
        language=language_name(row.language),
        how=HOW.get(row.how, HOW[call_backs.MISSED]),
        asked_at=row.asked_at,
        waits=span(waited),
        waits_a_day=waited.total_seconds() >= A_DAY,
        tries=row.tries,
        last_try_at=row.last_try_at,
        safe_now=is_safe(times, now.astimezone(zone_of(her_clock, desk_zone))) if times else None,
        in_danger=in_danger,
    )
