"""What the public may see: figures that were released, month by month. Nothing here names anybody."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import COUNTING, SYSTEM, Protection


class Publication(models.Model):
    """One month's release. values: indicator → {value, behind, on}, or null for "fewer than 11"."""

    id = models.UUIDField(primary_key=True, default=random_id)
    month = models.DateField(unique=True)
    published_on = models.DateField()
    values = models.JSONField()

    class Meta:
        db_table = "impact_publication"


class IndicatorValue(models.Model):
    """An indicator as folded from facts at the end of a month; a rebuild gives the same. For the releasing task only.

    value: the figure, money in whole units. behind: the people or things that the threshold is about.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    indicator = models.CharField(max_length=40)
    month = models.DateField()
    value = models.BigIntegerField()
    behind = models.BigIntegerField()

    protection = Protection(read=(COUNTING, SYSTEM), add=(SYSTEM,), remove=(SYSTEM,))

    class Meta:
        db_table = "impact_indicator_value"
        constraints = [models.UniqueConstraint(fields=["indicator", "month"], name="impact_indicator_value_once")]
