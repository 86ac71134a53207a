"""What she kept with her story before she left: each thing sealed under a key of its own."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, also, stories_of, story_of
from saphan.voice.input_class import FOUND_OUT


class JourneyPart(models.Model):
    """One check of an offer or a contract, or one review, that she said is to be kept with her story.

    desk_id: the desk of her story. reader_id: the desk that she said may read it. Nobody of a desk sees the row unless
    both are hers: where her story went to another desk, no desk reads it until she says yes anew. sealed: what she
    read and answered, under a key of its own; taking it back destroys that.
    """

    INPUT_RULE = FOUND_OUT

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    reader_id = models.UUIDField()
    conversation_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    kept_on = models.DateField()
    review_id = models.UUIDField(null=True)
    sealed = models.BinaryField()

    protection = Protection(
        read=(also(stories_of(), "reader_id = desk_id"), story_of(), SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id", "kind", "kept_on", "review_id", "sealed"),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "empowerment_journey_part"
        indexes = [models.Index(fields=["conversation_id"], name="empowerment_journey_story")]
