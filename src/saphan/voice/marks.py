"""Models of what stands beside the stories: a wrong code, a page that was clear, a row of an older log, a send."""

from django.db import models

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import (
    SYSTEM,
    Belongs,
    Protection,
    also,
    any_of,
    intake_of,
    lookup_of,
    stories_of,
    story_of,
)
from saphan.voice.input_class import ABOUT_A_PAGE


class WrongTry(models.Model):
    """That somebody typed a well-formed code that opens nothing: the moment, and whether the desk was rung for it."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    at = models.DateTimeField()
    rang = models.BooleanField(default=False)

    protection = Protection(read=(any_of("lookup"), SYSTEM), add=(any_of("lookup"),), remove=(SYSTEM,))

    class Meta:
        db_table = "voice_wrong_try"
        indexes = [models.Index(fields=["at"], name="voice_wrong_try_at")]


class PageFeedback(models.Model):
    """ "Was this page clear?": a page's name, a language, yes or no, a day."""

    INPUT_RULE = ABOUT_A_PAGE

    id = models.UUIDField(primary_key=True, default=random_id)
    page = models.CharField(max_length=30)
    language = models.CharField(max_length=12)
    clear = models.BooleanField()
    on = models.DateField()

    protection = Protection(read=(any_of("staff", "system"),), add=(any_of("story"),))

    class Meta:
        db_table = "voice_page_feedback"


class Ending(models.Model):
    """The day a story was closed, from which its time runs, and the day she was told that it ends."""

    conversation_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    closed_on = models.DateField()
    told_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), story_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(SYSTEM,),
        remove=(stories_of(), SYSTEM),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "voice_ending"
        indexes = [models.Index(fields=["closed_on"], name="voice_ending_closed_on")]


class ImportedRow(models.Model):
    """That a row of an older log was taken over, by the keyed hash of its content; outlives the story, names none."""

    row_hash = models.BinaryField(primary_key=True)
    desk_id = models.UUIDField()
    on = models.DateField()
    key_version = models.SmallIntegerField(default=1, db_default=1)  # the newest one that finds this row

    protection = Protection(read=(stories_of(), intake_of(), SYSTEM), add=(intake_of(),))

    class Meta:
        db_table = "voice_imported_row"


class Receipt(models.Model):
    """That one send was accepted, found by the keyed hash of its once-only token; a repeat gets the same answer.

    Of a deleted story the hash stays without story and answer until its time is over, so that no repeat makes it again.
    """

    token_hash = models.BinaryField(primary_key=True)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField(null=True)
    sealed_answer = models.BinaryField()
    key_version = models.SmallIntegerField(default=1, db_default=1)  # the newest one that finds this send
    at = models.DateTimeField()

    protection = Protection(
        read=(lookup_of("token_hash"), SYSTEM),
        add=(intake_of(), story_of(), stories_of(), also(SYSTEM, "conversation_id IS NULL")),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("token_hash", "conversation_id", "sealed_answer", "at"),
    )

    class Meta:
        db_table = "voice_receipt"
