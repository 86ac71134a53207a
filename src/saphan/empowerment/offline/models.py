"""The desk's pairs of keys: to the newest, phones without net seal what they keep."""

from django.db import models

from saphan.store.ids import random_id
from saphan.store.protection import SYSTEM, Protection


class OfflineKey(models.Model):
    """One pair. sealed_key: the private half under the desk's own key; gone after `until`.

    What a phone sealed to it opens for nobody then.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    made_on = models.DateField()
    until = models.DateField()
    public_key = models.BinaryField()
    sealed_key = models.BinaryField(null=True)

    protection = Protection(
        read=(SYSTEM,), add=(SYSTEM,), change=(SYSTEM,), fixed=("desk_id", "made_on", "until", "public_key")
    )

    class Meta:
        db_table = "empowerment_offline_key"
        indexes = [models.Index(fields=["desk_id", "-made_on"], name="empowerment_offline_key_desk")]
