"""A lesson is heard: a recording that lies beside its file, else a machine, where a native listener accepted it.

A recording is `<language>.<first eight signs of the digest>.mp3`, so that it is of the very words or not played. In a
demo the machine reads in every language that it has a voice for; whoever listens is told that it is one.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db.models import Q

from saphan.empowerment.acceptance.selectors import shown
from saphan.empowerment.lessons import library
from saphan.empowerment.lessons.models import LessonSound
from saphan.empowerment.lessons.shelf import KIND, lessons_now
from saphan.empowerment.lessons.words import Written
from saphan.network import demo_log_ins
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import each_minute
from saphan.voice.aloud import programs
from saphan.voice.aloud.models import MachineVoice
from saphan.voice.aloud.sounds import Sound

OURSELVES = System("empowerment.read_lessons")
AT_ONCE = 3  # lessons a minute
LARGEST = 600_000  # bytes of one lesson; no page loads it before she asks


@dataclass(frozen=True, slots=True)
class Heard:
    """sound: the part of the address that names it."""

    sound: str
    by_machine: bool


def register() -> None:
    each_minute("empowerment.read_lessons", read_what_is_missing)


def heard(slug: str, written: Written) -> Heard | None:
    """What plays on the page of these words; None where there is no audio yet."""
    if _recorded(slug, written.language, written.digest[:8]):
        return Heard(f"{slug}.{written.language}.{written.digest[:8]}", by_machine=False)
    with acting_as(OURSELVES):
        of = {"slug": slug, "language": written.language, "digest": written.digest}
        found = LessonSound.objects.filter(**of).values_list("id", flat=True).first()
    return Heard(str(found), by_machine=True) if found and written.language in _languages() else None


def sound(named: str) -> Sound | None:
    """What `heard` names."""
    slug, _, rest = named.partition(".")
    language, _, digest = rest.partition(".")
    if rest:
        file = _recorded(slug, language, digest)
        return Sound("audio/mpeg", file.read_bytes()) if file else None
    with acting_as(OURSELVES):
        row = LessonSound.objects.filter(id=UUID(named)).first()
    return Sound(row.kind, bytes(row.content)) if row and row.language in _languages() else None


def read_what_is_missing() -> None:
    """A few lessons that may be shown and that nobody read in the words that stand now."""
    languages = _languages()
    if programs.missing() or not languages:
        return
    with acting_as(OURSELVES):
        known = set(LessonSound.objects.values_list("slug", "language", "digest"))
    waiting = [
        (lesson.slug, written)
        for lesson in lessons_now()
        for written in (lesson.english, *lesson.translations.values())
        if written.language in languages and (lesson.slug, written.language, written.digest) not in known
    ]
    for slug, written in waiting[:AT_ONCE]:
        _read(slug, written)


def _read(slug: str, written: Written) -> None:
    if not shown(KIND, slug, written.digest, written.language).visible:
        return
    try:
        made = programs.spoken(written.spoken, written.language)
    except programs.ProgramFailed:
        return
    if not 0 < len(made) <= LARGEST:
        return
    with acting_as(OURSELVES) as moment:
        LessonSound.objects.filter(slug=slug, language=written.language).delete()
        of = {"slug": slug, "language": written.language, "digest": written.digest}
        LessonSound.objects.create(**of, kind="audio/mpeg", content=made, on=moment.day)


def _languages() -> frozenset[str]:
    accepted = MachineVoice.objects.filter(Q(ended_on=None)).values_list("language", flat=True)
    return frozenset(programs.VOICES) if demo_log_ins.are_allowed() else frozenset(accepted)


def _recorded(slug: str, language: str, digest: str) -> Path | None:
    named = f"{language}.{digest}.mp3"
    beside = {lesson.slug for lesson in library.lessons()}
    if slug not in beside or not all(part.isalnum() and part.isascii() for part in (language, digest)):
        return None
    file = library.FOLDER / slug / named
    return file if file.exists() else None
