"""What is kept of a check of an offer: codes and a week. No row leads to a person, a recruiter or an amount."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import COUNTING, SYSTEM, Belongs, Protection, any_of, story_of
from saphan.voice.input_class import FOUND_OUT


class Intent(models.TextChoices):
    """What she says that she will do."""

    PAY = "pay"
    WAIT = "wait"
    REFUSE = "refuse"
    UNSURE = "unsure"


class OfferCheck(models.Model):
    """One finished check. corridor: "NP-MY"; "" where none is written. worst: red, amber or nothing_found.

    said: the sentences that she read, as codes. Nobody is in it: it is read for figures only.
    """

    INPUT_RULE = FOUND_OUT

    id = models.UUIDField(primary_key=True, default=random_id)
    of = models.CharField(max_length=8)  # "offer" or "contract"
    corridor = models.CharField(max_length=5, blank=True)
    worst = models.CharField(max_length=14)
    reds = models.SmallIntegerField()
    ambers = models.SmallIntegerField()
    greens = models.SmallIntegerField()
    intent = models.CharField(max_length=6, choices=Intent)
    week = models.CharField(max_length=8)
    language = models.CharField(max_length=12)

    protection = Protection(read=(SYSTEM, COUNTING), add=(any_of("story"),))

    class Meta:
        db_table = "empowerment_offer_check"


class AskAgain(models.Model):
    """That she wants to be asked what became of an offer, and from which day on. Nothing of the offer stands in it."""

    conversation_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    due_on = models.DateField()
    asked_on = models.DateField(null=True)

    protection = Protection(
        read=(story_of(), SYSTEM),
        add=(story_of(),),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id", "due_on"),
        belongs=(Belongs("voice_conversation", "conversation_id", may_move=True),),
    )

    class Meta:
        db_table = "empowerment_ask_again"
        indexes = [models.Index(fields=["due_on"], name="empowerment_ask_again_due")]
