"""One row of wishes for each story that has any: codes, never words."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from saphan.store.protection import SYSTEM, Belongs, Protection, stories_of, story_of


class AnsweredBy(models.TextChoices):
    """By whom she would like to be answered."""

    ANYONE = ""
    WOMAN = "woman"
    MAN = "man"


class Wish(models.Model):
    """polls_offered_on: the day on which her page asked whether we may send her questions; it asks once.

    among: the languages that we named when we asked, once. speaks: her answer, which no reading of ours overrules;
    `other` when it was none of them."""

    conversation_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    among = ArrayField(models.CharField(max_length=12), default=list)
    asked_on = models.DateField(null=True)
    speaks = models.CharField(max_length=12, blank=True)
    said_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=8, choices=AnsweredBy, default=AnsweredBy.ANYONE, blank=True)
    polls_offered_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), story_of(), SYSTEM),
        add=(stories_of(), story_of(), SYSTEM),
        change=(stories_of(), story_of(), SYSTEM),
        remove=(SYSTEM,),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "voice_wish"
