"""What a deployment writes over the files of lessons, and how many learned. Nobody who learned stands here."""

from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import (
    ANYONE_ACTING,
    SIGNED,
    SYSTEM,
    Condition,
    Protection,
    also,
    any_of,
    setting,
    staff_of,
)
from saphan.voice.input_class import LEARNED

OWN = Condition("signer", f"by = {setting('staff')}")


class LessonText(models.Model):
    """A lesson in one language as somebody edited it here: a whole file. The newest is read over the file's."""

    id = models.UUIDField(primary_key=True, default=random_id)
    slug = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    text = models.TextField()
    digest = models.CharField(max_length=32)
    by = models.UUIDField()
    at = models.DateTimeField()

    protection = Protection(read=(ANYONE_ACTING,), add=(also(any_of("staff"), SIGNED),), append_only=True)

    class Meta:
        db_table = "empowerment_lesson_text"
        indexes = [models.Index(fields=["slug", "language", "-at"], name="empowerment_lesson_newest")]


class LessonLearned(models.Model):
    """How often a lesson was read to its end in one language in one week. week: its Monday."""

    INPUT_RULE = LEARNED

    id = models.UUIDField(primary_key=True, default=random_id)
    slug = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    week = models.DateField()
    number = models.PositiveIntegerField(default=0)

    protection = Protection(read=(any_of("staff"), SYSTEM), add=(SYSTEM,), change=(SYSTEM,))

    class Meta:
        db_table = "empowerment_lesson_learned"
        constraints = [
            models.UniqueConstraint(fields=["slug", "language", "week"], name="empowerment_learned_one_row_a_week")
        ]


class LessonTaught(models.Model):
    """A lesson that somebody of a desk taught, from a tablet and without a network: to how many, and no names."""

    INPUT_RULE = LEARNED

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    slug = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    people = models.PositiveSmallIntegerField()
    day = models.DateField()
    visit_id = models.UUIDField()
    by = models.UUIDField()

    protection = Protection(read=(staff_of(), OWN, SYSTEM), add=(OWN,))

    class Meta:
        db_table = "empowerment_lesson_taught"
        constraints = [
            models.UniqueConstraint(fields=["visit_id", "slug", "language"], name="empowerment_taught_once_a_visit"),
            models.CheckConstraint(condition=Q(people__gte=1, people__lte=500), name="empowerment_taught_to_some"),
        ]


class LessonSound(models.Model):
    """A lesson as a machine reads it, of the very words. Nobody's secret."""

    id = models.UUIDField(primary_key=True, default=random_id)
    slug = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    content = models.BinaryField()
    on = models.DateField()

    protection = Protection(read=(ANYONE_ACTING,), add=(SYSTEM,), remove=(SYSTEM,))

    class Meta:
        db_table = "empowerment_lesson_sound"
        constraints = [models.UniqueConstraint(fields=["slug", "language"], name="empowerment_lesson_sound_one")]
