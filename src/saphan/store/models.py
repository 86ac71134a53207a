"""What kind of database this is, the demo's clock, and which desks are frozen."""

from datetime import timedelta

from django.db import models

from saphan.store.ids import random_id


class Deployment(models.Model):
    """The only row of its table.

    `ever_demo` never goes back to False: a database that held the demo cannot become real.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    ever_demo = models.BooleanField(default=False)
    clock_offset = models.DurationField(default=timedelta)

    class Meta:
        db_table = "store_deployment"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="store_deployment_only_one"),
            models.CheckConstraint(
                condition=models.Q(ever_demo=True) | models.Q(clock_offset=timedelta()),
                name="store_deployment_real_time_unless_demo",
            ),
        ]


class FrozenDesk(models.Model):
    """A desk for which nobody of it may act; `acting_as` looks here. Goes only after two people said so (Reopener).

    A trigger counts them. `freezing`: a random id of this one time, so that no word counts for another.
    """

    desk_id = models.UUIDField(primary_key=True)
    freezing = models.UUIDField(unique=True)
    since = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        db_table = "store_frozen_desk"


class Reopener(models.Model):
    """One person's word that a frozen desk may be opened again; kept."""

    id = models.UUIDField(primary_key=True, default=random_id)
    freezing = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "store_reopener"
        constraints = [models.UniqueConstraint(fields=["freezing", "by"], name="store_reopener_once")]
