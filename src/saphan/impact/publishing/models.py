"""Editions of the indicators: each version is a row that stays."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Protection


class PublishedEdition(models.Model):
    """All figures that stand from one day on, ready to be read.

    figures: one list each of indicator, code, period, value, n, low, high. catalogue: its edition. facts: how many
    were read. cells_wanted, cells_shown: numbers behind the figures. corrects: why the same month has another
    version, as a code; "" for none. epsilon: what it took of the year's budget, where numbers are paid; None: not paid.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    version = models.PositiveIntegerField(unique=True)
    month = models.DateField()
    made_on = models.DateField()
    made_by = models.CharField(max_length=60)
    catalogue = models.PositiveIntegerField()
    figures = models.JSONField()
    facts = models.BigIntegerField()
    cells_wanted = models.PositiveIntegerField()
    cells_shown = models.PositiveIntegerField()
    corrects = models.CharField(max_length=40, blank=True)
    epsilon = models.DecimalField(max_digits=12, decimal_places=6, null=True)

    class Meta:
        db_table = "impact_edition"


class EditionGround(models.Model):
    """What lies behind one edition, for the task that makes the next: of each number by its name what it truly was on
    the day on which it was last let out.
    """

    edition_id = models.UUIDField(primary_key=True)
    numbers = models.JSONField()

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "impact_edition_ground"
