"""What everybody may know of our languages: who has read which words, and what is offered where there are no pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.languages import switched_on
from saphan.languages.catalogue import LANGUAGES, Language, by_code
from saphan.languages.switched_on import ROOMS
from saphan.network import word_reviews
from saphan.network.desk_terms import languages_spoken
from saphan.network.naming import language_name
from saphan.network.word_reviews import RoomState
from saphan.voice.aloud.playing import CanBeHeard, can_be_heard

PARTS: dict[str, str | Promise] = {
    "voice": _("Pages of workers"),
    "web": _("What stands on every page"),
    "impact": _("Public figures"),
    "casework": _("Answers and casework"),
    "remedy": _("Promises and remedy"),
    "empowerment": _("Lessons and checks"),
    "network": _("Organisations and people"),
    "verification": _("Checking"),
}


@dataclass(frozen=True, slots=True)
class Pages:
    """A language with pages, or with pages that are being written. name: in the reader's language.

    heard: how much of it is read aloud, None for nothing.
    """

    code: str
    own_name: str
    name: str
    is_here: bool
    for_staff: bool
    parts: tuple[tuple[str | Promise, RoomState], ...]
    heard: CanBeHeard | None = None

    @property
    def sentences(self) -> int:
        return sum(state.sentences for _part, state in self.parts)

    @property
    def accepted(self) -> int:
        return sum(state.accepted for _part, state in self.parts)

    @property
    def by(self) -> tuple[str, ...]:
        return tuple(sorted({name for _part, state in self.parts for name in state.by}))


@dataclass(frozen=True, slots=True)
class WithoutPages:
    """identified: told from its writing. closest: code and own name of languages whose pages are offered.

    heard: how much of our questions is read aloud in it, None for nothing.
    """

    code: str
    own_name: str
    name: str
    identified: bool
    spoken: bool
    closest: tuple[tuple[str, str], ...]
    heard: CanBeHeard | None = None


def with_pages() -> tuple[Pages, ...]:
    """In the order of the table; English is the source and has nothing to be read against."""
    here = {one.code for one in switched_on.for_workers(ROOMS)}
    staff = {one.code for one in switched_on.for_staff(ROOMS)}
    heard = can_be_heard()
    return tuple(_pages(one, here, staff, heard.get(one.code)) for one in LANGUAGES if one.workers)


def without_pages() -> tuple[WithoutPages, ...]:
    """Those that we recognise first."""
    spoken = languages_spoken()
    here = {one.code for one in switched_on.for_workers(ROOMS)}
    heard = can_be_heard()
    found = [_without(one, spoken, here, heard.get(one.code)) for one in LANGUAGES if not one.workers]
    return tuple(sorted(found, key=lambda one: not one.identified))


def _pages(one: Language, here: set[str], staff: set[str], heard: CanBeHeard | None) -> Pages:
    parts = tuple((PARTS[state.room], state) for state in _states(one.code))
    name = language_name(one.code)
    return Pages(one.code, one.own_name, name, one.code in here, one.code in staff, parts, heard)


def _states(code: str) -> Iterator[RoomState]:
    known = {state.room: state for state in word_reviews.states(code)}
    return (known[room] for room in PARTS if room in known)


def _without(one: Language, spoken: frozenset[str], here: set[str], heard: CanBeHeard | None) -> WithoutPages:
    closest = tuple((code, by_code()[code].own_name) for code in one.offered if code in here)
    name = language_name(one.code)
    return WithoutPages(one.code, one.own_name, name, one.identified, one.code in spoken, closest, heard)
