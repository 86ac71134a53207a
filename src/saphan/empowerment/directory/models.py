"""Whom one can be found by: who is listed, how to reach them, and what official lists of licences say. Open tables."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saphan.store.ids import random_id


class Listing(models.Model):
    """That everybody may find this organisation. It says nothing about it: a sheet or a person of a desk put it here.

    An organisation that a worker named stays out until somebody lists it.
    """

    organisation = models.OneToOneField(
        "network.Organisation", on_delete=models.CASCADE, primary_key=True, related_name="listing"
    )
    languages = ArrayField(models.CharField(max_length=12), default=list)
    on = models.DateField()

    class Meta:
        db_table = "empowerment_listing"


class LicenceStatus(models.TextChoices):
    """What the list said on that day."""

    LISTED = "listed", _("on the list")
    SUSPENDED = "suspended", _("suspended")
    REVOKED = "revoked", _("taken away")
    EXPIRED = "expired", _("ended")
    NOT_FOUND = "not_found", _("not on the list")


class Licence(models.Model):
    """One look at one official list: a fact with its source and day, never a praise. The newest of a list counts."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="licences")
    list_name = models.CharField(max_length=160)
    number = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=LicenceStatus)
    source = models.CharField(max_length=300)
    seen_on = models.DateField()

    class Meta:
        db_table = "empowerment_licence"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "list_name", "number", "seen_on"], name="empowerment_licence_once"
            ),
            models.CheckConstraint(condition=Q(status__in=LicenceStatus.values), name="empowerment_licence_status"),
            models.CheckConstraint(condition=~Q(source=""), name="empowerment_licence_has_a_source"),
        ]


class WayKind(models.TextChoices):
    PHONE = "phone", _("Telephone")
    WEBSITE = "website", _("Website")
    ADDRESS = "address", _("Address")
    EMAIL = "email", _("E-mail")


class ContactWay(models.Model):
    """How anybody reaches it, as this deployment wrote it down; never from what a worker told."""

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="contact_ways")
    kind = models.CharField(max_length=8, choices=WayKind)
    written = models.CharField(max_length=200)

    class Meta:
        db_table = "empowerment_contact_way"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "written"], name="empowerment_contact_way_once"),
            models.CheckConstraint(condition=Q(kind__in=WayKind.values), name="empowerment_contact_way_kind"),
        ]
