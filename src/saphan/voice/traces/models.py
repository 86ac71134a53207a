"""One row a story: marks by which two stories can be seen to share a number, a browser, a door or words. Coded."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from saphan.store.protection import SYSTEM, Protection, also, intake_of, story_of


def _marks() -> "ArrayField[list[bytes], list[bytes]]":
    return ArrayField(models.BinaryField(), default=list)


class Trace(models.Model):
    """What the cross-check may know of one story's origin. The system alone reads it (docs/adr/0045).

    A mark is a version of the keyed-hash key (one byte, 0: none, see `browsers`) and seven bytes of a hash; while keys
    are being changed there is one for each version. began: whole hours since 1970, UTC. sources: the door that it came
    by. texts: of each longer message a version, its id and a signature (`languages.fingerprint`). browsers: from
    forget_on on of no key any more but drawn at random, the same for the stories that shared one. key_version: the
    newest version under which there is a mark of everything that can still be hashed.
    """

    conversation_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    began = models.IntegerField()
    sources = _marks()
    handles = _marks()
    phones = _marks()
    browsers = _marks()
    forget_on = models.DateField(null=True)
    texts = _marks()
    key_version = models.SmallIntegerField()

    protection = Protection(
        read=(SYSTEM,),
        add=(also(intake_of(), story_of().sql), SYSTEM),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id", "began"),
    )

    class Meta:
        db_table = "voice_trace"
        indexes = [
            models.Index(
                fields=["forget_on"], condition=models.Q(forget_on__isnull=False), name="voice_trace_forget_on"
            ),
        ]
