"""Editing a lesson here: the whole file, kept over the file of the repository, and given back as such files."""

import io
import zipfile
from dataclasses import replace

from saphan.empowerment.acceptance.refusals import ChangedSince
from saphan.empowerment.lessons import shelf
from saphan.empowerment.lessons.library import Lesson, pictures_of, unlike
from saphan.empowerment.lessons.models import LessonText
from saphan.empowerment.lessons.reading import ENGLISH, NotALesson, read, write
from saphan.empowerment.lessons.words import Written
from saphan.network.models import Role
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed, Refusal
from saphan.vault.recording import record


class CannotBeRead(Refusal):
    """What was written is no lesson; `why` says where, to whoever wrote it."""

    code = "cannot_be_read"

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class NothingChanged(Refusal):
    """The words are those that stand already."""

    code = "nothing_changed"


def may_edit(by: Staff) -> bool:
    return by.has_role(Role.EDITOR)


def edit_lesson(*, slug: str, language: str, text: str, was: str, by: Staff) -> Written:
    """Keep a text over the file's; it waits to be accepted anew. was: digest of what the editor saw, "" for none.

    Raises NotAllowed, ChangedSince, CannotBeRead, NothingChanged; nothing is kept then.
    """
    if not may_edit(by):
        raise NotAllowed
    lesson = shelf.lesson_now(slug)
    if lesson is None:
        raise CannotBeRead(f"There is no lesson {slug}.")
    stands = lesson.written(language)
    if (stands.digest if stands else "") != was:
        raise ChangedSince
    written = _whole(lesson, language, text)
    if stands is not None and write(written) == write(stands):
        raise NothingChanged
    with acting_as(by) as moment:
        given = {"slug": slug, "language": language, "text": write(written), "digest": written.digest}
        row = LessonText.objects.create(**given, by=by.id, at=moment.now)
        record("empowerment.lesson_edited", row.id, detail={"lesson": slug, "language": language})
    return written


def to_edit(lesson: Lesson, language: str) -> str:
    """The file as it stands; for a language without one the English, ready to be translated."""
    stands = lesson.written(language)
    if stands is not None:
        return write(stands)
    english = lesson.english
    return write(replace(english, language=language, made_from=english.digest, made_by_machine=False, facts=()))


def edited_here(by: Staff) -> frozenset[tuple[str, str]]:
    """Lesson and language of every text that stands over a file."""
    with acting_as(by):
        return frozenset(LessonText.objects.values_list("slug", "language").distinct())


def as_files(by: Staff) -> bytes:
    """Every text that was edited here, as the folders of the repository, in a ZIP."""
    here = edited_here(by)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        for lesson in shelf.lessons_now():
            for language in lesson.languages:
                written = lesson.written(language)
                if written and (lesson.slug, language) in here:
                    folder.writestr(f"{lesson.slug}/{language}.md", write(written))
    return made.getvalue()


def _whole(lesson: Lesson, language: str, text: str) -> Written:
    try:
        written = read(text)
    except NotALesson as fault:
        raise CannotBeRead(str(fault)) from None
    if written.language != language:
        raise CannotBeRead(f"Its language is {written.language}.")
    wrong = list(unlike(lesson.english, written)) if language != ENGLISH else []
    wrong += [f"there is no {name}" for name in pictures_of(written) if name not in lesson.pictures]
    if wrong:
        raise CannotBeRead("; ".join(wrong))
    return written
