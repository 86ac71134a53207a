"""Pairs of organisations that software found alike: asked of a person once, and never acted on by software."""

from django.db import models
from django.db.models import F, Q

from saphan.store.ids import random_id


class Decision(models.TextChoices):
    SAME = "same"
    DIFFERENT = "different"
    LATER = "later"


class DuplicateProposal(models.Model):
    """Two organisations that may be one. features: by field, the level that was found and its weight.

    decision: empty while nobody has looked. engine, model: what found it. Nothing of workers.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    left = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField()
    features: "models.JSONField[dict[str, list[str | float]], dict[str, list[str | float]]]" = models.JSONField()
    engine = models.CharField(max_length=8)
    model = models.CharField(max_length=12)
    on = models.DateField()
    decision = models.CharField(max_length=9, blank=True, default="")
    decided_by = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        db_table = "network_duplicate_proposal"
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="network_duplicate_asked_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="network_duplicate_in_order"),
            models.CheckConstraint(condition=Q(decision__in=["", *Decision.values]), name="network_duplicate_decision"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_on=None)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="network_duplicate_decided_by_a_person",
            ),
        ]
