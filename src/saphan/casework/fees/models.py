"""The table of fee observations: codes and amounts; never who paid."""

from django.db import models
from django.db.models import Q

from saphan.casework.fees.seen import AMOUNTS
from saphan.store.ids import random_id
from saphan.store.protection import COUNTING, SYSTEM, Protection, coded_of, staff_of, stories_of


class FeeObservation(models.Model):
    """What somebody paid, or was asked to pay, of one line for one job: four amounts that are never mixed.

    worker: her word. receipt: what a paper says. cap: what the law allowed. employer: its word. paid_on: the first of
    the month. person: joins the lines that one person paid, a random id that leads nowhere else. conversation_id: only
    where she told it in her story. A withdrawn one keeps its row and counts no more.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    source = models.CharField(max_length=8)
    organisation_id = models.UUIDField(null=True)
    origin = models.CharField(max_length=2)
    destination = models.CharField(max_length=2)
    sector = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=12)
    line = models.CharField(max_length=20)
    payer = models.CharField(max_length=10)
    paid_on = models.DateField()
    currency = models.CharField(max_length=3)
    worker = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    receipt = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    cap = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    employer = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    proof = models.CharField(max_length=12, blank=True)
    conversation_id = models.UUIDField(null=True)
    person = models.UUIDField()
    recorded_by = models.UUIDField(null=True)
    recorded_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    protection = Protection(
        read=(staff_of(), coded_of(), COUNTING, SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=(
            *("source", "organisation_id", "origin", "destination", "sector", "stage", "line", "payer", "paid_on"),
            *("currency", *AMOUNTS, "proof", "conversation_id", "person", "recorded_by", "recorded_on"),
        ),
    )

    class Meta:
        db_table = "casework_fee_observation"
        indexes = [
            models.Index(fields=["origin", "destination", "paid_on"], name="casework_fee_corridor"),
            models.Index(fields=["conversation_id"], name="casework_fee_conversation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(worker=None, receipt=None, cap=None, employer=None), name="casework_fee_says_an_amount"
            ),
            models.CheckConstraint(
                condition=Q(paid_on__day=1),
                name="casework_fee_of_a_month",
            ),
        ]
