"""That a poll goes to workers who said yes. Nothing here leads to an answer: all get the same address."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, staff_of


class PollInvitation(models.Model):
    """One worker is to be sent the address of a poll once, not before go_at; the month's budget remembers it.

    on: the day on which it is, or was to be, sent. delivery_id: in the outbox; None before, and when the poll is over.
    by_page: it is never sent; it stands on her story's page from then on.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    poll_id = models.UUIDField()
    conversation_id = models.UUIDField()
    questions = models.SmallIntegerField()
    go_at = models.DateTimeField()
    on = models.DateField()
    is_out = models.BooleanField(default=False)
    delivery_id = models.UUIDField(null=True)
    by_page = models.BooleanField(default=False, db_default=False)

    protection = Protection(
        read=(SYSTEM,),
        add=(SYSTEM,),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("poll_id", "conversation_id", "questions", "go_at", "by_page"),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "dialogue_poll_invitation"
        indexes = [
            models.Index(fields=["go_at"], condition=models.Q(is_out=False), name="dialogue_poll_invitation_due")
        ]
        constraints = [
            models.UniqueConstraint(fields=["poll_id", "conversation_id"], name="dialogue_poll_invitation_once")
        ]


class PollSending(models.Model):
    """That a poll was sent, once, to about so many (a band of `release.bands`). by: the lead who did it."""

    poll_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    band = models.CharField(max_length=20)
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(staff_of(), SYSTEM),
        add=(SYSTEM,),
        append_only=True,
        belongs=(Belongs("dialogue_poll", "poll_id"),),
    )

    class Meta:
        db_table = "dialogue_poll_sending"
