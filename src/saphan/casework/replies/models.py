"""One row for each text of a reply. Another text is another row, which has to be accepted anew."""

from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Protection, also, setting, stories_of


class ReadyReply(models.Model):
    """code: as it is typed, without the stroke. accepted_name: as whoever accepted it wants to be named."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    code = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    words = models.TextField()
    made_by = models.UUIDField()
    made_on = models.DateField()
    accepted_name = models.CharField(max_length=80, blank=True)
    accepted_on = models.DateField(null=True)
    accepted_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(also(stories_of(), f"made_by = {setting('staff')}", "accepted_by IS NULL"),),
        change=(stories_of(),),
        fixed=("desk_id", "code", "language", "words", "made_by", "made_on"),
        once=("accepted_name", "accepted_on", "accepted_by"),
    )

    class Meta:
        db_table = "casework_ready_reply"
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "code", "language"], condition=Q(ended_on=None), name="casework_ready_reply_once"
            ),
        ]
