"""Places where workers are met, visits that are planned there, and groups that were met. Nobody of them has a name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Condition, Protection, setting, stories_of
from saphan.voice.visits.models import HOLDER, Place

TEAM = Condition("team", f"{setting('staff')} = ANY (team)")
COUNTED = Condition("counter", f"by = {setting('staff')}")


class OutreachPlace(models.Model):
    """A place or a path where workers are met. near: organisations whose people come there.

    agreed_with: the company that agreed to an orientation of ours. poster: token of what hangs or is handed out there.
    latitude, longitude: degrees, where somebody noted them. retired_on: no visit goes there any more.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Place)
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    province = models.CharField(max_length=6, blank=True)
    corridor = models.CharField(max_length=8, blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    near = ArrayField(models.UUIDField(), default=list)
    agreed_with_id = models.UUIDField(null=True)
    poster = models.CharField(max_length=16)
    made_by = models.UUIDField()
    made_on = models.DateField()
    retired_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        fixed=("desk_id", "poster", "made_by", "made_on"),
    )

    class Meta:
        db_table = "empowerment_outreach_place"
        indexes = [models.Index(fields=["desk_id", "name"], name="empowerment_place_desk")]


class OutreachVisit(models.Model):
    """A planned visit, and where it goes, as it was then. holder: who leads it and counts; team: who comes along.

    visit_id: of the tablet that goes out with it (`voice_visit`); those who asked to be followed up were entered there.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    place_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    place = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    province = models.CharField(max_length=6, blank=True)
    corridor = models.CharField(max_length=8, blank=True)
    near = ArrayField(models.UUIDField(), default=list)
    holder = models.UUIDField()
    team = ArrayField(models.UUIDField(), default=list)
    languages = ArrayField(models.CharField(max_length=12), default=list)
    topics = ArrayField(models.CharField(max_length=20), default=list)
    day = models.DateField()
    visit_id = models.UUIDField(null=True)
    made_by = models.UUIDField()
    made_on = models.DateField()
    cancelled_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), HOLDER, TEAM, SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        fixed=("desk_id", "place_id", "holder", "day", "visit_id", "made_by", "made_on"),
    )

    class Meta:
        db_table = "empowerment_outreach_visit"
        indexes = [
            models.Index(fields=["desk_id", "-day"], name="empowerment_visit_desk"),
            models.Index(fields=["holder", "-day"], name="empowerment_visit_holder"),
            models.Index(fields=["visit_id"], name="empowerment_visit_tablet"),
        ]


class GroupMet(models.Model):
    """People who were met together and speak one language: how many, what they asked, what they were taught. No name.

    id: as the tablet or the page drew it, so sending it twice is once. struck_on: it was a slip and counts no more.
    """

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    outreach_visit_id = models.UUIDField()
    language = models.CharField(max_length=12)
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    unsaid = models.PositiveSmallIntegerField(default=0)
    asked = ArrayField(models.CharField(max_length=20), default=list)
    taught = ArrayField(models.CharField(max_length=20), default=list)
    by = models.UUIDField()
    on = models.DateField()
    struck_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), COUNTED, SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        fixed=("desk_id", "outreach_visit_id", "language", "women", "men", "unsaid", "asked", "taught", "by", "on"),
    )

    class Meta:
        db_table = "empowerment_group_met"
        indexes = [models.Index(fields=["outreach_visit_id"], name="empowerment_group_visit")]

    @property
    def people(self) -> int:
        return self.women + self.men + self.unsaid
