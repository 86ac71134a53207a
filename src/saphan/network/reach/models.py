"""One row for what was met on a day, at a place, in a language, near one organisation. No person."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import COUNTING, SYSTEM, Protection


class Reach(models.Model):
    """source_id: the visit that it was folded from, which replaces its rows when it is folded anew.

    people: how many were met in this language; 0 where somebody went out and nothing was counted yet. One visit near
    three organisations has three rows a language: they are never added over organisations, only over sources.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    source_id = models.UUIDField()
    desk_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    corridor = models.CharField(max_length=8, blank=True)
    place_kind = models.CharField(max_length=12)
    country = models.CharField(max_length=2)
    province = models.CharField(max_length=6, blank=True)
    language = models.CharField(max_length=12, blank=True)
    day = models.DateField()
    people = models.PositiveIntegerField()

    protection = Protection(read=(COUNTING, SYSTEM), add=(SYSTEM,), remove=(SYSTEM,))

    class Meta:
        db_table = "network_reach"
        indexes = [
            models.Index(fields=["source_id"], name="network_reach_source"),
            models.Index(fields=["organisation_id", "-day"], name="network_reach_where"),
            models.Index(fields=["desk_id", "-day"], name="network_reach_desk"),
        ]
