"""The list on the left: coded rows in words, opened nowhere; its filters and pages as addresses."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework import codes
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.sentences import Said, said
from saphan.casework.wording import language_name, span
from saphan.network import selectors as network
from saphan.network.models import Staff as Member
from saphan.store.callers import Staff
from saphan.voice.refusals import NotAWord
from saphan.voice.selectors import Cursor, InboxFilter, InboxPage, InboxRow, search
from saphan.voice.selectors import inbox as rows_of

PAGE = 50
VIEWS: dict[str, str | Promise] = {
    "": _("All waiting"),
    "mine": _("Mine"),
    "languages": _("My languages"),
    "unassigned": _("Unassigned"),
    "urgent": _("Urgent"),
    "later": _("Later"),
    "answered": _("Answered"),
    "closed": _("Closed"),
}
ON_ANOTHER_SHELF = ("later", "answered", "closed")


@dataclass(frozen=True, slots=True)
class View:
    """One of the list's filters, as a link."""

    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One story in the list, in words. safe_now: None when she comes back by code herself."""

    id: UUID
    url: str
    waiting: str
    waits_a_day: bool
    language: str
    language_code: str
    dialect: str
    icon: str
    about: str | Promise
    place: str
    in_danger: bool
    soon: bool
    unread_danger: bool
    assigned: str
    mine: bool
    safe_now: bool | None
    follow_up_on: date | None
    follow_up_due: bool
    foreign: bool  # in a language that this desk does not name as its own
    found_by: str = ""  # the name or marked word that a search met


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed, where to look on, and why not."""

    typed: str = field(repr=False)
    further: UUID | None = None
    refusal: Said | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    rows: tuple[Row, ...]
    views: tuple[View, ...]
    shelf: str
    query: str
    next_url: str
    first_url: str
    search: Search | None = None

    @property
    def is_refused(self) -> bool:
        return self.search is not None and self.search.refusal is not None


def inbox(by: Staff, asked: QueryDict) -> Inbox:
    """The list that an address asks for; a broken cursor means the first page. Raises NotAllowed."""
    require(may_work_with_stories(by))
    shelf = asked.get("show", "")
    shelf = shelf if shelf in VIEWS else ""
    page = rows_of(by, _filter(by, shelf), after=_cursor(asked.get("after", "")), limit=PAGE)
    query = urlencode({"show": shelf}) if shelf else ""
    return Inbox(
        rows=_rows(by, page.rows, query),
        views=tuple(View(label, _address({"show": code}), code == shelf) for code, label in VIEWS.items()),
        shelf=shelf,
        query=query,
        next_url=_next(page, shelf),
        first_url=_address({"show": shelf}) if asked.get("after") else "",
    )


def found(by: Staff, typed: str, before: UUID | None) -> Inbox:
    """The list of stories in which a name or marked word stands, the newest first. Raises NotAllowed."""
    require(may_work_with_stories(by))
    views = tuple(View(label, _address({"show": code}), False) for code, label in VIEWS.items())
    rows: tuple[Row, ...] = ()
    try:
        answer = search(by, typed, before)
    except NotAWord as refusal:
        asked = Search(typed, refusal=said(refusal))
    else:
        asked = Search(typed, answer.further)
        words = {story.row.id: story.by for story in answer.stories}
        shown = _rows(by, tuple(story.row for story in answer.stories), "")
        rows = tuple(replace(row, found_by=words[row.id]) for row in shown)
    return Inbox(rows=rows, views=views, shelf="", query="", next_url="", first_url="", search=asked)


def _filter(by: Staff, shelf: str) -> InboxFilter:
    if shelf in ON_ANOTHER_SHELF:
        return InboxFilter(status=shelf)
    return InboxFilter(
        mine=shelf == "mine",
        unassigned=shelf == "unassigned",
        urgent=shelf == "urgent",
        languages=_languages(by) if shelf == "languages" else (),
    )


def _languages(by: Staff) -> tuple[str, ...]:
    """Those she speaks; when she named none, one that nobody does, so that the list is empty."""
    named = Member.objects.filter(id=by.id).values_list("languages", flat=True).first()
    return tuple(named or ("none",))


def _rows(by: Staff, rows: tuple[InboxRow, ...], query: str) -> tuple[Row, ...]:
    places = network.organisations(row.place_organisation_id for row in rows if row.place_organisation_id)
    colleagues = dict(Member.objects.filter(id__in={row.assigned_to for row in rows}).values_list("id", "name"))
    ours = network.desk(by.desk_id).languages
    return tuple(_row(by, row, places, colleagues, query, ours) for row in rows)


def _row(
    by: Staff,
    row: InboxRow,
    places: dict[UUID, network.OrganisationCard],
    colleagues: dict[UUID, str],
    query: str,
    ours: tuple[str, ...],
) -> Row:
    place = places.get(row.place_organisation_id) if row.place_organisation_id else None
    url = reverse("casework:conversation", args=[row.id])
    return Row(
        id=row.id,
        url=f"{url}?{query}" if query else url,
        waiting=span(row.waiting) if row.waiting is not None else "",
        waits_a_day=row.waiting is not None and row.waiting.days >= 1,
        language=language_name(row.language),
        language_code=row.language,
        dialect=row.dialect,
        icon=row.icon if row.icon in codes.ICONS else "other",
        about=codes.ICONS.get(row.icon, _("Words only")),
        place=" · ".join(part for part in (place.name if place else "", row.place_line) if part),
        in_danger=row.in_danger,
        soon=row.urgency == 1,
        unread_danger=row.in_danger and row.danger_seen_at is None,
        assigned=colleagues.get(row.assigned_to, "") if row.assigned_to else "",
        mine=row.assigned_to == by.id,
        safe_now=row.safe_to_contact_now,
        follow_up_on=row.follow_up_on,
        follow_up_due=row.follow_up_due,
        foreign=bool(row.language) and row.language not in ours,
    )


def _address(query: dict[str, str]) -> str:
    given = {name: value for name, value in query.items() if value}
    return reverse("casework:inbox") + (f"?{urlencode(given)}" if given else "")


def _next(page: InboxPage, shelf: str) -> str:
    if page.next is None:
        return ""
    after = f"{page.next.urgency}~{page.next.at.isoformat()}~{page.next.id}"
    return _address({"show": shelf, "after": after})


def _cursor(typed: str) -> Cursor | None:
    try:
        urgency, at, last = typed.split("~")
        return Cursor(int(urgency), datetime.fromisoformat(at), UUID(last))
    except ValueError:
        return None
