"""Boards: a workplace's anonymous questions, the company's answers, and what workers say of them. Never by whom."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from saphan.dialogue.promises.models import Promised, Yes, drafted_by_a_desk, signed_by_the_company
from saphan.store.protection import (
    SIGNED,
    SYSTEM,
    Belongs,
    Protection,
    also,
    moderators_of,
    one_message_of,
    partner_of,
)
from saphan.voice.input_class import ASKED_ON_A_BOARD, IS_IT_TRUE


class State(models.TextChoices):
    """draft → proposed → open → closed. One that was declined is a draft again."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    OPEN = "open"
    CLOSED = "closed"


class Asked(models.TextChoices):
    """taken → passed → released, or declined on the way."""

    TAKEN = "taken"
    PASSED = "passed"
    RELEASED = "released"
    DECLINED = "declined"


class Said(models.TextChoices):
    """waiting → shown, or sent back with a reason: then another one is awaited."""

    WAITING = "waiting"
    SHOWN = "shown"
    SENT_BACK = "sent_back"


class Board(Promised):
    """One board of a desk, for one workplace. answer_days: within which the responder answers each question.

    batch_on: of the latest batch. looked_on: the day on which the daily work was last done. The database opens none
    that nobody has promised to answer.
    """

    organisation_id = models.UUIDField()
    answer_days = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    opened_on = models.DateField(null=True)
    batch_on = models.DateField(null=True)
    looked_on = models.DateField(null=True)

    protection = drafted_by_a_desk()

    class Meta:
        db_table = "dialogue_board"
        indexes = [models.Index(fields=["recipient_id"], name="dialogue_board_responder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | (
                    ~Q(recipient_id=None)
                    & ~Q(threshold=None)
                    & ~Q(answer_days=None)
                    & ~Q(remedy="")
                    & ~Q(terms="")
                    & Q(threshold__gte=10)
                    & Q(answer_days__gte=1)
                ),
                name="dialogue_board_is_a_promise",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "proposed")) | ~Q(opened_on=None), name="dialogue_board_opened_on_a_day"
            ),
            models.UniqueConstraint(
                fields=["organisation_id"], condition=Q(state="open"), name="dialogue_board_one_of_a_workplace"
            ),
        ]


class BoardAcceptance(Yes):
    """A responder's yes to the very terms of a board, signed by one of its people. Nobody else can write one."""

    board_id = models.UUIDField()

    protection = signed_by_the_company("dialogue_board", "board_id")

    class Meta:
        db_table = "dialogue_board_acceptance"


class BoardQuestion(models.Model):
    """One question. sealed: as it was written; worded: what a moderator passed, by language; both under its own key.

    not_before: a random day; no other day and no hour of its writing is kept. askers: marks of the browser, until it
    goes out or its days have passed. words: what everybody reads, from the batch on; then nothing sealed is left.
    place: in its batch, as it was drawn. answered_on: the day of the answer that stands. truth_told: what workers say
    of the answer was counted.
    """

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    board_id = models.UUIDField()
    language = models.CharField(max_length=12)
    sealed = models.BinaryField(null=True)
    worded = models.BinaryField(null=True)
    askers = ArrayField(models.BinaryField(), default=list)
    not_before = models.DateField()
    state = models.CharField(max_length=8, choices=Asked, default=Asked.TAKEN)
    reason = models.CharField(max_length=20, blank=True)
    words = models.JSONField(default=dict)
    place = models.SmallIntegerField(default=0)
    released_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    overdue_on = models.DateField(null=True)
    truth_until = models.DateField(null=True)
    truth_told = models.BooleanField(default=False)

    INPUT_RULE = ASKED_ON_A_BOARD
    protection = Protection(
        read=(moderators_of(), one_message_of(), SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        fixed=("desk_id", "recipient_id", "board_id", "language", "not_before"),
    )

    class Meta:
        db_table = "dialogue_board_question"
        indexes = [
            models.Index(fields=["board_id"], name="dialogue_board_question_of"),
            models.Index(fields=["recipient_id"], name="dialogue_board_question_to"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="released")
                | (
                    ~Q(words={})
                    & Q(sealed=None)
                    & Q(worded=None)
                    & Q(askers=[])
                    & Q(released_on__gte=F("not_before"))
                    & Q(answer_by__gt=F("released_on"))
                ),
                name="dialogue_board_question_out",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | (Q(sealed=None) & Q(worded=None) & Q(askers=[])),
                name="dialogue_board_question_declined",
            ),
        ]


class BoardAnswer(models.Model):
    """What the company answers to one question; shown once a moderator saw that it asks for nobody.

    words: the same in other languages, by the moderator.
    """

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    board_id = models.UUIDField()
    question_id = models.UUIDField()
    language = models.CharField(max_length=12)
    text = models.TextField()
    words = models.JSONField(default=dict)
    by = models.UUIDField()
    on = models.DateField()
    state = models.CharField(max_length=9, choices=Said, default=Said.WAITING)
    reason = models.CharField(max_length=20, blank=True)

    protection = Protection(
        read=(moderators_of(), partner_of(), SYSTEM),
        add=(also(partner_of(), SIGNED, "state = 'waiting'"),),
        change=(moderators_of(),),
        fixed=("desk_id", "recipient_id", "board_id", "question_id", "language", "text", "by", "on"),
        belongs=(Belongs("dialogue_board", "board_id", owners=("desk_id", "recipient_id")),),
    )

    class Meta:
        db_table = "dialogue_board_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["question_id"], condition=~Q(state="sent_back"), name="dialogue_board_answer_stands"
            )
        ]


class BoardTruth(models.Model):
    """What one person says of an answer: 1 it is true, 0 it is not, 2 she does not know. Tied to nobody."""

    id = models.UUIDField(primary_key=True)
    question_id = models.UUIDField()
    choice = models.SmallIntegerField()

    INPUT_RULE = IS_IT_TRUE
    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "dialogue_board_truth"
        indexes = [models.Index(fields=["question_id"], name="dialogue_board_truth_of")]
        constraints = [
            models.CheckConstraint(condition=Q(choice__in=(0, 1, 2)), name="dialogue_board_truth_choice"),
        ]
