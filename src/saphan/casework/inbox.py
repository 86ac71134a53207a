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
from saphan.casework.forms import as_id
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.routing.cards import Here, languages_now
from saphan.casework.sentences import Said, said
from saphan.casework.wording import language_name, span
from saphan.languages.closest import alike
from saphan.network import selectors as network
from saphan.network.models import Staff as Member
from saphan.network.speakers import languages_of
from saphan.store.callers import Staff
from saphan.voice.models import Status
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
    "longest": _("Waiting longest"),
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
class LanguageView:
    """One language in which people wait, as a filter. nobody: what is missing while nobody on duty speaks it."""

    name: str
    number: int
    longest: str
    nobody: str
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
    reads: str  # the language of her pages, where it is another than hers
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
    foreign: bool  # in a language that this desk does not name as its own, and nobody has it
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
    languages: tuple[LanguageView, ...] = ()
    narrowed: str = ""  # to one language, or to one colleague's

    @property
    def is_refused(self) -> bool:
        return self.search is not None and self.search.refusal is not None


def inbox(by: Staff, asked: QueryDict, here: Here | None = None) -> Inbox:
    """The list that an address asks for; a broken cursor means the first page. Raises NotAllowed.

    here: who is there, where the page has read it already.
    """
    require(may_work_with_stories(by))
    kept = asked_of(asked)
    shelf = kept["show"]
    narrow = {name: value for name, value in kept.items() if name != "show"}
    page = rows_of(by, _filter(by, kept), after=_cursor(asked.get("after", "")), limit=PAGE)
    return Inbox(
        rows=_rows(by, page.rows, urlencode({name: value for name, value in kept.items() if value})),
        views=tuple(View(label, _address({**narrow, "show": code}), code == shelf) for code, label in VIEWS.items()),
        shelf=shelf,
        query=urlencode({name: value for name, value in kept.items() if value}),
        next_url=_next(page, kept),
        first_url=_address(kept) if asked.get("after") else "",
        languages=_languages_that_wait(by, kept, here),
        narrowed=_narrowed(by, kept),
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


def asked_of(asked: QueryDict) -> dict[str, str]:
    """What an address asks for and every link of the list keeps; what it cannot mean is dropped."""
    shelf, speaks, to = asked.get("show", ""), asked.get("speaks", ""), as_id(asked.get("to", ""))
    is_language = speaks.isalpha() and speaks.isascii() and len(speaks) <= 12
    return {
        "show": shelf if shelf in VIEWS else "",
        "speaks": speaks if is_language else "",
        "to": str(to) if to else "",
    }


def _narrowed(by: Staff, kept: dict[str, str]) -> str:
    to = as_id(kept["to"])
    name = Member.objects.filter(id=to, desk_id=by.desk_id).values_list("name", flat=True).first() or "" if to else ""
    return " · ".join(part for part in (language_name(kept["speaks"]) if kept["speaks"] else "", name) if part)


def _languages_that_wait(by: Staff, kept: dict[str, str], here: Here | None) -> tuple[LanguageView, ...]:
    """Who has waited longest first. The current one leads back to all."""
    return tuple(
        LanguageView(
            name=line.name,
            number=line.number,
            longest=line.longest,
            nobody=line.nobody,
            url=_address({**kept, "speaks": "" if line.code == kept["speaks"] else line.code}),
            current=line.code == kept["speaks"],
        )
        for line in languages_now(by, here)
    )


def _filter(by: Staff, kept: dict[str, str]) -> InboxFilter:
    shelf, speaks = kept["show"], kept["speaks"]
    spoken = _languages(by) if shelf == "languages" else ()
    return InboxFilter(
        status=shelf if shelf in ON_ANOTHER_SHELF else Status.WAITING.value,
        mine=shelf == "mine",
        unassigned=shelf == "unassigned",
        urgent=shelf == "urgent",
        longest=shelf == "longest",
        languages=(speaks,) if speaks else spoken,
        assigned_to=as_id(kept["to"]),
    )


def _languages(by: Staff) -> tuple[str, ...]:
    """Those in which the house leads stories to her; for who is none of its people, one that nobody speaks."""
    member = Member.objects.filter(id=by.id).first()
    return languages_of(member) if member else ("none",)


def _rows(by: Staff, rows: tuple[InboxRow, ...], query: str) -> tuple[Row, ...]:
    places = network.read_as(row.place_organisation_id for row in rows if row.place_organisation_id)
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
        language=language_name(row.dialect or row.language),
        language_code=row.dialect or row.language,
        reads=language_name(row.language) if row.dialect else "",
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
        foreign=not (alike(row.language) | alike(row.dialect)) & set(ours) and row.assigned_to is None,
    )


def _address(query: dict[str, str]) -> str:
    given = {name: value for name, value in query.items() if value}
    return reverse("casework:inbox") + (f"?{urlencode(given)}" if given else "")


def _next(page: InboxPage, kept: dict[str, str]) -> str:
    if page.next is None:
        return ""
    after = f"{page.next.urgency}~{page.next.at.isoformat()}~{page.next.id}"
    return _address({**kept, "after": after})


def _cursor(typed: str) -> Cursor | None:
    try:
        urgency, at, last = typed.split("~")
        return Cursor(int(urgency), datetime.fromisoformat(at), UUID(last))
    except ValueError:
        return None
