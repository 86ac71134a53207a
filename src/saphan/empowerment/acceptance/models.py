"""Who accepted which words: rows that stay. Nothing here is of a worker."""

from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import ANYONE_ACTING, SIGNED, Protection, also, any_of


class Acceptance(models.Model):
    """One person's word on one text. digest: of the very words. language: empty for a rule.

    capacity: as what she says it. name and standing: as she gives them; a lawyer says where she is admitted.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=12, blank=True)
    verdict = models.CharField(max_length=9)
    capacity = models.CharField(max_length=14)
    name = models.CharField(max_length=80)
    standing = models.CharField(max_length=200, blank=True)
    remark = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    protection = Protection(read=(ANYONE_ACTING,), add=(also(any_of("staff"), SIGNED),), append_only=True)

    class Meta:
        db_table = "empowerment_acceptance"
        indexes = [models.Index(fields=["kind", "key"], name="empowerment_accepted_key")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="empowerment_accepted_named")]
