"""What staff say about words, as network keeps it: nothing of workers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import SIGNED, SYSTEM, Protection, also, staff_of


class WordReview(models.Model):
    """One native reviewer's word on one translation. digest: of the very words that she read (`languages.reviewing`).

    said: the translation that she accepts, or the one that she proposes instead; a form for each number.
    name: as she wants it to stand in public.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    language = models.CharField(max_length=12)
    room = models.CharField(max_length=20)
    digest = models.CharField(max_length=32)
    sentence = models.TextField()
    verdict = models.CharField(max_length=8)
    said = ArrayField(models.TextField())
    by = models.UUIDField()
    name = models.CharField(max_length=80)
    on = models.DateField()

    class Meta:
        db_table = "network_word_review"
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=["accepted", "proposed"]), name="network_word_verdict"),
            models.UniqueConstraint(fields=["digest", "language", "by"], name="network_one_word_a_reviewer"),
        ]


class DeskTerm(models.Model):
    """A word of a language in which Saphan has no pages, as a desk learned it: what it means, and who noted it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    language = models.CharField(max_length=12)
    term = models.CharField(max_length=120)
    meaning = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(staff_of(), SYSTEM), add=(also(staff_of(), SIGNED), SYSTEM), remove=(staff_of(), SYSTEM)
    )

    class Meta:
        db_table = "network_desk_term"
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "language", "term", "meaning"], name="network_desk_term_once"),
        ]
