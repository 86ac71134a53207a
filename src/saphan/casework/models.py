"""A desk's unit of work: cases, who they are about, what was said of whom, what is needed."""

from dataclasses import replace

from django.db import models
from django.db.models import F, Q

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, staff_of

DESK_ONLY = Protection(
    read=(staff_of(), SYSTEM), add=(staff_of(), SYSTEM), change=(staff_of(), SYSTEM), remove=(staff_of(), SYSTEM)
)
IN_A_CASE = Belongs("casework_case", "case_id")
OF_A_STORY = Belongs("voice_conversation", "conversation_id")


class Case(models.Model):
    """Work about one or more workers. A contact may be in several open cases."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    owner = models.UUIDField()
    status = models.CharField(max_length=10, default="open")
    outcome = models.CharField(max_length=24, blank=True)
    severe = models.BooleanField(default=False)
    under_18 = models.BooleanField(default=False)
    counts_affected = models.PositiveIntegerField(null=True)
    quarrel_on = models.DateField(null=True)  # her known quarrel with management: nothing is disclosed for 14 days
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    protection = DESK_ONLY

    class Meta:
        db_table = "casework_case"
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open") | Q(closed_on__isnull=False), name="casework_case_closed_has_day"
            ),
        ]


class Party(models.Model):
    """That a conversation belongs to a case. Wrong case: the row is left and a new one supersedes it."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    conversation_id = models.UUIDField()
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    supersedes_id = models.UUIDField(null=True)

    protection = replace(DESK_ONLY, belongs=(IN_A_CASE, OF_A_STORY))

    class Meta:
        db_table = "casework_party"
        indexes = [models.Index(fields=["conversation_id"], name="casework_party_conversation")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "conversation_id"], condition=Q(left_on=None), name="casework_party_once"
            ),
        ]


class Need(models.Model):
    """What she needs from us, as a code: shelter, medical, legal, interpreter, money, documents, contact, other."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    met_on = models.DateField(null=True)

    protection = replace(DESK_ONLY, belongs=(IN_A_CASE,))

    class Meta:
        db_table = "casework_need"


class Note(models.Model):
    """Staff's own words, never shown to her: sealed under the conversation they are about."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    sealed = models.BinaryField()
    author = models.UUIDField()
    at = models.DateTimeField()

    protection = replace(DESK_ONLY, belongs=(OF_A_STORY,))

    class Meta:
        db_table = "casework_note"
        indexes = [models.Index(fields=["conversation_id", "id"], name="casework_note_thread")]


class Concern(models.Model):
    """One worker's statement, coded: kind × respondent × stage × period × first-hand × number.

    A correction is a new row that supersedes this one; a withdrawn concern keeps its row and counts no more.
    voice_group: people who count as one independent voice share it; at first everyone is her own.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    conversation_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    respondent_id = models.UUIDField()
    line = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=12)
    period_from = models.DateField()
    period_to = models.DateField(null=True)
    first_hand = models.BooleanField()
    number_affected = models.PositiveIntegerField(default=1)
    proof = models.CharField(max_length=12, blank=True)
    voice_group = models.UUIDField()
    recorded_by = models.UUIDField()
    recorded_on = models.DateField()
    supersedes_id = models.UUIDField(null=True)
    withdrawn_on = models.DateField(null=True)

    protection = replace(
        DESK_ONLY,
        fixed=(
            *("conversation_id", "kind", "respondent_id", "stage", "period_from", "period_to"),
            *("first_hand", "number_affected", "recorded_by", "recorded_on", "supersedes_id"),
        ),
        belongs=(IN_A_CASE, OF_A_STORY),
    )

    class Meta:
        db_table = "casework_concern"
        indexes = [models.Index(fields=["conversation_id"], name="casework_concern_conversation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to=None) | Q(period_to__gte=F("period_from")),
                name="casework_concern_period_in_order",
            ),
            models.CheckConstraint(condition=Q(number_affected__gte=1), name="casework_concern_someone_affected"),
        ]
