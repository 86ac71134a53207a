from django.contrib.postgres.fields import ArrayField
from django.db import models

from saphan.store.protection import (
    COUNTING,
    OF_OWN_DESK_OR_NONE,
    SIGNED_BY_CALLER,
    SYSTEM,
    Protection,
    also,
    any_of,
    intake_of,
    key_of,
    staff_of,
    stories_of,
    story_of,
    trail_of,
)

OF_NO_STORY = "kind IN ('dialogue', 'decision', 'question')"  # a partner's file, a lead's decision, words between desks


class DataKey(models.Model):
    """The wrapped data key of one subject (a conversation, a case). Destroying it shreds what was sealed under it."""

    id = models.UUIDField(primary_key=True)
    desk_id = models.UUIDField()
    subject_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20)
    desk_key_version = models.IntegerField()
    wrapped = models.BinaryField()

    protection = Protection(
        read=(stories_of(), also(staff_of(), OF_NO_STORY), story_of("subject_id"), key_of(), SYSTEM),
        add=(staff_of(), intake_of(), story_of("subject_id"), also(any_of("partner"), "kind = 'dialogue'"), SYSTEM),
        change=(SYSTEM,),
        remove=(stories_of(), story_of("subject_id"), SYSTEM),
    )

    class Meta:
        db_table = "vault_data_key"


class Shredded(models.Model):
    """That a subject was destroyed, and when; nothing about it."""

    subject_id = models.UUIDField(primary_key=True)
    on = models.DateField()

    protection = Protection(read=(SYSTEM,), add=(any_of("staff", "system"),), append_only=True)

    class Meta:
        db_table = "vault_shredded"


class Retention(models.Model):
    """For how many days this deployment keeps one kind of data, where it differs from our default."""

    name = models.CharField(max_length=12, primary_key=True)
    days = models.PositiveIntegerField()

    class Meta:
        db_table = "vault_retention"


class Event(models.Model):
    """Audit: who did what to which id, where. Codes and ids only; no row is ever changed."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    caller = models.CharField(max_length=12)
    caller_id = models.UUIDField(null=True)
    desk_id = models.UUIDField(null=True)
    act = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    protection = Protection(read=(trail_of(), SYSTEM), add=(SIGNED_BY_CALLER,), append_only=True)

    class Meta:
        db_table = "vault_event"


class Seal(models.Model):
    """A batch of audit events, named one by one with their digests, and a hash over these and the seal before."""

    number = models.IntegerField(primary_key=True)
    event_ids = ArrayField(models.UUIDField())
    digests = models.BinaryField()  # 32 bytes an event, in the same order
    last_id = models.UUIDField()
    previous = models.BinaryField(unique=True)
    head = models.BinaryField()
    at = models.DateTimeField()

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), append_only=True)

    class Meta:
        db_table = "vault_seal"
        indexes = [models.Index(fields=["last_id"], name="vault_seal_last_id")]


class Fact(models.Model):
    """The stream that the counters fold: typed, versioned, coded, with a random subject id and no person."""

    id = models.UUIDField(primary_key=True)
    on = models.DateField()
    kind = models.CharField(max_length=60)
    version = models.SmallIntegerField(default=1)
    subject = models.UUIDField()
    desk_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)

    protection = Protection(read=(COUNTING, SYSTEM), add=(OF_OWN_DESK_OR_NONE,), append_only=True)

    class Meta:
        db_table = "vault_fact"
        indexes = [models.Index(fields=["kind", "on"], name="vault_fact_kind_on")]


class Backup(models.Model):
    """A back-up that was made, or that failed. Its file may be copied anywhere; the row says only that it was good.

    digest: SHA-256 of the file. problem: a code, empty when it was good.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=40, blank=True)

    protection = Protection(read=(any_of("staff", "system"),), add=(SYSTEM,), remove=(SYSTEM,))

    class Meta:
        db_table = "vault_backup"
        indexes = [models.Index(fields=["at"], name="vault_backup_at")]
