"""What waits for others, and with whom a person has spoken. No respondent, no kind, no words."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SIGNED, SYSTEM, Belongs, Protection, also, stories_of

IN_A_STORY = (Belongs("voice_conversation", "conversation_id", may_move=True),)


class Escrow(models.Model):
    """One worker's wish about one respondent and kind family. tag: their keyed hash.

    needs: people who must say it, herself among them. tell_on: the day from which she may hear that others do.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    tag = models.BinaryField()
    key_version = models.SmallIntegerField()
    needs = models.SmallIntegerField()
    state = models.CharField(max_length=10, default="held")
    matched_on = models.DateField(null=True)
    tell_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id",),
        belongs=IN_A_STORY,
    )

    class Meta:
        db_table = "verification_escrow"
        indexes = [
            models.Index(fields=["tag"], name="verification_escrow_tag"),
            models.Index(fields=["state", "tell_on"], name="verification_escrow_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["conversation_id", "tag"], name="verification_escrow_once"),
        ]


class Spoken(models.Model):
    """A caseworker has spoken with her herself, and it is her own word: one act for each story."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(also(stories_of(), SIGNED),),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id", "by", "on"),
        belongs=IN_A_STORY,
    )

    class Meta:
        db_table = "verification_spoken"
        indexes = [models.Index(fields=["conversation_id"], name="verification_spoken_story")]
        constraints = [models.UniqueConstraint(fields=["conversation_id"], name="verification_spoken_once")]
