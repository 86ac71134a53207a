"""One look at one thing, by somebody whose role does not open stories: asked for, decided, and kept."""

from django.db import models
from django.db.models import F, Q

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Condition, Protection, also, setting, stories_of

LOOKER = Condition("looker", f"looker = {setting('staff')}")
CUSTODIAN = Condition("custodian", f"desk_id = {setting('custody')} AND kind = 'identity'")


class Look(models.Model):
    """That somebody may look at one story, one handle or one message, why, and who let her.

    kind: glass (an administrator, one story, for half an hour, opened by a lead), identity (the custodian, one handle,
    once). Before there was `Rendering`, also interpreting; `sealed` is such a translation, under the story's key.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    conversation_id = models.UUIDField()
    message_id = models.UUIDField(null=True)
    asked_by = models.UUIDField()
    looker = models.UUIDField(null=True)
    reason = models.CharField(max_length=16)
    state = models.CharField(max_length=10, default="asked")
    on = models.DateField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)

    protection = Protection(
        read=(stories_of(), LOOKER, CUSTODIAN, SYSTEM),
        add=(stories_of(), also(LOOKER, "kind = 'glass'", "state = 'asked'", "until IS NULL")),
        change=(stories_of(), CUSTODIAN, SYSTEM),
        remove=(SYSTEM,),
        fixed=("kind", "conversation_id", "message_id", "asked_by", "reason", "on"),
    )

    class Meta:
        db_table = "casework_look"
        indexes = [models.Index(fields=["conversation_id"], name="casework_look_story")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="glass") | Q(decided_by=None) | ~Q(decided_by=F("looker")),
                name="casework_look_two_break_the_glass",
            ),
        ]
