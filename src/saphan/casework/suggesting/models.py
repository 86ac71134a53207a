"""How often the desk took a suggested kind: counts, without any path to a story."""

from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Protection, coded_of, stories_of

PLACES = 4  # 0: what was recorded was not among them; 1 to 3: it stood there


class Taken(models.Model):
    """How many concerns of one kind were recorded after one tap, and where that kind stood among the suggestions.

    tapped: code of the picture, or "". by_words: a model had read her words. version: of `ranking`.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    language = models.CharField(max_length=20)
    tapped = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField()
    by_words = models.BooleanField()
    version = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=0)

    protection = Protection(
        read=(stories_of(), coded_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("desk_id", "language", "tapped", "kind", "place", "by_words", "version"),
    )

    class Meta:
        db_table = "casework_suggestion_taken"
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "language", "tapped", "kind", "place", "by_words", "version"],
                name="casework_suggestion_once",
            ),
            models.CheckConstraint(condition=Q(place__lt=PLACES), name="casework_suggestion_place"),
        ]
