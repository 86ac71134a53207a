"""A story offered to another desk: what both desks read, whose it is, and the parts that she agreed to."""

from dataclasses import replace

from django.contrib.postgres.fields import ArrayField
from django.db import models

from saphan.casework.protecting import OF_A_STORY, STORY_PEOPLE, THE_OTHER_DESK
from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, also, stories_of


class Referral(models.Model):
    """That a worker's story is offered to another desk, or to an organisation without log-in (no `to_desk_id`).

    Both desks read it, the other one once it was sent; neither writes but through the services. Nothing in it leads
    to her: whose story it is stands in the proposal, and her words in the parts. `parts`: codes of those that she
    agreed to.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    to_desk_id = models.UUIDField(null=True)
    recipient_id = models.UUIDField()
    status = models.CharField(max_length=10, default="asked")
    parts = ArrayField(models.CharField(max_length=12), default=list)
    reason = models.CharField(max_length=20, blank=True)
    asked_on = models.DateField()
    sent_on = models.DateField(null=True)
    until = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    told_on = models.DateField(null=True)  # without log-in: when our desk told them what she agreed to
    did = models.CharField(max_length=12, blank=True, db_default="")  # without log-in: what they did then, a code
    did_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), also(THE_OTHER_DESK, "sent_on IS NOT NULL"), SYSTEM),
        add=(stories_of(),),
        change=(SYSTEM,),
        fixed=("desk_id", "to_desk_id", "recipient_id", "asked_on", "until"),
        once=("told_on",),
    )

    class Meta:
        db_table = "casework_referral"
        indexes = [
            models.Index(fields=["to_desk_id", "status"], name="casework_referral_in"),
            models.Index(fields=["desk_id", "status"], name="casework_referral_out"),
        ]


class Proposal(models.Model):
    """Whose story a referral is about, and who proposed it: for her own desk only."""

    referral_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    by = models.UUIDField()

    protection = replace(STORY_PEOPLE, belongs=(OF_A_STORY, Belongs("casework_referral", "referral_id")))

    class Meta:
        db_table = "casework_proposal"
        indexes = [models.Index(fields=["conversation_id"], name="casework_proposal_story")]


class ReferredPart(models.Model):
    """A copy of one part that she agreed to, sealed under the referral's own key for the desk that receives it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    to_desk_id = models.UUIDField()
    referral_id = models.UUIDField()
    part = models.CharField(max_length=12)
    sealed = models.BinaryField()

    protection = Protection(
        read=(THE_OTHER_DESK, SYSTEM),
        add=(SYSTEM,),
        remove=(SYSTEM,),
        belongs=(Belongs("casework_referral", "referral_id", ("desk_id", "to_desk_id")),),
    )

    class Meta:
        db_table = "casework_referred_part"
        constraints = [models.UniqueConstraint(fields=["referral_id", "part"], name="casework_referred_part_once")]
