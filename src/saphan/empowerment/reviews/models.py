"""What people say of an organisation by criteria, and what is made of it. Codes; her words are sealed.

No row says who wrote it. conversation_id stands only where she asked to keep it with her story; it may be emptied, and
never written.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import (
    MODERATORS,
    SIGNED,
    SYSTEM,
    Condition,
    Protection,
    also,
    moderators_of,
    one_message_of,
    partner_of,
    setting,
    stories_of,
)
from saphan.voice.input_class import REVIEWED

COMMENT_STATES = ("taken", "moderated", "translated", "released", "kept_back")
REPLY_STATES = ("waiting", "shown", "sent_back")
TAKER = Condition("taker", SIGNED)


class Review(models.Model):
    """One review. answers: 1 (worst) to 5 of each criterion she answered; facts: yes or no of plain questions.

    half: 1 or 2 of the year, 0 for the whole of it. week: in which it came, whole weeks since 1970. counts_from: before
    this day, drawn at random, it counts in nothing that is published. verified: "met" where an outreach worker was
    with her. taken_out: the reason, where it counts no more. weight: percent of a plain voice, and reasons why not
    all of it, as reckoned on that day for moderators (`weighing`); None before it counts.
    """

    INPUT_RULE = REVIEWED

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=12)
    first_hand = models.BooleanField()
    year = models.SmallIntegerField()
    half = models.SmallIntegerField()
    answers = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    week = models.IntegerField()
    counts_from = models.DateField()
    verified = models.CharField(max_length=10, blank=True)
    conversation_id = models.UUIDField(null=True)
    taken_out = models.CharField(max_length=20, blank=True)
    weight = models.SmallIntegerField(null=True)
    reasons = ArrayField(models.CharField(max_length=16), default=list)
    weighed_on = models.DateField(null=True)

    protection = Protection(
        read=(moderators_of(), SYSTEM),
        add=(SYSTEM,),
        change=(moderators_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=(
            *("organisation_id", "kind", "language", "first_hand", "year", "half", "answers", "facts", "week"),
            *("counts_from", "verified"),
        ),
        unties=("conversation_id",),  # she took back that it is kept with her story
    )

    class Meta:
        db_table = "empowerment_review"
        indexes = [
            models.Index(fields=["organisation_id"], name="empowerment_review_of"),
            models.Index(fields=["conversation_id"], name="empowerment_review_story"),
        ]
        constraints = [models.CheckConstraint(condition=Q(half__in=(0, 1, 2)), name="empowerment_review_half")]


class ReviewComment(models.Model):
    """Her own words, sealed under the review's key. worded: the public words by language, sealed too, once translated.

    taken, then moderated, then translated, then released; or kept back with a reason. Nobody reads it before that but
    a moderator of the desk, one at a time.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    review_id = models.UUIDField(unique=True)
    language = models.CharField(max_length=12)
    sealed = models.BinaryField()
    worded = models.BinaryField(null=True)
    state = models.CharField(max_length=10, default="taken")
    reason = models.CharField(max_length=20, blank=True)
    moderated_by = models.UUIDField(null=True)
    moderated_on = models.DateField(null=True)

    protection = Protection(
        read=(moderators_of(), one_message_of(), SYSTEM),
        add=(SYSTEM,),
        change=(moderators_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("review_id", "language", "sealed"),
    )

    class Meta:
        db_table = "empowerment_review_comment"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=COMMENT_STATES), name="empowerment_comment_state"),
            models.CheckConstraint(
                condition=~Q(state__in=("translated", "released")) | Q(worded__isnull=False),
                name="empowerment_comment_worded_first",
            ),
        ]


class ReviewTrace(models.Model):
    """Marks by which two reviews can be seen to share a browser or words (as `voice.traces`); the system alone reads.

    No mark here is one of a story's (docs/adr/0061). began: the first hour of its day. browsers: from forget_on on of
    no key any more but drawn at random, the same for the reviews that shared one.
    """

    review_id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    began = models.IntegerField()
    browsers = ArrayField(models.BinaryField(), default=list)
    texts = ArrayField(models.BinaryField(), default=list)
    forget_on = models.DateField(null=True)

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), change=(SYSTEM,), remove=(SYSTEM,), fixed=("began",))

    class Meta:
        db_table = "empowerment_review_trace"


class ReviewUnplaced(models.Model):
    """A review that was taken on the road, of somebody whose name nobody found; its id becomes the review's.

    called, answers: sealed under a key of its own, gone once it was placed, put aside, or its days have passed.
    """

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    language = models.CharField(max_length=12)
    group = models.CharField(max_length=10)
    called = models.BinaryField(null=True)
    answers = models.BinaryField(null=True)
    by = models.UUIDField()
    on = models.DateField()
    done_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), TAKER, SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        fixed=("desk_id", "language", "group", "by", "on"),
    )

    class Meta:
        db_table = "empowerment_review_unplaced"
        indexes = [models.Index(fields=["desk_id", "on"], name="empowerment_unplaced_desk")]


class ReviewRelease(models.Model):
    """What the public may read of one organisation from the first of this month on. Written once.

    facts: code, yes, of. scores: criterion, value, low, high, n. withdrawn_on: a letter took it out before its time.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    month = models.DateField()
    reviewers = models.PositiveIntegerField()
    verified = models.PositiveIntegerField()
    facts = models.JSONField(default=list)
    scores = models.JSONField(default=list)
    comments = models.JSONField(default=list)
    withdrawn_on = models.DateField(null=True)

    protection = Protection(
        read=(SYSTEM,),
        add=(SYSTEM,),
        change=(SYSTEM,),
        fixed=("organisation_id", "kind", "month", "reviewers", "verified", "facts", "scores"),
    )

    class Meta:
        db_table = "empowerment_review_release"
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "month"], name="empowerment_release_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="empowerment_release_of_a_month"),
        ]


class ReviewReply(models.Model):
    """What a company says to what the public reads of it; shown only after a moderator read it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    recipient_id = models.UUIDField()  # the company, as in remedy's tables
    release_id = models.UUIDField()
    language = models.CharField(max_length=12)
    text = models.TextField()
    by = models.UUIDField()
    on = models.DateField()
    state = models.CharField(max_length=10, default="waiting")
    reason = models.CharField(max_length=20, blank=True)
    moderated_by = models.UUIDField(null=True)
    moderated_on = models.DateField(null=True)

    protection = Protection(
        read=(partner_of(), MODERATORS, SYSTEM),
        add=(also(partner_of(), SIGNED),),
        change=(MODERATORS,),
        fixed=("recipient_id", "release_id", "language", "text", "by", "on"),
    )

    class Meta:
        db_table = "empowerment_review_reply"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=REPLY_STATES), name="empowerment_reply_state"),
            models.UniqueConstraint(
                fields=["recipient_id"], condition=Q(state="waiting"), name="empowerment_reply_one_waits"
            ),
        ]


class ReviewLetter(models.Model):
    """A letter that wants a review or a score taken out: recorded, decided by a moderator, answered with fixed words.

    sealed: what it says, under the desk's own key. outcome: "stays" or "taken_out", or empty while it is open.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    organisation_id = models.UUIDField()
    received_on = models.DateField()
    sealed = models.BinaryField()
    recorded_by = models.UUIDField()
    outcome = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    review_id = models.UUIDField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)

    protection = Protection(
        read=(moderators_of(), SYSTEM),
        add=(also(moderators_of(), f"recorded_by = {setting('staff')}"),),
        change=(moderators_of(),),
        fixed=("organisation_id", "received_on", "sealed", "recorded_by"),
        once=("outcome", "reason", "review_id", "decided_by", "decided_on"),
    )

    class Meta:
        db_table = "empowerment_review_letter"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=("", "stays", "taken_out")), name="empowerment_letter_outcome"
            ),
        ]
