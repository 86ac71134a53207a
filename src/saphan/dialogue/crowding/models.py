"""What the monitor of crowding out found each month, and why a lead asked all the same."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Belongs, Protection, staff_of


class CrowdingMonth(models.Model):
    """One month that was judged. scatter: of voices between months, beyond a Poisson's. tested, warned: findings."""

    month = models.DateField(primary_key=True)
    on = models.DateField()
    scatter = models.FloatField()
    tested = models.IntegerField()
    warned = models.IntegerField()

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "dialogue_crowding_month"


class CrowdingFinding(models.Model):
    """Of one desk at one workplace, in the year up to a month: months in which people were asked against the others.

    what: `voice`, or `brought` by a union or a committee. questions: how many were asked there in the year. verdict:
    `few` (too little to say), `no`, `warn`, or `paused` (it was so, and nothing was asked in the last two months).
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    organisation_id = models.UUIDField()
    month = models.DateField()
    what = models.CharField(max_length=8)
    verdict = models.CharField(max_length=8)
    questions = models.IntegerField()
    quiet_months = models.SmallIntegerField()
    asked_months = models.SmallIntegerField()
    quiet = models.IntegerField()
    asked = models.IntegerField()
    ratio = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    p = models.FloatField(null=True)
    adjusted = models.FloatField(null=True)
    power = models.FloatField(null=True)

    protection = Protection(read=(staff_of(), SYSTEM), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "dialogue_crowding_finding"
        indexes = [models.Index(fields=["organisation_id", "month"], name="dialogue_crowding_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "organisation_id", "month", "what"], name="dialogue_crowding_finding_once"
            )
        ]


class PollReason(models.Model):
    """Why a lead lets a poll begin although fewer people speak there since they are asked. It stands for that poll."""

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    poll_id = models.UUIDField()
    text = models.TextField()
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(staff_of(), SYSTEM),
        add=(staff_of(),),
        append_only=True,
        belongs=(Belongs("dialogue_poll", "poll_id"),),
    )

    class Meta:
        db_table = "dialogue_poll_reason"
