"""A story as everybody may read it: words of ours about one worker, which she has read and said yes to."""

from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Protection, stories_of


class StoryPage(models.Model):
    """words: by language, hers among them. described: codes of `fitting.Description`. No name, no place, no day.

    asked_on: she was asked, after a second person had read it. from_day: not before, so that the day of her yes is not
    seen. shown_since: the first of the month in which everybody could read it first. is_shown: it can be read now.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    words = models.JSONField()
    described = models.JSONField()
    written_by = models.UUIDField()
    written_on = models.DateField()
    read_by = models.UUIDField(null=True)
    asked_on = models.DateField(null=True)
    from_day = models.DateField(null=True)
    shown_since = models.DateField(null=True)
    is_shown = models.BooleanField(default=False)
    looked_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(stories_of(),),
        change=(stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("conversation_id", "words", "described", "written_by", "written_on"),
    )

    class Meta:
        db_table = "impact_story"
        indexes = [models.Index(fields=["conversation_id"], name="impact_story_conversation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_shown=False) | (~Q(read_by=None) & ~Q(read_by=models.F("written_by"))),
                name="impact_story_was_read_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_shown=False) | (~Q(from_day=None) & ~Q(shown_since=None) & Q(dropped_on=None)),
                name="impact_story_waited",
            ),
        ]
