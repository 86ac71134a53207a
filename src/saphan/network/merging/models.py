"""Which organisation is read as which: one row an act, ended when it is undone, never changed otherwise."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saphan.store.ids import ordered_id


class Why(models.TextChoices):
    NAME = "name", _("The same name, written otherwise")
    MARK = "mark", _("The same phone, address or number")
    TOLD = "told", _("Workers or a visit told us")
    REGISTER = "register", _("A register or the company itself")


class Merge(models.Model):
    """`organisation` is read as `read_as` from a day on, and until it ends.

    Both ids stay what they were, and so does every row that names one of them. A trigger refuses every other change.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="merges")
    read_as = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="merges_here")
    why = models.CharField(max_length=12, choices=Why)
    by = models.UUIDField(null=True)
    on = models.DateField()
    ended_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "network_merge"
        indexes = [models.Index(fields=["read_as"], condition=Q(ended_on=None), name="network_merge_here")]
        constraints = [
            models.CheckConstraint(condition=~Q(organisation=F("read_as")), name="network_merge_two_sides"),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("on")), name="network_merge_dates"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_on=None), name="network_merge_one_at_a_time"
            ),
        ]
