"""What a partner says of its own accord, beside every issue: a problem that it found itself, or a promise."""

from dataclasses import replace

from django.db import models
from django.db.models import F, Q

from saphan.store.ids import random_id
from saphan.store.protection import SIGNED, SYSTEM, Belongs, Protection, also, partner_of, staff_of

FROM_PARTNER = "act = 'kept'"


class OwnWord(models.Model):
    """kind: `problem` or `promise`. family: of a problem. due_on: of a promise. Nobody was shown anything for it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    family = models.CharField(max_length=1, blank=True)
    words = models.TextField()
    due_on = models.DateField(null=True)
    by = models.UUIDField()
    on = models.DateField()

    protection = Protection(
        read=(partner_of(), staff_of(), SYSTEM), add=(also(partner_of(), SIGNED),), append_only=True
    )

    class Meta:
        app_label = "remedy"
        db_table = "remedy_own_word"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="promise") | Q(due_on__isnull=False, due_on__gte=F("on")),
                name="remedy_own_promise_has_a_day",
            ),
        ]


class OwnWordAct(models.Model):
    """What became of it. act: `kept` as the partner says; else the desk's, with how it knows. Each once."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    recipient_id = models.UUIDField()
    own_word_id = models.UUIDField()
    act = models.CharField(max_length=12)
    how = models.CharField(max_length=12, blank=True)
    by = models.UUIDField()
    on = models.DateField()

    protection = replace(
        OwnWord.protection,
        add=(also(partner_of(), SIGNED, FROM_PARTNER), also(staff_of(), SIGNED, f"NOT ({FROM_PARTNER})")),
        belongs=(Belongs("remedy_own_word", "own_word_id", ("desk_id", "recipient_id")),),
    )

    class Meta:
        app_label = "remedy"
        db_table = "remedy_own_word_act"
        constraints = [
            models.UniqueConstraint(fields=["own_word_id", "act"], name="remedy_own_word_act_once"),
        ]
