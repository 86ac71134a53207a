"""How many learned, and never who: a number for a lesson, a language and a week; and groups that were taught."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Sum

from saphan.empowerment.lessons.models import LessonLearned, LessonTaught
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.vault.recording import Payload, record, record_fact

OURSELVES = System("empowerment.learned")
MOST = 500  # people in one teaching; more is a slip of the hand


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def count_learned(slug: str, language: str) -> None:
    """One more who read it to its end, this week."""
    with acting_as(OURSELVES) as moment:
        week = monday(moment.day)
        row, _new = LessonLearned.objects.get_or_create(slug=slug, language=language, week=week)
        LessonLearned.objects.filter(id=row.id).update(number=F("number") + 1)


def count_taught(*, lesson: str, language: str, people: int, day: date, visit: UUID, by: Staff) -> bool:
    """Keep that a group was taught on a visit; False when this visit said so already, and for no number of people.

    lesson: its slug. A tablet that sends twice counts once.
    """
    if not 1 <= people <= MOST:
        return False
    with acting_as(by):
        given = {"desk_id": by.desk_id, "people": people, "day": day, "by": by.id}
        row, is_new = LessonTaught.objects.get_or_create(visit_id=visit, slug=lesson, language=language, defaults=given)
        if is_new:
            detail: Payload = {"lesson": lesson, "language": language}
            record("empowerment.lesson_taught", row.id, detail=detail)
            with acting_as(OURSELVES):
                record_fact("empowerment.lesson_taught", row.id, {**detail, "people": people})
        return is_new


def learned(by: Staff) -> dict[tuple[str, str], int]:
    """Lesson and language → how often it was read to its end."""
    with acting_as(by):
        rows = LessonLearned.objects.values_list("slug", "language").annotate(Sum("number"))
        return {(slug, language): number for slug, language, number in rows}


def taught(by: Staff) -> dict[tuple[str, str], int]:
    """Lesson and language → how many people were taught it, of what she may see."""
    with acting_as(by):
        rows = LessonTaught.objects.values_list("slug", "language").annotate(Sum("people"))
        return {(slug, language): number for slug, language, number in rows}
