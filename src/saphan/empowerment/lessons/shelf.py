"""The lessons as they stand now: files, what was edited here over them, and what of it a learner may see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from saphan.empowerment.acceptance.selectors import OURSELVES, Shown, shown_of
from saphan.empowerment.lessons import library
from saphan.empowerment.lessons.library import Lesson, stale_facts
from saphan.empowerment.lessons.models import LessonText
from saphan.empowerment.lessons.reading import ENGLISH, read
from saphan.empowerment.lessons.words import TOPICS, Written
from saphan.empowerment.speaking import learner_languages
from saphan.store import clock
from saphan.store.acting import acting_as

KIND: Final = "lesson"
Text = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """A lesson on the list, in one language."""

    slug: str
    title: str
    icon: str
    stage: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One lesson as a learner reads it. after: the next of the list, if there is one.

    may_be_old: a source has to be looked at again, or the English is newer than these words.
    """

    lesson: Lesson
    written: Written
    shown: Shown
    may_be_old: bool
    languages: tuple[str, ...]
    after: Card | None


def lessons_now() -> tuple[Lesson, ...]:
    """Files, with the newest edit of each text over them."""
    with acting_as(OURSELVES):
        rows = LessonText.objects.order_by("slug", "language", "-at").distinct("slug", "language")
        edits = {(slug, language): text for slug, language, text in rows.values_list("slug", "language", "text")}
    return tuple(_edited(lesson, edits) for lesson in library.lessons())


def lesson_now(slug: str) -> Lesson | None:
    return next((lesson for lesson in lessons_now() if lesson.slug == slug), None)


def list_of(language: str, corridor: str = "") -> tuple[Card, ...]:
    """What may be shown in a language, in the order of her journey; of one corridor, if named."""
    return tuple(_cards(lessons_now(), language, corridor))


def open_lesson(slug: str, language: str) -> Opened | None:
    """None where there is no such lesson, or none that may be shown in this language."""
    known = lessons_now()
    lesson = next((one for one in known if one.slug == slug), None)
    written = lesson.written(language) if lesson else None
    if lesson is None or written is None:
        return None
    seen = shown_of(KIND, [_text(lesson, code) for code in lesson.languages])
    shown = seen[_text(lesson, language)]
    if not shown.visible:
        return None
    spoken = learner_languages()
    offered = tuple(code for code in lesson.languages if code in spoken and seen[_text(lesson, code)].visible)
    is_old = bool(stale_facts(lesson, clock.today())) or is_of_older_english(lesson, language)
    return Opened(lesson, written, shown, is_old, offered, _after(known, slug, language))


def corridors() -> tuple[str, ...]:
    """Those of which some lesson speaks apart."""
    named = {code for lesson in lessons_now() for code in lesson.english.corridors}
    return tuple(sorted(named - {"all"}))


def is_of_older_english(lesson: Lesson, language: str) -> bool:
    written = lesson.written(language)
    return language != ENGLISH and written is not None and written.made_from != lesson.english.digest


def _cards(known: tuple[Lesson, ...], language: str, corridor: str) -> Iterator[Card]:
    there = [one for one in known if one.written(language) and (not corridor or one.english.is_for(corridor))]
    seen = shown_of(KIND, [_text(one, language) for one in there])
    for lesson in there:
        shown, written = seen[_text(lesson, language)], lesson.written(language)
        if shown.visible and written:
            yield Card(lesson.slug, written.title, TOPICS[written.topic], written.stage, shown.is_unread)


def _after(known: tuple[Lesson, ...], slug: str, language: str) -> Card | None:
    cards = list(_cards(known, language, ""))
    at = next((place for place, card in enumerate(cards) if card.slug == slug), len(cards))
    return cards[at + 1] if at + 1 < len(cards) else None


def _text(lesson: Lesson, language: str) -> Text:
    written = lesson.written(language)
    return lesson.slug, written.digest if written else "", language


def _edited(lesson: Lesson, edits: dict[tuple[str, str], str]) -> Lesson:
    here = {language: _read(text) for (slug, language), text in edits.items() if slug == lesson.slug}
    english = here.pop(ENGLISH, lesson.english)
    return replace(lesson, english=english, translations={**lesson.translations, **here})


@lru_cache(maxsize=500)
def _read(text: str) -> Written:
    return read(text)
