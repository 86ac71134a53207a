"""What was let out: each release of a table is a version of its own, and stays."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Protection


class Release(models.Model):
    """One version of one table. values: along the extended array, −1 where nothing is shown.

    margins: the tables that are shown, each as the places of its dimensions. facts, newest_fact_on: from how many coded
    facts, the newest of which day. corrects: why there is another version of the same month, as a code; "" for none.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    name = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    month = models.DateField()
    made_on = models.DateField()
    made_by = models.CharField(max_length=60)
    dimensions = models.JSONField()
    categories = models.JSONField()
    margins = models.JSONField()
    values = models.JSONField()
    facts = models.PositiveIntegerField()
    newest_fact_on = models.DateField(null=True)
    cells_wanted = models.PositiveIntegerField()
    cells_shown = models.PositiveIntegerField()
    corrects = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "impact_release"
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="impact_release_version")]


class ReleaseGround(models.Model):
    """The true counts behind one release, −1 where nothing was ever shown: for the releasing task, to compare with."""

    release_id = models.UUIDField(primary_key=True)
    counts = models.JSONField()

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "impact_release_ground"
