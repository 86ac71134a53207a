"""Signals of a pool, what verifiers found them to be, and days on which a rise says nothing. Counts, weeks and ids."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import COUNTING, SIGNED, SYSTEM, Belongs, Protection, also, pool_of, setting, staff_of


class Signal(models.Model):
    """A rise somewhere in the pool: one row for one happening, whatever it grows to.

    method: rise (scan of few voices), season (more than at this time of other years), newcomer (a name new in several
    places) or praise. began, until: Mondays of its first and last week. voices, expected: independent ones at its
    height, and how many are usual there. unit_id: an organisation's id, or the code of a province.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    pool_id = models.UUIDField()
    method = models.CharField(max_length=12)
    family = models.CharField(max_length=1)
    unit_kind = models.CharField(max_length=12)
    unit_id = models.CharField(max_length=130)
    began = models.DateField()
    until = models.DateField()
    voices = models.PositiveIntegerField()
    expected = models.FloatField()
    score = models.FloatField()
    respondents = ArrayField(models.UUIDField(), default=list)
    raised_on = models.DateField()
    seen_on = models.DateField()  # the last look that found it

    protection = Protection(
        read=(pool_of(), COUNTING, SYSTEM),
        add=(SYSTEM,),
        change=(SYSTEM,),
        fixed=("id", "pool_id", "method", "family", "raised_on"),
    )

    class Meta:
        db_table = "verification_signal"
        indexes = [models.Index(fields=["pool_id", "-until"], name="verification_signal_pool")]
        constraints = [
            models.CheckConstraint(condition=Q(began__lte=F("until")), name="verification_signal_weeks_in_order"),
        ]


class SignalOutcome(models.Model):
    """What a verifier or lead of the pool found a signal to be, by name; the last one counts, earlier ones stay.

    voices: how many stood behind it when she said so.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    pool_id = models.UUIDField()
    desk_id = models.UUIDField()
    signal_id = models.UUIDField()
    outcome = models.CharField(max_length=10)
    voices = models.PositiveIntegerField()
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(pool_of(), COUNTING, SYSTEM),
        add=(also(pool_of(), SIGNED, f"desk_id = {setting('desk')}"),),
        append_only=True,
        belongs=(Belongs("verification_signal", "signal_id", ("pool_id",)),),
    )

    class Meta:
        db_table = "verification_signal_outcome"
        indexes = [models.Index(fields=["signal_id", "id"], name="verification_outcome_last")]


class KnownDays(models.Model):
    """Days of one desk on which a rise says nothing: a line was down, old reports were typed in, nobody was there.

    organisation_id: only what was said of this one; None for all that the desk heard. What was said then counts
    behind its issue as ever; only signals leave it out.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    why = models.CharField(max_length=12)
    organisation_id = models.UUIDField(null=True)
    first_day = models.DateField()
    last_day = models.DateField()
    by = models.UUIDField()
    on = models.DateField()
    taken_back_by = models.UUIDField(null=True)
    taken_back_on = models.DateField(null=True)

    protection = Protection(
        read=(staff_of(), COUNTING, SYSTEM),
        add=(also(staff_of(), SIGNED),),
        change=(staff_of(),),
        fixed=("id", "desk_id", "why", "organisation_id", "first_day", "last_day", "by", "on"),
        once=("taken_back_by", "taken_back_on"),
    )

    class Meta:
        db_table = "verification_known_days"
        indexes = [models.Index(fields=["desk_id", "-last_day"], name="verification_known_days_desk")]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="verification_known_days_in_order"),
        ]


class Watch(models.Model):
    """When the nightly look at a pool was last set going, so that it is set going once a day, and what it found usual.

    usual: rates and shares of kinds of unit (`usual.Usual`), for the looks of that week that come at once; {} at first.
    """

    pool_id = models.UUIDField(primary_key=True)
    on = models.DateField()
    usual = models.JSONField(default=dict)

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), change=(SYSTEM,), fixed=("pool_id",))

    class Meta:
        db_table = "verification_watch"
