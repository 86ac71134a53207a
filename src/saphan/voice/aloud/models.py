"""Our own questions, read aloud: who may read them, what she read, and which machines a listener accepted.

Nothing here is of a worker: the sentences are ours and public, and so is the voice that reads them.
"""

from django.db import models
from django.db.models import Q

from saphan.store.ids import random_id


class ReadingLink(models.Model):
    """Lets somebody read our questions aloud in one language. Only the keyed hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    language = models.CharField(max_length=12)
    token_hash = models.BinaryField(unique=True)
    key_version = models.SmallIntegerField(default=1)
    made_by = models.UUIDField()
    made_on = models.DateField()
    until = models.DateTimeField()
    revoked_on = models.DateField(null=True)

    class Meta:
        db_table = "voice_reading_link"


class SpokenQuestion(models.Model):
    """One question of ours as somebody read it. digest: of the very sentences (`aloud.questions`).

    link_id: empty for a machine's. name: of who read it, as she wants it kept; empty unless she does.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    language = models.CharField(max_length=12)
    code = models.CharField(max_length=24)
    digest = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    content = models.BinaryField()
    by_machine = models.BooleanField(default=False)
    link_id = models.UUIDField(null=True)
    name = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    verdict = models.CharField(max_length=8, default="waiting")
    judged_by = models.UUIDField(null=True)
    judged_on = models.DateField(null=True)

    class Meta:
        db_table = "voice_spoken_question"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["waiting", "accepted", "refused"]), name="voice_spoken_question_verdict"
            ),
            models.UniqueConstraint(
                fields=["language", "code", "by_machine"],
                condition=Q(verdict="accepted"),
                name="voice_spoken_question_one",
            ),
        ]


class MachineVoice(models.Model):
    """A native listener heard the machine in her language and says that it is understood. name: as she gives it."""

    id = models.UUIDField(primary_key=True, default=random_id)
    language = models.CharField(max_length=12)
    by = models.UUIDField()
    name = models.CharField(max_length=80)
    on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "voice_machine_voice"
        constraints = [
            models.UniqueConstraint(fields=["language"], condition=Q(ended_on=None), name="voice_machine_voice_one")
        ]
