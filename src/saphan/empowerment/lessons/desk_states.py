"""How far each lesson is in each language, for the pages of content staff."""

from dataclasses import dataclass
from itertools import zip_longest

from django.utils.safestring import SafeString

from saphan.empowerment.acceptance.selectors import Word, words_on
from saphan.empowerment.lessons import editing, library, taught
from saphan.empowerment.lessons.drawing import block_as_html
from saphan.empowerment.lessons.library import Lesson
from saphan.empowerment.lessons.shelf import KIND, is_of_older_english, lessons_now
from saphan.empowerment.lessons.words import Fact
from saphan.empowerment.speaking import learner_languages
from saphan.languages.catalogue import worker_languages
from saphan.store import clock
from saphan.store.callers import Staff

Said = dict[tuple[str, str, str], tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """One text. code: missing, sent_back, accepted or waiting. is_older: the English is newer than this."""

    language: str
    code: str
    is_older: bool
    words: tuple[Word, ...]
    is_edited: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({word.name for word in self.words if word.verdict == "accepted"}))


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson. learned: how often it was read to its end; taught: to how many people of groups that were met."""

    lesson: Lesson
    states: tuple[State, ...]
    learned: int
    taught: int


@dataclass(frozen=True, slots=True)
class Pair:
    """One part of the English, and what stands in its place."""

    english: SafeString | str
    said: SafeString | str


def languages() -> tuple[str, ...]:
    """English first; then those in which learners find out, or in which some lesson is written."""
    written = {code for lesson in lessons_now() for code in lesson.languages} | learner_languages()
    return tuple(
        one.code for one in sorted(worker_languages(), key=lambda one: one.code != "en") if one.code in written
    )


def rows(by: Staff) -> tuple[Row, ...]:
    known, shown = lessons_now(), languages()
    said = words_on(KIND, [_key(lesson, code) for lesson in known for code in lesson.languages])
    edited, learned, told = editing.edited_here(by), taught.learned(by), taught.taught(by)
    return tuple(
        Row(
            lesson,
            tuple(_state(lesson, code, said, (lesson.slug, code) in edited) for code in shown),
            sum(number for (slug, _), number in learned.items() if slug == lesson.slug),
            sum(number for (slug, _), number in told.items() if slug == lesson.slug),
        )
        for lesson in known
    )


def state_of(lesson: Lesson, language: str) -> State:
    return _state(lesson, language, words_on(KIND, [_key(lesson, language)]), False)


def facts_over() -> tuple[tuple[Lesson, Fact], ...]:
    """Facts whose source has to be looked at again."""
    today = clock.today()
    over = [(lesson, library.stale_facts(lesson, today)) for lesson in lessons_now()]
    return tuple((lesson, fact) for lesson, ids in over for fact in lesson.english.facts if fact.id in ids)


def side_by_side(slug: str, lesson: Lesson, language: str) -> tuple[Pair, ...]:
    """Title, each paragraph, and each question of the check with its answers."""
    return tuple(
        Pair(*two) for two in zip_longest(_parts(slug, lesson, "en"), _parts(slug, lesson, language), fillvalue="")
    )


def _parts(slug: str, lesson: Lesson, language: str) -> list[SafeString | str]:
    written = lesson.written(language)
    if written is None:
        return []
    body: list[SafeString | str] = [block_as_html(slug, written, block) for block in written.blocks]
    asked = [part for one in written.check for part in (one.asks, *_answers(one.answers, one.right), one.why)]
    return [written.title, *body, *asked]


def _answers(answers: tuple[str, ...], right: int) -> list[str]:
    return [f"{'✓' if place == right else '–'} {answer}" for place, answer in enumerate(answers, 1)]


def _key(lesson: Lesson, language: str) -> tuple[str, str, str]:
    written = lesson.written(language)
    return lesson.slug, written.digest if written else "", language


def _state(lesson: Lesson, language: str, said: Said, is_edited: bool) -> State:
    words = said.get(_key(lesson, language), ())
    verdicts = {word.verdict for word in words}
    code = "missing" if lesson.written(language) is None else "waiting"
    if "sent_back" in verdicts:
        code = "sent_back"
    elif "accepted" in verdicts:
        code = "accepted"
    return State(language, code, is_of_older_english(lesson, language), words, is_edited)
