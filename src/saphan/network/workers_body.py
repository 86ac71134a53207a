"""A union or workers' committee, as network keeps it: nothing of workers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id


class WorkersBody(models.Model):
    """A union or workers' committee at a workplace, and how a worker can reach it. Offered to her, never automatic."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="workers_bodies")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    how_to_reach = models.CharField(max_length=300)
    languages = ArrayField(models.CharField(max_length=12), default=list)
    noted_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "network_workers_body"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["union", "committee"]), name="network_workers_body_kind"),
        ]
