"""The lessons as they stand in files: one folder each, with a file for every language and its pictures. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from saphan.empowerment.lessons.reading import ENGLISH, NotALesson, marks, read
from saphan.empowerment.lessons.words import STAGES, Written

FOLDER = Path(__file__).parent / "content"
WANTED = ("my", "th", "km", "ne", "bn")
"""In which every lesson should be there, besides English."""
SHAPES = "svg g path line polyline polygon circle ellipse rect title desc text tspan defs linearGradient stop"
DRAWN = frozenset(SHAPES.split(" "))
ODD_IN_A_DRAWING = re.compile(
    r"<!|<\?(?!xml )|&|\bon[a-z]+\s*=|\bhref\b|\bstyle\s*=|url\(|@import|data:|javascript:", re.I
)
LARGEST_DRAWING = 3_000  # bytes


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in all its languages. pictures: names of its drawings."""

    slug: str
    english: Written
    translations: dict[str, Written] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()

    def written(self, language: str) -> Written | None:
        return self.english if language == ENGLISH else self.translations.get(language)

    @property
    def languages(self) -> tuple[str, ...]:
        return (ENGLISH, *sorted(self.translations))


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that somebody who keeps the lessons should look at."""

    slug: str
    language: str
    what: str


def lessons(folder: Path | None = None) -> tuple[Lesson, ...]:
    """All of them, in the order of her journey. Raises NotALesson, with the file that cannot be read."""
    place = folder or FOLDER
    return _read_as_of(place, _changed(place))


def faults(folder: Path | None = None) -> list[Remark]:
    """What may not be so: files that cannot be read, pictures missing or odd, translations unlike their English."""
    found: list[Remark] = []
    for place in _places(folder or FOLDER):
        try:
            found += _faults_of(_lesson(place), place)
        except NotALesson as fault:
            found.append(Remark(place.name, "", str(fault)))
    return sorted(found)


def remarks(today: date, wanted: Iterable[str], known: Iterable[Lesson]) -> list[Remark]:
    """What should be looked at by now: facts whose date is over, translations of older English, missing languages."""
    languages = sorted(set(wanted) - {ENGLISH})
    found: list[Remark] = []
    for lesson in known:
        found += [Remark(lesson.slug, ENGLISH, f"fact {id}: its date is over") for id in stale_facts(lesson, today)]
        for language in languages:
            written = lesson.translations.get(language)
            if written is None:
                found.append(Remark(lesson.slug, language, "missing"))
            elif written.made_from != lesson.english.digest:
                found.append(Remark(lesson.slug, language, "made from an older English"))
    return sorted(found)


def stale_facts(lesson: Lesson, today: date) -> tuple[str, ...]:
    """Ids of facts whose source has to be looked at again."""
    return tuple(fact.id for fact in lesson.english.facts if fact.stale_after < today)


def unlike(english: Written, written: Written) -> Iterator[str]:
    """In what a translation differs from its English other than in its words."""
    for name in ("topic", "corridors", "stage", "order"):
        if getattr(written, name) != getattr(english, name):
            yield f"`{name}` differs from the English"
    if set(marks(written)) - {fact.id for fact in english.facts}:
        yield "it marks a fact that the English does not have"
    shape = [(len(one.answers), one.right) for one in english.check]
    if [(len(one.answers), one.right) for one in written.check] != shape:
        yield "its check has other answers than the English"


def odd_in_drawing(text: str) -> str:
    """Why a drawing may not stand on a page; empty when it may."""
    if len(text.encode()) > LARGEST_DRAWING:
        return f"more than {LARGEST_DRAWING} bytes"
    strange = sorted(set(re.findall(r"<\s*([A-Za-z:]+)", text)) - DRAWN)
    if strange:
        return f"has <{strange[0]}>"
    odd = ODD_IN_A_DRAWING.search(text)
    return f"has {odd[0]}" if odd else ""


def pictures_of(written: Written) -> tuple[str, ...]:
    return tuple(block.file for block in written.blocks if block.file)


def _places(folder: Path) -> list[Path]:
    return sorted(place for place in folder.iterdir() if place.is_dir()) if folder.exists() else []


def _changed(folder: Path) -> int:
    return max((file.stat().st_mtime_ns for file in folder.glob("*/*")), default=0)


@cache
def _read_as_of(folder: Path, changed: int) -> tuple[Lesson, ...]:
    known = map(_lesson, _places(folder))
    return tuple(sorted(known, key=lambda one: (STAGES.index(one.english.stage), one.english.order, one.slug)))


def _lesson(place: Path) -> Lesson:
    written = {file.stem: _written(file) for file in sorted(place.glob("*.md"))}
    english = written.pop(ENGLISH, None)
    if english is None:
        raise NotALesson(f"{place.name}: there is no en.md.")
    return Lesson(place.name, english, written, tuple(sorted(file.name for file in place.glob("*.svg"))))


def _written(file: Path) -> Written:
    try:
        written = read(file.read_text(encoding="utf-8"))
    except NotALesson as fault:
        raise NotALesson(f"{file.parent.name}/{file.name}: {fault}") from None
    if written.language != file.stem:
        raise NotALesson(f"{file.parent.name}/{file.name}: its language is {written.language}.")
    return written


def _faults_of(lesson: Lesson, place: Path) -> Iterator[Remark]:
    for language, written in lesson.translations.items():
        yield from (Remark(lesson.slug, language, what) for what in unlike(lesson.english, written))
    for language in lesson.languages:
        shown = lesson.written(language)
        for name in pictures_of(shown) if shown else ():
            if name not in lesson.pictures:
                yield Remark(lesson.slug, language, f"there is no {name}")
    for name in lesson.pictures:
        if odd := odd_in_drawing((place / name).read_text(encoding="utf-8")):
            yield Remark(lesson.slug, "", f"{name} {odd}")
