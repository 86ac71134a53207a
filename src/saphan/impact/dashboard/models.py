"""Which partners may be named beside the promises that they kept. Each word that they say is a row that stays."""

from django.db import models

from saphan.store.ids import random_id


class Naming(models.Model):
    """What somebody of an organisation said; the newest word of each holds. by: who signed in and said it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation_id = models.UUIDField()
    agreed = models.BooleanField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "impact_naming"
        indexes = [models.Index(fields=["organisation_id", "at"], name="impact_naming_newest")]


class NamedPromises(models.Model):
    """What was let out of one partner: how many promises had their day, in fives, and in which band those kept lie.

    month: the first of the last month that is counted.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation_id = models.UUIDField()
    month = models.DateField()
    promises = models.PositiveIntegerField()
    band = models.CharField(max_length=12)
    made_on = models.DateField()

    class Meta:
        db_table = "impact_named_promises"
        constraints = [models.UniqueConstraint(fields=["organisation_id", "month"], name="impact_named_promises_once")]
