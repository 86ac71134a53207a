"""What colleagues say of themselves, whom a story was given to and why, and who stands aside."""

from dataclasses import replace

from django.db import models
from django.db.models import Q

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, also, setting, stories_of

HERSELF = also(stories_of(), f"staff_id = {setting('staff')}")
OF_HER_OWN = Protection(read=(stories_of(), SYSTEM), add=(HERSELF,), change=(HERSELF, SYSTEM), remove=(HERSELF, SYSTEM))
BESIDE_A_STORY = (Belongs("voice_conversation", "conversation_id", may_move=True),)


class Gender(models.TextChoices):
    """As a colleague says it herself, so that a worker's wish can be met; nobody has to."""

    NOT_SAID = ""
    WOMAN = "woman"
    MAN = "man"


class Colleague(models.Model):
    """What somebody says of herself, for workers who wish to be answered by a woman or a man."""

    staff_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    gender = models.CharField(max_length=8, choices=Gender, default=Gender.NOT_SAID, blank=True)

    protection = OF_HER_OWN

    class Meta:
        db_table = "casework_colleague"


class Interest(models.Model):
    """An organisation that somebody has to do with: stories about it are never led to her."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    staff_id = models.UUIDField()
    organisation_id = models.UUIDField()
    since = models.DateField()
    ended_on = models.DateField(null=True)

    protection = replace(OF_HER_OWN, fixed=("staff_id", "organisation_id", "since"))

    class Meta:
        db_table = "casework_interest"
        constraints = [
            models.UniqueConstraint(
                fields=["staff_id", "organisation_id"], condition=Q(ended_on=None), name="casework_interest_once"
            ),
        ]


class Route(models.Model):
    """To whom a story was given by the house, and why, as it was then. A later one takes its place.

    spoken: the language that they can speak with each other. fit: `closest.Fit`. until, next_at: on duty then.
    load: what she had open.
    """

    conversation_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    to = models.UUIDField()
    spoken = models.CharField(max_length=12)
    fit = models.SmallIntegerField()
    until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    load = models.IntegerField()
    at = models.DateTimeField()

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        remove=(stories_of(), SYSTEM),
        belongs=BESIDE_A_STORY,
    )

    class Meta:
        db_table = "casework_route"


class Aside(models.Model):
    """Somebody handed a story back, and why. It is never led to her again."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    staff_id = models.UUIDField()
    why = models.CharField(max_length=16)
    on = models.DateField()

    protection = Protection(
        read=(stories_of(), SYSTEM),
        add=(HERSELF,),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id", "staff_id", "why", "on"),
        belongs=BESIDE_A_STORY,
    )

    class Meta:
        db_table = "casework_aside"
        constraints = [
            models.UniqueConstraint(fields=["conversation_id", "staff_id"], name="casework_aside_once"),
        ]
