"""Individual claims: one worker's own case, shown to one company because she asked for it. Never part of an issue."""

from dataclasses import replace

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SIGNED, SYSTEM, Belongs, Protection, also, partner_of, stories_of

BY_DESK = Protection(
    read=(stories_of(), SYSTEM),
    add=(also(stories_of(), SIGNED),),
    append_only=True,
    belongs=(Belongs("remedy_claim", "claim_id"),),
)
TO_PARTNER = Protection(
    read=(partner_of(), stories_of(), SYSTEM),
    add=(SYSTEM,),
    append_only=True,
    belongs=(Belongs("remedy_claim_shown", "claim_id", ("desk_id", "recipient_id")),),
)


class Claim(models.Model):
    """That a worker wants her own case raised, and how far it has come. For her desk only; no word of hers.

    how: on her page or in a talk. together: beside an issue she is part of, it may point at her, and she was told so.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    recipient_id = models.UUIDField(null=True)
    how = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default="wished")
    together = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, blank=True)
    wished_on = models.DateField()
    ended_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        fixed=("how", "wished_on"),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "remedy_claim"
        constraints = [
            models.UniqueConstraint(
                fields=["conversation_id"], condition=Q(ended_on=None), name="remedy_claim_one_a_story"
            ),
        ]


class ClaimCheck(models.Model):
    """The safety check that a person went through and signed: an answer to each question, as codes. The last counts."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    claim_id = models.UUIDField()
    answers = models.JSONField()
    safe = models.BooleanField()
    by = models.UUIDField()
    on = models.DateField()

    protection = BY_DESK

    class Meta:
        db_table = "remedy_claim_check"


class ClaimDecision(models.Model):
    """A lead's written decision that it serves somebody under 18; sealed for the desk."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    claim_id = models.UUIDField(unique=True)
    sealed = models.BinaryField()
    by = models.UUIDField()
    on = models.DateField()

    protection = BY_DESK

    class Meta:
        db_table = "remedy_claim_decision"


class ClaimWaiver(models.Model):
    """That she and a lead let it go within 14 days of her quarrel, in writing; sealed. Of quarrels up to that day."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    claim_id = models.UUIDField()
    quarrel_on = models.DateField()
    sealed = models.BinaryField()
    by = models.UUIDField()
    on = models.DateField()

    protection = BY_DESK

    class Meta:
        db_table = "remedy_claim_waiver"


class ClaimShown(models.Model):
    """Exactly what she agreed to, shown to one company on one day; sealed under the claim's key. id: the claim's."""

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    parts = ArrayField(models.CharField(max_length=12), default=list)
    sealed = models.BinaryField()
    on = models.DateField()

    protection = replace(TO_PARTNER, belongs=(Belongs("remedy_claim", "id"),))

    class Meta:
        db_table = "remedy_claim_shown"


class ClaimRetaliation(models.Model):
    """She says in her own case that she is punished. For those who may read her story."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    claim_id = models.UUIDField()
    reported_on = models.DateField()
    spoken_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(SYSTEM,),
        change=(stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("claim_id", "reported_on"),
        belongs=(Belongs("remedy_claim", "claim_id"),),
    )

    class Meta:
        db_table = "remedy_claim_retaliation"


class ClaimClosed(models.Model):
    """The page closed, and the record says only that something was shown. reason: taken_back, settled or closed."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    claim_id = models.UUIDField(unique=True)
    reason = models.CharField(max_length=10, default="taken_back")
    on = models.DateField()

    protection = TO_PARTNER

    class Meta:
        db_table = "remedy_claim_closed"


class ClaimAnswer(models.Model):
    """What the company answered or promised, in its own words; they may name her, so they die with the claim.

    number: their order within a claim; 0 in rows of a time before it was kept.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    claim_id = models.UUIDField()
    number = models.PositiveSmallIntegerField(default=0, db_default=0)
    kind = models.CharField(max_length=12)
    sealed = models.BinaryField()
    due_on = models.DateField(null=True)
    by = models.UUIDField()
    on = models.DateField()

    protection = replace(TO_PARTNER, add=(also(partner_of(), SIGNED),))

    class Meta:
        db_table = "remedy_claim_answer"
