"""Polls: what is asked, what was promised, what was answered, and never by whom."""

from django.db import models
from django.db.models import Q

from saphan.dialogue.promises.models import Promised, Yes, drafted_by_a_desk, signed_by_the_company
from saphan.store.ids import random_id
from saphan.store.protection import SIGNED, SYSTEM, Belongs, Protection, also, any_of, partner_of, staff_of
from saphan.voice.input_class import POLLED


class State(models.TextChoices):
    """draft → proposed → running → ended → answered. One that was declined is a draft again.

    stopped: the desk took it back while workers were asked; nothing of it is read, and nothing is owed.
    """

    DRAFT = "draft"
    PROPOSED = "proposed"
    RUNNING = "running"
    ENDED = "ended"
    ANSWERED = "answered"
    STOPPED = "stopped"


class Poll(Promised):
    """One poll of a desk. organisation_id: the workplace where people are asked, or corridor ("MM-TH").

    The database lets nothing run that nobody has promised to answer.
    """

    name = models.CharField(max_length=120)
    organisation_id = models.UUIDField(null=True)
    corridor = models.CharField(max_length=5, blank=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    respond_by = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    broken_on = models.DateField(null=True)  # the responder's day passed without an answer
    stopped_on = models.DateField(null=True)
    stopped_why = models.CharField(max_length=12, blank=True, default="")  # a code of `stopping.REASONS`

    protection = drafted_by_a_desk(also(any_of("story"), "state <> 'draft'"))

    class Meta:
        db_table = "dialogue_poll"
        indexes = [models.Index(fields=["recipient_id"], name="dialogue_poll_responder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | (
                    ~Q(recipient_id=None)
                    & ~Q(begins_on=None)
                    & ~Q(ends_on=None)
                    & ~Q(respond_by=None)
                    & ~Q(threshold=None)
                    & ~Q(remedy="")
                    & ~Q(terms="")
                    & Q(threshold__gte=10)
                    & Q(ends_on__gte=models.F("begins_on"))
                    & Q(respond_by__gt=models.F("ends_on"))
                ),
                name="dialogue_poll_is_a_promise",
            )
        ]


class PollQuestion(models.Model):
    """One question. words: by language. choices: by language, in their order; none: yes or no.

    is_delicate: two of every ten answers are set to yes; only of yes or no.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    poll_id = models.UUIDField()
    place = models.SmallIntegerField()
    words = models.JSONField()
    choices = models.JSONField(default=dict)
    is_delicate = models.BooleanField(default=False)

    protection = Protection(
        read=(staff_of(), any_of("story"), SYSTEM),
        add=(staff_of(),),
        remove=(staff_of(),),
        belongs=(Belongs("dialogue_poll", "poll_id"),),
    )

    class Meta:
        db_table = "dialogue_poll_question"
        constraints = [models.UniqueConstraint(fields=["poll_id", "place"], name="dialogue_poll_question_place")]


class PollSound(models.Model):
    """A question as it is heard in one language. digest: of the very words (`sounds`). Nothing of a worker's."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    poll_id = models.UUIDField()
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    content = models.BinaryField()
    by_machine = models.BooleanField(default=False)

    protection = Protection(
        read=(staff_of(), SYSTEM),
        add=(staff_of(), SYSTEM),
        remove=(staff_of(), SYSTEM),
        belongs=(Belongs("dialogue_poll", "poll_id"),),
    )

    class Meta:
        db_table = "dialogue_poll_sound"
        constraints = [
            models.UniqueConstraint(
                fields=["poll_id", "language", "digest", "by_machine"], name="dialogue_poll_sound_once"
            )
        ]


class PollAcceptance(Yes):
    """A responder's yes to the very terms of a poll, signed by one of its people. Nobody else can write one."""

    poll_id = models.UUIDField()

    protection = signed_by_the_company("dialogue_poll", "poll_id")

    class Meta:
        db_table = "dialogue_poll_acceptance"


class PollAnswer(models.Model):
    """One answer to one question; those of one person are not tied together. choice: 0 is no, or the first choice.

    Of a delicate question it is what was kept, not what was said.
    """

    INPUT_RULE = POLLED

    id = models.UUIDField(primary_key=True)
    poll_id = models.UUIDField()
    question_id = models.UUIDField()
    choice = models.SmallIntegerField()
    language = models.CharField(max_length=12)

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "dialogue_poll_answer"
        indexes = [models.Index(fields=["question_id"], name="dialogue_poll_answer_of")]


class PollWindow(models.Model):
    """Of a delicate question: which of the ten answers to come are set, how many of them came, how many were set."""

    question_id = models.UUIDField(primary_key=True)
    plan = models.JSONField()
    came = models.SmallIntegerField(default=0)
    was_set = models.IntegerField(default=0)

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), change=(SYSTEM,))

    class Meta:
        db_table = "dialogue_poll_window"


class PollResponse(models.Model):
    """What the responder answers to what workers said. It goes back to them, late or in time, and stays."""

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    poll_id = models.UUIDField()
    language = models.CharField(max_length=12)
    text = models.TextField()
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(staff_of(), partner_of(), any_of("story"), SYSTEM),
        add=(also(partner_of(), SIGNED),),
        append_only=True,
        belongs=(Belongs("dialogue_poll", "poll_id", owners=("desk_id", "recipient_id")),),
    )

    class Meta:
        db_table = "dialogue_poll_response"
