"""A visit: one tablet, one day, one place; and who was entered there. No name of anybody stands in either."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Belongs, Condition, Protection, setting, stories_of

HOLDER = Condition("holder", f"holder = {setting('staff')}")


class Place(models.TextChoices):
    """Where workers are met."""

    DORMITORY = "dormitory", _("Dormitory")
    PIER = "pier", _("Pier")
    MARKET = "market", _("Market")
    BUS = "bus", _("Bus station")
    VILLAGE = "village", _("Village")
    WORKPLACE = "workplace", _("At a workplace")
    ORIENTATION = "orientation", _("Orientation agreed with a company")
    OTHER = "other", _("Another place")


class Visit(models.Model):
    """One tablet may enter workers for one day, and send them until `until`. holder: of the staff, who carries it.

    public_key: to which every entry is sealed on the tablet. sealed_key: the one that opens them, under the desk's own
    key; gone when the visit ended, so that nothing that was entered on that tablet opens any more.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    holder = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Place)
    place = models.CharField(max_length=120)
    team = models.SmallIntegerField(default=1)
    day = models.DateField()
    until = models.DateField()
    made_by = models.UUIDField()
    made_on = models.DateField()
    ended_on = models.DateField(null=True)
    public_key = models.BinaryField()
    sealed_key = models.BinaryField(null=True)

    protection = Protection(
        read=(stories_of(), HOLDER, SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        fixed=("desk_id", "holder", "kind", "place", "day", "made_by", "made_on", "public_key"),
    )

    class Meta:
        db_table = "voice_visit"
        indexes = [
            models.Index(fields=["desk_id", "-day"], name="voice_visit_desk"),
            models.Index(fields=["holder", "-day"], name="voice_visit_holder"),
        ]


class VisitEntry(models.Model):
    """One worker who was met: the id that the tablet gave the entry, and the story that it became.

    conversation_id: None after she deleted it; that somebody was met stays.
    """

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    visit_id = models.UUIDField()
    conversation_id = models.UUIDField(null=True)
    on = models.DateField()

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        fixed=("visit_id", "on"),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "voice_visit_entry"
        indexes = [
            models.Index(fields=["visit_id"], name="voice_visit_entry_visit"),
            models.Index(fields=["conversation_id"], name="voice_visit_entry_story"),
        ]
