"""Round tables: who sits there, what each agreed and by when, and each one's yes to the words that everybody reads."""

from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, also, partner_of, staff_of


class State(models.TextChoices):
    """open → held → public. A company's seat is taken or declined while it is open."""

    OPEN = "open"
    HELD = "held"
    PUBLIC = "public"


class RoundTable(models.Model):
    """About an issue, or a sector. terms: a digest of what is to be public; it changes with any word of it.

    Companies never read the row: what they may see of it comes through their seat.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    name = models.CharField(max_length=120)
    issue_id = models.UUIDField(null=True)
    sector = models.CharField(max_length=20, blank=True)  # of standards.sectors
    meets_on = models.DateField(null=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    language = models.CharField(max_length=12, blank=True)
    summary = models.TextField(blank=True)
    terms = models.CharField(max_length=64, blank=True)
    made_by = models.UUIDField()
    public_on = models.DateField(null=True)

    protection = Protection(
        read=(staff_of(), SYSTEM),
        add=(also(staff_of(), "state = 'open'"),),
        change=(also(staff_of(), "state <> 'public'"), SYSTEM),
        fixed=("desk_id", "made_by", "issue_id"),
        once=("summary", "terms", "language", "public_on"),
    )

    class Meta:
        db_table = "dialogue_round_table"


class RoundTableSeat(models.Model):
    """One who is asked to sit there. recipient_id: the company; none for those who sit for workers, who have a name.

    chosen: how workers chose them, as in `rules.CHOSEN`.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    table_id = models.UUIDField()
    recipient_id = models.UUIDField(null=True)
    name = models.CharField(max_length=120, blank=True)
    chosen = models.CharField(max_length=8, blank=True)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    is_taken = models.BooleanField(default=False)

    protection = Protection(
        read=(staff_of(), partner_of(), SYSTEM),
        add=(staff_of(),),
        change=(partner_of(), SYSTEM),
        fixed=("desk_id", "table_id", "recipient_id", "name", "chosen", "asked_on"),
        belongs=(Belongs("dialogue_round_table", "table_id"),),
    )

    class Meta:
        db_table = "dialogue_round_table_seat"
        constraints = [
            models.UniqueConstraint(fields=["table_id", "recipient_id"], name="dialogue_round_table_seat_once"),
            models.CheckConstraint(
                condition=Q(recipient_id=None) ^ Q(name="", chosen=""), name="dialogue_round_table_seat_side"
            ),
        ]


class RoundTablePromise(models.Model):
    """What one of them agreed to do, by a day. done_on: it says so. kept_on: those who sit for workers say so."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    table_id = models.UUIDField()
    seat_id = models.UUIDField()
    recipient_id = models.UUIDField(null=True)
    words = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    kept_on = models.DateField(null=True)
    late_on = models.DateField(null=True)

    protection = Protection(
        read=(staff_of(), partner_of(), SYSTEM),
        add=(staff_of(),),
        change=(SYSTEM,),
        remove=(staff_of(),),
        fixed=("desk_id", "table_id", "seat_id", "recipient_id", "words", "due_on"),
        belongs=(Belongs("dialogue_round_table_seat", "seat_id", owners=("desk_id", "table_id")),),
    )

    class Meta:
        db_table = "dialogue_round_table_promise"
        indexes = [models.Index(fields=["table_id"], name="dialogue_round_table_promises")]


class RoundTableYes(models.Model):
    """A seat's yes to the very words. A company's is signed by one of its people; the desk writes down the yes of those
    who sit for workers, and how they said it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    table_id = models.UUIDField()
    seat_id = models.UUIDField()
    recipient_id = models.UUIDField(null=True)
    terms = models.CharField(max_length=64)
    how = models.CharField(max_length=8, blank=True)
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(staff_of(), partner_of(), SYSTEM),
        add=(partner_of(), also(staff_of(), "recipient_id IS NULL")),
        append_only=True,
        belongs=(Belongs("dialogue_round_table_seat", "seat_id", owners=("desk_id", "table_id")),),
    )

    class Meta:
        db_table = "dialogue_round_table_yes"
        constraints = [
            models.UniqueConstraint(fields=["seat_id", "terms"], name="dialogue_round_table_yes_once"),
            models.CheckConstraint(condition=Q(recipient_id=None) ^ Q(how=""), name="dialogue_round_table_yes_how"),
        ]
