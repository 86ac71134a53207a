"""A desk's unit of work: cases, who they are about, what was said of whom, what is needed."""

from dataclasses import replace

from django.db import models
from django.db.models import F, Q

from saphan.casework.fees.models import FeeObservation as FeeObservation
from saphan.casework.look_models import Look as Look
from saphan.casework.protecting import (
    DESK_ONLY,
    IN_A_CASE,
    OF_A_STORY,
    STORY_PEOPLE,
    THE_DESK_IT_CAME_TO,
)
from saphan.casework.referral_models import Proposal as Proposal
from saphan.casework.referral_models import Referral as Referral
from saphan.casework.referral_models import ReferredPart as ReferredPart
from saphan.casework.replies.models import ReadyReply as ReadyReply
from saphan.casework.routing.models import Aside as Aside
from saphan.casework.routing.models import Colleague as Colleague
from saphan.casework.routing.models import Interest as Interest
from saphan.casework.routing.models import Route as Route
from saphan.casework.suggesting.models import Taken as Taken
from saphan.casework.understanding.models import Rendering as Rendering
from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, stories_of


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
    left_why = models.CharField(max_length=12, blank=True)
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
    """Staff's own words, never shown to her: sealed under the conversation they are about.

    One that was filed under the wrong story is sealed anew under the right one, and the wrong row goes.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    sealed = models.BinaryField()
    author = models.UUIDField()
    at = models.DateTimeField()
    supersedes_id = models.UUIDField(null=True)

    protection = replace(STORY_PEOPLE, belongs=(OF_A_STORY,))

    class Meta:
        db_table = "casework_note"
        indexes = [models.Index(fields=["conversation_id", "id"], name="casework_note_thread")]


class Move(models.Model):
    """That a story came to the wrong desk: where it should go, why, and what became of that.

    The desk it left sees this row and nothing else of it; the desk it came to sees it once it has come.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    to_desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    why = models.CharField(max_length=12)
    how = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default="asked")
    by = models.UUIDField()
    on = models.DateField()
    ended_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), THE_DESK_IT_CAME_TO, SYSTEM),
        add=(stories_of(),),
        change=(stories_of(), SYSTEM),
        fixed=("desk_id", "to_desk_id", "conversation_id", "why", "how", "by", "on"),
        belongs=(OF_A_STORY,),
    )

    class Meta:
        db_table = "casework_move"
        indexes = [models.Index(fields=["conversation_id"], name="casework_move_conversation")]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation_id"], condition=Q(state="asked"), name="casework_move_one_at_a_time"
            ),
        ]


class Slip(models.Model):
    """A reply that reached the wrong person and was read by her: what it told, coded, and what the lead decided."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    message_id = models.UUIDField(unique=True)
    told = models.CharField(max_length=16)  # "" until whoever sent it has said
    about_id = models.UUIDField(null=True)  # the story whose words or data it held
    by = models.UUIDField()
    on = models.DateField()
    decision = models.CharField(max_length=10, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)

    protection = replace(STORY_PEOPLE, fixed=("conversation_id", "message_id", "by", "on"), belongs=(OF_A_STORY,))

    class Meta:
        db_table = "casework_slip"


class HandOver(models.Model):
    """A note at the end of a shift, for whoever comes next: about one story, sealed under it, or for the desk."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
    author = models.UUIDField()
    at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)

    protection = replace(STORY_PEOPLE, fixed=("conversation_id", "sealed", "author", "at"))

    class Meta:
        db_table = "casework_hand_over"
        indexes = [models.Index(fields=["desk_id", "taken_at"], name="casework_hand_over_waiting")]


class Batch(models.Model):
    """One answer to many stories that are alike, delivered one by one. sealed: what was written, if not approved."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    by = models.UUIDField()
    approved_reply = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True)
    sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    protection = replace(STORY_PEOPLE, fixed=("by", "approved_reply", "language", "sealed", "at"))

    class Meta:
        db_table = "casework_batch"


class BatchItem(models.Model):
    """One story of a batch: waits, was answered, or was left out and why."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    conversation_id = models.UUIDField()
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default="waiting")
    why = models.CharField(max_length=12, blank=True)

    protection = replace(
        STORY_PEOPLE,
        fixed=("batch_id", "conversation_id", "language"),
        belongs=(Belongs("casework_batch", "batch_id"), OF_A_STORY),
    )

    class Meta:
        db_table = "casework_batch_item"
        constraints = [
            models.UniqueConstraint(fields=["batch", "conversation_id"], name="casework_batch_item_once"),
        ]


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
        indexes = [
            models.Index(fields=["conversation_id"], name="casework_concern_conversation"),
            models.Index(fields=["respondent_id"], name="casework_concern_respondent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to=None) | Q(period_to__gte=F("period_from")),
                name="casework_concern_period_in_order",
            ),
            models.CheckConstraint(condition=Q(number_affected__gte=1), name="casework_concern_someone_affected"),
        ]


class Representative(models.Model):
    """Somebody who speaks for others in a case: a union, a committee, a friend. The mandate, and how it was checked.

    may_confirm: who says whether the remedy came, the workers themselves or the representative. Words about the
    mandate are sealed under the representative's own story. Until it is checked, it is one voice.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="representatives")
    conversation_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    mandate = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    may_confirm = models.CharField(max_length=16, default="workers")
    sealed = models.BinaryField(null=True)
    named_by = models.UUIDField()
    named_on = models.DateField()
    check_how = models.CharField(max_length=20, blank=True)
    checked_by = models.UUIDField(null=True)
    checked_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    protection = replace(
        DESK_ONLY,
        fixed=("conversation_id", "kind", "mandate", "number", "may_confirm", "named_by", "named_on"),
        belongs=(IN_A_CASE, OF_A_STORY),
    )

    class Meta:
        db_table = "casework_representative"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "conversation_id"], condition=Q(ended_on=None), name="casework_representative_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=2), name="casework_representative_of_many"),
        ]
