"""The desk's inbox: coded rows only, nothing opened; keyset pages, so that a long queue costs no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, F, Min, Q, QuerySet, When

from saphan.languages.closest import alike
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice.models import Contact, Conversation, Status, Urgency
from saphan.voice.safe_times import is_safe, zone_of


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """status: one of voice's, or "" for all that is not closed. languages: () for any.

    longest: who has waited longest comes first, whatever the urgency.
    """

    status: str = Status.WAITING.value
    mine: bool = False
    unassigned: bool = False
    urgent: bool = False
    languages: tuple[str, ...] = ()
    icon: str = ""
    assigned_to: UUID | None = None
    longest: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins: after the row with these values."""

    urgency: int
    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class InboxRow:
    """What a list may show of a story. safe_to_contact_now: None when she comes back by code herself."""

    id: UUID
    language: str
    dialect: str
    icon: str
    channel: str
    place_organisation_id: UUID | None
    place_line: str
    status: str
    urgency: int
    opened_at: datetime
    waiting_since: datetime | None
    waiting: timedelta | None
    assigned_to: UUID | None
    follow_up_on: date | None
    follow_up_due: bool
    danger_at: datetime | None
    danger_seen_at: datetime | None
    safe_to_contact_now: bool | None

    @property
    def in_danger(self) -> bool:
        return self.urgency == Urgency.DANGER


@dataclass(frozen=True, slots=True)
class LanguageWaits:
    """How many wait who speak one language, and since when the first of them does."""

    language: str
    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class InboxPage:
    rows: tuple[InboxRow, ...]
    next: Cursor | None


def inbox(by: Staff, filters: InboxFilter, after: Cursor | None = None, limit: int = 50) -> InboxPage:
    """The most urgent first, then who has waited longest; `next` is None on the last page."""
    column = "waiting_since" if filters.status == Status.WAITING else "opened_at"
    desk_zone = network.desk(by.desk_id).time_zone
    with acting_as(by) as moment:
        order = (column, "id") if filters.longest else ("-urgency", column, "id")
        chosen = _after(_chosen(by, filters), column, after, by_urgency=not filters.longest)
        found = list(chosen.order_by(*order)[: limit + 1])
        contacts = Contact.objects.in_bulk([row.contact_id for row in found[:limit]])
    rows = tuple(_row(row, contacts.get(row.contact_id), moment.now, desk_zone) for row in found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return InboxPage(rows, Cursor(last.urgency, getattr(last, column), last.id) if last else None)


def languages_that_wait(by: Staff) -> tuple[LanguageWaits, ...]:
    """Of all that wait for the desk, who has waited longest first."""
    with acting_as(by):
        waiting = Conversation.objects.filter(desk_id=by.desk_id, left_on=None, status=Status.WAITING)
        speaks = Case(When(dialect="", then=F("language")), default=F("dialect"))
        found = waiting.order_by().values_list(speaks).annotate(Count("id"), Min("waiting_since"))
        return tuple(sorted((LanguageWaits(*row) for row in found if row[2]), key=lambda one: one.since))


def rows_of_stories(by: Staff, conversation_ids: Collection[UUID]) -> tuple[InboxRow, ...]:
    """The same rows for stories that were found otherwise, in their order; one that is gone is left out."""
    desk_zone = network.desk(by.desk_id).time_zone
    with acting_as(by) as moment:
        stories = Conversation.objects.filter(desk_id=by.desk_id, left_on=None).in_bulk(list(conversation_ids))
        contacts = Contact.objects.in_bulk([story.contact_id for story in stories.values()])
    found = [stories[each] for each in conversation_ids if each in stories]
    return tuple(_row(story, contacts.get(story.contact_id), moment.now, desk_zone) for story in found)


def _chosen(by: Staff, filters: InboxFilter) -> QuerySet[Conversation]:
    stories = Conversation.objects.filter(desk_id=by.desk_id, left_on=None)
    stories = stories.filter(status=filters.status) if filters.status else stories.exclude(status=Status.CLOSED)
    if filters.mine:
        stories = stories.filter(assigned_to=by.id)
    if filters.unassigned:
        stories = stories.filter(assigned_to=None)
    if filters.urgent:
        stories = stories.filter(urgency__gt=Urgency.ORDINARY)
    if filters.languages:
        stories = stories.filter(_speaks(filters.languages))
    if filters.assigned_to:
        stories = stories.filter(assigned_to=filters.assigned_to)
    if filters.icon:
        stories = stories.filter(icon=filters.icon)
    return stories


def _speaks(languages: Collection[str]) -> Q:
    """What she speaks is her dialect, where one is known; else the language of her pages."""
    known = {each for language in languages for each in alike(language)}
    return Q(dialect__in=known) | Q(dialect="", language__in=known)


def _after(
    stories: QuerySet[Conversation], column: str, after: Cursor | None, *, by_urgency: bool
) -> QuerySet[Conversation]:
    if after is None:
        return stories
    later = Q(**{f"{column}__gt": after.at}) | Q(**{column: after.at, "id__gt": after.id})
    if not by_urgency:
        return stories.filter(later)
    return stories.filter(Q(urgency__lt=after.urgency) | Q(urgency=after.urgency) & later)


def _row(story: Conversation, contact: Contact | None, now: datetime, desk_zone: str) -> InboxRow:
    return InboxRow(
        id=story.id,
        language=story.language,
        dialect=story.dialect,
        icon=story.icon,
        channel=story.channel,
        place_organisation_id=story.place_organisation_id,
        place_line=story.place_line,
        status=story.status,
        urgency=story.urgency,
        opened_at=story.opened_at,
        waiting_since=story.waiting_since,
        waiting=now - story.waiting_since if story.waiting_since else None,
        assigned_to=story.assigned_to,
        follow_up_on=story.follow_up_on,
        follow_up_due=story.follow_up_on is not None and story.follow_up_on <= now.date(),
        danger_at=story.danger_at,
        danger_seen_at=story.danger_seen_at,
        safe_to_contact_now=_safe_now(story, contact, now, desk_zone),
    )


def _safe_now(story: Conversation, contact: Contact | None, now: datetime, desk_zone: str) -> bool | None:
    if story.reply_by != "phone" or contact is None:
        return None
    return is_safe(contact.safe_times, now.astimezone(zone_of(contact.clock, desk_zone)))
