"""What a partner was shown, what it promised, and what the workers said of it.

Rows with `recipient_id` are read by that partner and by the lead desk (`desk_id`), and by nobody else: nothing passes
along the supply-chain graph. They are append-only; an end or a recall is a row of its own.
"""

from dataclasses import replace

from django.db import models
from django.db.models import Q

from saphan.remedy.claim_models import Claim as Claim
from saphan.remedy.claim_models import ClaimAnswer as ClaimAnswer
from saphan.remedy.claim_models import ClaimCheck as ClaimCheck
from saphan.remedy.claim_models import ClaimClosed as ClaimClosed
from saphan.remedy.claim_models import ClaimDecision as ClaimDecision
from saphan.remedy.claim_models import ClaimRetaliation as ClaimRetaliation
from saphan.remedy.claim_models import ClaimShown as ClaimShown
from saphan.remedy.claim_models import ClaimWaiver as ClaimWaiver
from saphan.remedy.own_models import OwnWord, OwnWordAct
from saphan.remedy.pressure_models import Pressure
from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import SIGNED, SYSTEM, Belongs, Protection, also, partner_of, staff_of

__all__ = ["OwnWord", "OwnWordAct", "Pressure"]  # in files of their own; the others stand here

DESK_ONLY = Protection(read=(staff_of(), SYSTEM), add=(staff_of(), SYSTEM), change=(staff_of(), SYSTEM))
OWNERS = ("desk_id", "recipient_id")
OF_A_DISCLOSURE = (Belongs("remedy_disclosure", "disclosure_id", OWNERS),)
SHOWN_BY_DESK = Protection(
    read=(partner_of(), staff_of(), SYSTEM), add=(staff_of(), SYSTEM), append_only=True, belongs=OF_A_DISCLOSURE
)
SAID_BY_PARTNER = Protection(
    read=(partner_of(), staff_of(), SYSTEM),
    add=(also(partner_of(), SIGNED),),
    append_only=True,
    belongs=OF_A_DISCLOSURE,
)


class Draft(models.Model):
    """The fixed words that one recipient would read of one issue, in each language; consent names a draft."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    issue_id = models.UUIDField()
    recipient_id = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    words = models.JSONField()  # language → text
    asked_action = models.CharField(max_length=40)
    crowd = models.PositiveIntegerField(null=True)  # people who could have said it, as the verifier states
    crowd_source = models.CharField(max_length=120, blank=True)
    by_document = models.BooleanField(default=False)  # discloses what a visit or document shows, not what was said
    wait_days = models.PositiveSmallIntegerField()  # 3–14, drawn at random
    waived_by_workers = models.PositiveSmallIntegerField(null=True)  # of those who agreed; null: not waived
    beside_seen = models.PositiveSmallIntegerField(null=True)  # own cases beside it, as the verifier was warned of them
    by = models.UUIDField()
    on = models.DateField()
    superseded_on = models.DateField(null=True)

    protection = replace(
        DESK_ONLY,
        fixed=(
            *("desk_id", "issue_id", "recipient_id", "version", "words", "asked_action", "crowd", "crowd_source"),
            *("by_document", "wait_days", "by", "on"),
        ),
    )

    class Meta:
        db_table = "remedy_draft"
        constraints = [
            models.UniqueConstraint(fields=["issue_id", "recipient_id", "version"], name="remedy_draft_version"),
        ]


class BestInterest(models.Model):
    """A lead's written decision that a draft behind which somebody under 18 stands may go out; sealed for the desk."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    draft_id = models.UUIDField(unique=True)
    sealed = models.BinaryField()
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(staff_of(), SYSTEM),
        add=(also(staff_of(), SIGNED),),
        append_only=True,
        belongs=(Belongs("remedy_draft", "draft_id"),),
    )

    class Meta:
        db_table = "remedy_best_interest"


class Disclosure(models.Model):
    """Exactly what was shown to which partner, on which day. Random id, a day and no second."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    issue_id = models.UUIDField()
    draft_id = models.UUIDField(unique=True)
    respondent_id = models.UUIDField()
    shown = models.JSONField()  # words by language, family, band, asked action
    acknowledge_by = models.DateField()
    plan_by = models.DateField()
    on = models.DateField()

    protection = Protection(
        read=(partner_of(), staff_of(), SYSTEM),
        add=(staff_of(),),
        append_only=True,
        belongs=(Belongs("remedy_draft", "draft_id", (*OWNERS, "issue_id")),),
    )

    class Meta:
        db_table = "remedy_disclosure"


class Recall(models.Model):
    """A disclosure taken back: its page closes, the record says only that it was shown."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure_id = models.UUIDField(unique=True)
    reason = models.CharField(max_length=30)
    on = models.DateField()

    protection = SHOWN_BY_DESK

    class Meta:
        db_table = "remedy_recall"


class View(models.Model):
    """That a partner's staff opened a disclosure: proof of what partners saw."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure_id = models.UUIDField()
    by = models.UUIDField()
    on = models.DateField()

    protection = SAID_BY_PARTNER

    class Meta:
        db_table = "remedy_view"


class Acknowledgement(models.Model):
    """A partner accepted the three promises, in its own language."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure_id = models.UUIDField(unique=True)
    by = models.UUIDField()
    language = models.CharField(max_length=12)
    on = models.DateField()

    protection = SAID_BY_PARTNER

    class Meta:
        db_table = "remedy_acknowledgement"


class Commitment(models.Model):
    """One promise with a day, for everyone in that situation. A changed promise is a new row that supersedes."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    issue_id = models.UUIDField()
    disclosure_id = models.UUIDField()
    words = models.TextField()
    covers = models.CharField(max_length=20)
    due_on = models.DateField()
    by = models.UUIDField()
    on = models.DateField()
    supersedes_id = models.UUIDField(null=True, unique=True)

    protection = replace(
        SAID_BY_PARTNER, belongs=(Belongs("remedy_disclosure", "disclosure_id", (*OWNERS, "issue_id")),)
    )

    class Meta:
        db_table = "remedy_commitment"
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=models.F("on")), name="remedy_commitment_due_later")
        ]


class Delivered(models.Model):
    """A partner says that a commitment was delivered. It counts for nothing until workers confirm."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    commitment_id = models.UUIDField(unique=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    by = models.UUIDField()
    on = models.DateField()

    protection = replace(SAID_BY_PARTNER, belongs=(Belongs("remedy_commitment", "commitment_id", OWNERS),))

    class Meta:
        db_table = "remedy_delivered"


class Evidence(models.Model):
    """A file from a partner, sealed for the desk: it may name workers, so the partner cannot open it again."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure_id = models.UUIDField()
    subject_id = models.UUIDField()
    media_type = models.CharField(max_length=80)
    size = models.IntegerField()
    sealed = models.BinaryField()
    by = models.UUIDField()
    on = models.DateField()

    protection = SAID_BY_PARTNER

    class Meta:
        db_table = "remedy_evidence"


class Dispute(models.Model):
    """A partner's reasons against an issue. It stands beside the issue and changes nothing of it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure_id = models.UUIDField()
    reason = models.CharField(max_length=24)
    words = models.TextField()
    by = models.UUIDField()
    on = models.DateField()

    protection = SAID_BY_PARTNER

    class Meta:
        db_table = "remedy_dispute"


class PartnerMessage(models.Model):
    """Words between a partner and the desk about one disclosure, in order of `number`."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    from_partner = models.BooleanField()
    words = models.TextField()
    by = models.UUIDField()
    on = models.DateField()

    protection = replace(
        SAID_BY_PARTNER, add=(also(partner_of(), SIGNED, "from_partner"), also(staff_of(), SIGNED, "NOT from_partner"))
    )

    class Meta:
        db_table = "remedy_partner_message"
        constraints = [
            models.UniqueConstraint(fields=["disclosure_id", "number"], name="remedy_partner_message_in_order"),
        ]


class Round(models.Model):
    """One time of asking the consenting workers: is the plan enough, or has the remedy come. kind: plan | confirmation.

    asked, answered and the answers stay three numbers; the partner hears bands, and not on the day.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    issue_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    asked_on = models.DateField()
    closes_on = models.DateField()
    asked = models.PositiveIntegerField()
    by = models.UUIDField()
    outcome = models.CharField(max_length=24, blank=True)
    ended_on = models.DateField(null=True)
    tell_partner_on = models.DateField(null=True)
    partner_told_on = models.DateField(null=True)

    protection = replace(DESK_ONLY, fixed=("desk_id", "issue_id", "kind", "asked_on", "closes_on", "asked", "by"))

    class Meta:
        db_table = "remedy_round"
        constraints = [
            models.UniqueConstraint(
                fields=["issue_id", "kind"], condition=Q(ended_on=None), name="remedy_round_one_open"
            ),
        ]


class RoundAnswer(models.Model):
    """What one worker answered in a round, as a code; advice_given_on when "advice first" was followed."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    conversation_id = models.UUIDField()
    code = models.CharField(max_length=20)
    advice_given_on = models.DateField(null=True)
    on = models.DateField()

    protection = Protection(
        read=(staff_of(), SYSTEM),
        add=(staff_of(), SYSTEM),
        change=(staff_of(), SYSTEM),
        remove=(SYSTEM, staff_of()),
        belongs=(Belongs("remedy_round", "round_id"),),
    )

    class Meta:
        db_table = "remedy_round_answer"
        constraints = [models.UniqueConstraint(fields=["round", "conversation_id"], name="remedy_round_answer_last")]


class Outcome(models.Model):
    """What a partner hears of a round or of retaliation: a code and bands. Written on the day it may be heard."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=24)
    asked_band = models.CharField(max_length=16, blank=True)
    answered_band = models.CharField(max_length=16, blank=True)
    yes_band = models.CharField(max_length=16, blank=True)
    on = models.DateField()

    protection = SHOWN_BY_DESK

    class Meta:
        db_table = "remedy_outcome"


class Retaliation(models.Model):
    """Somebody was punished, or searched for. Her caseworker hears first, the partner from the desk."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    issue_id = models.UUIDField()
    conversation_id = models.UUIDField()
    reported_on = models.DateField()
    spoken_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)

    protection = DESK_ONLY

    class Meta:
        db_table = "remedy_retaliation"


class HeldCheck(models.Model):
    """A reminder to ask her whether the remedy has held, at 7, 30, 90 and 180 days."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    issue_id = models.UUIDField()
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    protection = DESK_ONLY

    class Meta:
        db_table = "remedy_held_check"
        constraints = [models.UniqueConstraint(fields=["issue_id", "due_on"], name="remedy_held_check_once")]


class Reminder(models.Model):
    """That somebody was reminded of a due date, so that it happens once."""

    id = models.UUIDField(primary_key=True, default=random_id)
    object_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    on = models.DateField()

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,))

    class Meta:
        db_table = "remedy_reminder"
        constraints = [models.UniqueConstraint(fields=["object_id", "kind"], name="remedy_reminder_once")]
