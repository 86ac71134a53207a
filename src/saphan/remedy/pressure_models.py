"""The row of "I was told to say yes"; beside the others of remedy, in a file of its own."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, also, staff_of, stories_of

OF_NO_CLAIM = "claim_id IS NULL"


class Pressure(models.Model):
    """A worker was told to say yes. It counts as no yes; a lead of her desk writes down what was done.

    Said of an issue, or of her own case; that row is only for those who may read her story.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    issue_id = models.UUIDField(null=True)
    claim_id = models.UUIDField(null=True)
    conversation_id = models.UUIDField()
    on = models.DateField()
    done = models.CharField(max_length=20, blank=True)
    done_by = models.UUIDField(null=True)
    done_on = models.DateField(null=True)

    protection = Protection(
        read=(also(staff_of(), OF_NO_CLAIM), stories_of(), SYSTEM),
        add=(also(staff_of(), OF_NO_CLAIM), SYSTEM),
        change=(also(staff_of(), OF_NO_CLAIM), stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("issue_id", "claim_id", "conversation_id", "on"),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        app_label = "remedy"
        db_table = "remedy_pressure"
