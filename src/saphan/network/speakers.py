"""Who of a desk speaks which language, and is there when; the promise that pages make comes from here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from saphan.languages.closest import Fit, alike, spoken_with
from saphan.network import duty, selectors
from saphan.network.models import Organisation, Role, Staff

WITH_STORIES = (Role.CASEWORKER.value, Role.LEAD.value)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who works with stories. until: when she is on duty now; else next_at, when she is next, if ever."""

    id: UUID
    name: str
    languages: tuple[str, ...]
    until: datetime | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """language: in which somebody can talk with her, "" for none. here: now; else at, when.

    closest: it is not her own. unknown: somebody could, and the roster does not say when.
    """

    language: str = ""
    here: bool = False
    at: datetime | None = None
    closest: bool = False
    unknown: bool = False


def speakers(
    desk_id: UUID, now: datetime, roles: Collection[str] = WITH_STORIES, *, zone: ZoneInfo | None = None
) -> tuple[Speaker, ...]:
    """Everybody of the desk with one of these roles, by name. zone: the desk's, where the caller has it at hand."""
    rows = Staff.objects.filter(desk_id=desk_id, is_active=True, left_on=None, roles__overlap=list(roles))
    zone = zone or ZoneInfo(selectors.desk(desk_id).time_zone)
    spans = duty.spans_around(selectors.stretches(desk_id), zone, now, selectors.days_off(desk_id))
    return tuple(
        Speaker(row.id, row.name, languages_of(row), *_when(spans, row.id, now))
        for row in rows.order_by("name", "id").only("id", "name", "languages", "language")
    )


def languages_of(member: Staff) -> tuple[str, ...]:
    """Those that she named; where she named none, that of her pages."""
    return tuple(member.languages) or (member.language,)


def who_writes_with(organisation_id: UUID, staff_ids: Collection[UUID]) -> list[UUID]:
    """Of these people, those who speak the company's language; everybody where nobody does."""
    language = Organisation.objects.values_list("language", flat=True).get(id=organisation_id)
    people = Staff.objects.filter(id__in=staff_ids).order_by("name", "id")
    speaking = [one.id for one in people if alike(language) & set(languages_of(one))]
    return speaking or list(staff_ids)


def _when(spans: Iterable[duty.Span], staff_id: UUID, now: datetime) -> tuple[datetime | None, datetime | None]:
    hers = [span for span in spans if span.staff_id == staff_id and span.until > now]
    until = max((span.until for span in hers if span.since <= now), default=None)
    return until, None if until else min((span.since for span in hers), default=None)


def reached(people: Iterable[Speaker], speaks: str, pages: str) -> Reached:
    """What can honestly be said to who speaks this language: here now, at that time, in a closer one, or nobody. Pure.

    Her own language at some time comes before a close one, and somebody who is here before somebody who will be.
    """
    fits = [(spoken_with(one.languages, speaks, pages), one) for one in people]
    own = [(spoken.language, one) for spoken, one in fits if spoken and spoken.fit == Fit.HERS]
    other = [(spoken.language, one) for spoken, one in fits if spoken and spoken.fit != Fit.HERS]
    found = _soonest(own, closest=False)
    found = found if found.language else _soonest(other, closest=True)
    return found if found.language else Reached(unknown=bool(own or other))


def _soonest(known: Iterable[tuple[str, Speaker]], *, closest: bool) -> Reached:
    listed = list(known)
    here = next((language for language, one in listed if one.until), "")
    if here:
        return Reached(here, True, None, closest)
    later = min(((one.next_at, language) for language, one in listed if one.next_at), default=None)
    return Reached(later[1], False, later[0], closest) if later else Reached()


def who_speaks(people: Iterable[Speaker], language: str) -> tuple[Speaker, ...]:
    """Those who speak it, who is here first. Pure."""
    known = [one for one in people if alike(language) & set(one.languages)]
    return tuple(sorted(known, key=lambda one: (one.until is None, one.next_at is None, one.name)))
