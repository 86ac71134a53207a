"""What tells organisations apart beside their names, the keys they are found by, and what was decided. No words."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Protection, staff_of, stories_of


class MarkKind(models.TextChoices):
    PHONE = "phone", _("Telephone")
    REGISTRATION = "registration", _("Registration number")
    ADDRESS = "address", _("Address")
    WEBSITE = "website", _("Website")


class Mark(models.Model):
    """A telephone or registration number, an address or a website. written: as people read it. normal: as compared."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=12, choices=MarkKind)
    written = models.CharField(max_length=200)
    normal = models.CharField(max_length=200)

    class Meta:
        db_table = "network_organisation_mark"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "normal"], name="network_mark_once"),
            models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="network_mark_kind"),
            models.CheckConstraint(condition=~Q(normal=""), name="network_mark_says_something"),
        ]


class Key(models.Model):
    """One key of one organisation, as a number (`keys.number`); kept in step by who changes names and marks."""

    pk = models.CompositePrimaryKey("key", "organisation_id")
    key = models.BigIntegerField()
    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "network_matching_key"


class Decision(models.Model):
    """Whom a concern was taken to be about, beside whom the house proposed: codes and ids, never what was typed.

    place: of the chosen one among those shown, from 1; 0 for none of them. picked: the house had picked her already.
    candidates: id, score and the level of each field, of those shown.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    concern_id = models.UUIDField()
    organisation_id = models.UUIDField()
    band = models.CharField(max_length=4)
    place = models.PositiveSmallIntegerField()
    picked = models.BooleanField()
    candidates: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField()
    version = models.CharField(max_length=40)
    on = models.DateField()

    protection = Protection(read=(staff_of(), SYSTEM), add=(stories_of(),), remove=(SYSTEM,))

    class Meta:
        db_table = "network_match_decision"
        indexes = [models.Index(fields=["concern_id"], name="network_decision_concern")]
        constraints = [
            models.CheckConstraint(condition=Q(band__in=["same", "ask", "new"]), name="network_decision_band"),
        ]
