"""Which stories may get one answer together: the inbox's rows, with what keeps some of them apart."""

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework import codes
from saphan.casework.batches import (
    FROZEN,
    GONE,
    IN_DANGER,
    MOST,
    NO_WORDS,
    OPEN_CASE,
    OTHER_LANGUAGE,
    STOPPED,
    needs_choosing_singly,
)
from saphan.casework.coming_along import MOVED
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.wording import language_name, span
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice.selectors import InboxFilter
from saphan.voice.selectors import inbox as rows_of

Words = str | Promise
WHY_LEFT_OUT: dict[str, Words] = {
    NO_WORDS: _("there are no approved words in her language"),
    OTHER_LANGUAGE: _("your words are in another language"),
    IN_DANGER: _("she is in danger: answer her by herself, or tick her alone"),
    OPEN_CASE: _("she has an open case: answer her by herself, or tick her alone"),
    GONE: _("her story is not here any more"),
    MOVED: _("her story moved to another desk"),
    STOPPED: _("stopped before it was delivered"),
    FROZEN: _("the desk was frozen before it was delivered"),
}
KEPT_APART: dict[str, Words] = {IN_DANGER: _("in danger"), OPEN_CASE: _("has an open case")}


@dataclass(frozen=True, slots=True)
class Alike:
    """One story that may be ticked. apart: why the button for all of them does not tick it; "" otherwise."""

    id: UUID
    language: str
    about: Words
    place: str
    waiting: str
    apart: Words


@dataclass(frozen=True, slots=True)
class AlikePage:
    rows: tuple[Alike, ...]
    languages: tuple[tuple[str, str], ...]
    shelf: str
    language: str
    icon: str
    there_are_more: bool

    @property
    def together(self) -> int:
        """How many the button for all of them ticks."""
        return len(self.rows) - self.apart

    @property
    def apart(self) -> int:
        return sum(bool(row.apart) for row in self.rows)


def stories_alike(by: Staff, asked: QueryDict) -> AlikePage:
    """At most 200 of the stories that an address asks for. Raises NotAllowed."""
    require(may_work_with_stories(by))
    shelf = asked.get("show", "")
    language, icon = asked.get("language", ""), asked.get("icon", "")
    found = rows_of(by, _filter(shelf, language, icon), limit=MOST)
    with acting_as(by):
        apart = needs_choosing_singly([row.id for row in found.rows])
    places = network.read_as(row.place_organisation_id for row in found.rows if row.place_organisation_id)
    return AlikePage(
        rows=tuple(
            Alike(
                id=row.id,
                language=language_name(row.language),
                about=codes.ICONS.get(row.icon, _("Words only")),
                place=" · ".join(part for part in (_name(places, row.place_organisation_id), row.place_line) if part),
                waiting=span(row.waiting) if row.waiting is not None else "",
                apart=KEPT_APART.get(apart.get(row.id, ""), ""),
            )
            for row in found.rows
        ),
        languages=tuple((code, language_name(code)) for code in network.desk(by.desk_id).languages),
        shelf=shelf,
        language=language,
        icon=icon,
        there_are_more=found.next is not None,
    )


def _name(places: dict[UUID, network.OrganisationCard], place_id: UUID | None) -> str:
    place = places.get(place_id) if place_id else None
    return place.name if place else ""


def _filter(shelf: str, language: str, icon: str) -> InboxFilter:
    languages = (language,) if language else ()
    if shelf == "answered":
        return InboxFilter(status="answered", languages=languages, icon=icon)
    return InboxFilter(unassigned=shelf == "unassigned", languages=languages, icon=icon)
