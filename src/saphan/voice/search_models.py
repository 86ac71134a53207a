"""What a story can be found by, although its words are sealed (docs/adr/0030)."""

from django.db import models

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, stories_of


class SearchKey(models.Model):
    """One key of one mention: an organisation named in a story, a place, or a word that a caseworker marked.

    key: the version of the keyed-hash key, and after it the first bits of the hash; many words share one. sealed: the
    mention itself, under the story's own key and of one length, so that a match can be told from a shared key.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    mention_id = models.UUIDField(default=random_id)  # a mark of several words has a key for each
    kind = models.CharField(max_length=6)  # name, place or mark
    key = models.IntegerField()
    key_version = models.SmallIntegerField()
    sealed = models.BinaryField()

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(SYSTEM,),
        remove=(stories_of(), SYSTEM),
        fixed=("mention_id", "kind", "sealed"),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "voice_search_key"
        indexes = [
            models.Index(fields=["desk_id", "key", "-id"], name="voice_search_key_of_a_word"),
            models.Index(fields=["conversation_id"], name="voice_search_key_of_a_story"),
        ]
