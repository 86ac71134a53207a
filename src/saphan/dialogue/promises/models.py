"""What every kind of promise to answer has in its tables: what is asked of a company, and the company's yes."""

from django.db import models

from saphan.dialogue.promises.rule import DRAFT
from saphan.store.ids import random_id
from saphan.store.protection import SIGNED, SYSTEM, Belongs, Condition, Protection, also, partner_of, staff_of


class Promised(models.Model):
    """Something of a desk, for workers, that a company is asked to answer.

    languages: in which workers are asked. recipient_id: the company. remedy: who deals with a problem that somebody
    reports. threshold: answers that a number needs to be shown. terms: a digest of what the company is asked to accept;
    it changes with any of it. proposals: how often it was asked: a yes is to one of them.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    languages = models.JSONField(default=list)
    recipient_id = models.UUIDField(null=True)
    remedy = models.CharField(max_length=12, blank=True)
    threshold = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=8, default=DRAFT)
    terms = models.CharField(max_length=64, blank=True)
    proposals = models.SmallIntegerField(default=0)
    made_by = models.UUIDField()

    class Meta:
        abstract = True


class Yes(models.Model):
    """A company's yes to the very terms, signed by one of its people. Nobody else can write one."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    terms = models.CharField(max_length=64)
    by = models.UUIDField()
    on = models.DateField()

    class Meta:
        abstract = True


def drafted_by_a_desk(*readers: Condition) -> Protection:
    """Staff change a draft; what comes after is moved by this room alone, and the company reads it from then on."""
    draft = also(staff_of(), "state = 'draft'")
    return Protection(
        read=(staff_of(), also(partner_of(), "state <> 'draft'"), *readers, SYSTEM),
        add=(draft,),
        change=(draft, SYSTEM),
        remove=(draft,),
        fixed=("desk_id", "made_by"),
    )


def signed_by_the_company(table: str, by: str) -> Protection:
    """A yes belongs to a row of `table`, whose id its column `by` holds."""
    return Protection(
        read=(staff_of(), partner_of(), SYSTEM),
        add=(also(partner_of(), SIGNED),),
        append_only=True,
        belongs=(Belongs(table, by, owners=("desk_id", "recipient_id")),),
    )
