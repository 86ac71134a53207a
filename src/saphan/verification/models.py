"""Coded facts over the pool, and the issues that many voices become. No text, no handle, no day of a person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import (
    COUNTING,
    SIGNED,
    SYSTEM,
    Belongs,
    Condition,
    Protection,
    also,
    coded_of,
    pool_of,
    setting,
    staff_of,
)
from saphan.verification.escrow.models import Escrow as Escrow
from saphan.verification.escrow.models import Spoken as Spoken
from saphan.verification.signals.models import KnownDays as KnownDays
from saphan.verification.signals.models import Signal as Signal
from saphan.verification.signals.models import SignalOutcome as SignalOutcome
from saphan.verification.signals.models import Watch as Watch

ASKED_DESK = Condition("asked", staff_of("asked_desk_id").sql)
OF_AN_ISSUE = (Belongs("verification_issue", "issue_id", ("pool_id", "lead_desk_id")),)
SIGNED_BY_THE_LEAD_DESK = Protection(
    read=(pool_of(), staff_of("lead_desk_id"), COUNTING, SYSTEM),
    add=(also(staff_of("lead_desk_id"), SIGNED), SYSTEM),
    append_only=True,
    belongs=OF_AN_ISSUE,
)


class CodedFact(models.Model):
    """What the cross-check may know of one concern. sign −1 takes an earlier fact of the same source and turn back.

    turn: a concern counts anew, by a next turn, when its desk has joined another pool.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    pool_id = models.UUIDField()
    source = models.UUIDField()  # the concern's random id
    sign = models.SmallIntegerField(default=1)
    turn = models.SmallIntegerField(default=1)
    kind = models.CharField(max_length=30)
    family = models.CharField(max_length=1)
    respondent_id = models.UUIDField()
    stage = models.CharField(max_length=12)
    week = models.DateField()  # the Monday of the ISO week
    voice_group = models.UUIDField()
    desk_id = models.UUIDField()
    channel = models.CharField(max_length=16)
    language = models.CharField(max_length=12)
    first_hand = models.BooleanField()
    proof = models.CharField(max_length=12, blank=True)
    number_band = models.CharField(max_length=16)
    mandate = models.CharField(max_length=10, blank=True)  # somebody speaks for others: unchecked or checked
    at_least = models.PositiveSmallIntegerField(default=1)  # people it counts for: the beginning of a band

    protection = Protection(read=(coded_of(), COUNTING, SYSTEM), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "verification_coded_fact"
        indexes = [models.Index(fields=["pool_id", "respondent_id", "family"], name="verification_fact_issue")]
        constraints = [
            models.CheckConstraint(condition=Q(sign__in=(-1, 1)), name="verification_fact_sign"),
            models.UniqueConstraint(fields=["source", "turn", "sign"], name="verification_fact_once"),
        ]


class Issue(models.Model):
    """Concerns of one kind family at one respondent, with a place on the ladder and then in remedy."""

    id = models.UUIDField(primary_key=True, default=random_id)
    pool_id = models.UUIDField()
    lead_desk_id = models.UUIDField()
    family = models.CharField(max_length=1)
    respondent_id = models.UUIDField()
    stage = models.CharField(max_length=16, default="received")
    covers = ArrayField(models.UUIDField(), default=list, db_default=[])  # whose voices it keeps, off the ladder
    asks_only_for_a_check = models.BooleanField(default=False)
    severe = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    opened_on = models.DateField()
    stage_on = models.DateField()

    protection = Protection(
        read=(pool_of(), staff_of("lead_desk_id"), COUNTING, SYSTEM),
        add=(SYSTEM,),
        change=(staff_of("lead_desk_id"), SYSTEM),
        fixed=("pool_id", "family", "respondent_id", "opened_on"),
    )

    class Meta:
        db_table = "verification_issue"
        constraints = [
            models.UniqueConstraint(fields=["pool_id", "family", "respondent_id"], name="verification_issue_one"),
        ]


class Step(models.Model):
    """One move of an issue, by whom and why; never changed."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    pool_id = models.UUIDField()
    lead_desk_id = models.UUIDField()
    issue_id = models.UUIDField()
    from_stage = models.CharField(max_length=16)
    to_stage = models.CharField(max_length=16)
    reason = models.CharField(max_length=40)
    method = models.CharField(max_length=20, blank=True)
    confidence = models.CharField(max_length=10, blank=True)
    by = models.UUIDField(null=True)
    on = models.DateField()

    protection = SIGNED_BY_THE_LEAD_DESK

    class Meta:
        db_table = "verification_step"
        indexes = [models.Index(fields=["issue_id", "id"], name="verification_step_story")]


class Finding(models.Model):
    """What a verifier found for or against: a call-back, payslip, visit, document, payroll; coded."""

    id = models.UUIDField(primary_key=True, default=random_id)
    pool_id = models.UUIDField()
    lead_desk_id = models.UUIDField()
    issue_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    supports = models.BooleanField(default=True)
    voice_group = models.UUIDField(null=True)
    by = models.UUIDField()
    on = models.DateField()

    protection = SIGNED_BY_THE_LEAD_DESK

    class Meta:
        db_table = "verification_finding"
        indexes = [models.Index(fields=["issue_id"], name="verification_finding_issue")]


class VoicesRuled(models.Model):
    """A verifier's word that two voices are one person or one script, or are two after all; the last word counts.

    left, right: voice groups, the smaller first. It holds for every issue of the pool about this respondent.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    pool_id = models.UUIDField()
    lead_desk_id = models.UUIDField()
    issue_id = models.UUIDField()
    respondent_id = models.UUIDField()
    left = models.UUIDField()
    right = models.UUIDField()
    together = models.BooleanField()
    reason = models.CharField(max_length=20)
    by = models.UUIDField()
    on = models.DateField()

    protection = SIGNED_BY_THE_LEAD_DESK

    class Meta:
        db_table = "verification_ruling"
        indexes = [models.Index(fields=["pool_id", "respondent_id"], name="verification_ruling_about")]
        constraints = [models.CheckConstraint(condition=~Q(left=F("right")), name="verification_ruling_two_voices")]


class Question(models.Model):
    """What a verifier asked another desk about an issue, and its answer, as codes; for these two desks only.

    desk_id: who asked. voice_group: the voice of the asked desk that it is about, or None for the whole issue.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    pool_id = models.UUIDField()
    issue_id = models.UUIDField()
    voice_group = models.UUIDField(null=True)
    desk_id = models.UUIDField()
    asked_desk_id = models.UUIDField()
    code = models.CharField(max_length=24)
    asked_by = models.UUIDField()
    asked_on = models.DateField()
    answer = models.CharField(max_length=16, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_on = models.DateField(null=True)

    protection = Protection(
        read=(staff_of(), ASKED_DESK, SYSTEM),
        add=(also(staff_of(), f"asked_by = {setting('staff')}"),),
        change=(ASKED_DESK,),
        fixed=("pool_id", "issue_id", "voice_group", "desk_id", "asked_desk_id", "code", "asked_by", "asked_on"),
        once=("answer", "answered_by", "answered_on"),
        belongs=(Belongs("verification_issue", "issue_id", ("pool_id",)),),
    )

    class Meta:
        db_table = "verification_question"
        indexes = [models.Index(fields=["issue_id"], name="verification_question_issue")]
        constraints = [
            models.CheckConstraint(condition=~Q(desk_id=F("asked_desk_id")), name="verification_question_two_desks"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_on=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_on__isnull=False)),
                name="verification_question_whole_answer",
            ),
        ]


class QuestionWords(models.Model):
    """The words beside a question or its answer, in the copy of one of the two desks; a subject of its own."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    question_id = models.UUIDField()
    part = models.CharField(max_length=8)  # question or answer
    sealed = models.BinaryField()

    protection = Protection(
        read=(staff_of(), SYSTEM),
        add=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("id", "desk_id", "question_id", "part", "sealed"),
    )

    class Meta:
        db_table = "verification_question_words"
        constraints = [
            models.UniqueConstraint(fields=["question_id", "desk_id", "part"], name="verification_question_words_once")
        ]
