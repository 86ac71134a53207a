"""What the figures are folded into, and what was let out. Nothing here names anybody."""

from django.db import models

from saphan.impact.dashboard.models import NamedPromises as NamedPromises
from saphan.impact.dashboard.models import Naming as Naming
from saphan.impact.exports.models import AnnualReport as AnnualReport
from saphan.impact.publishing.models import EditionGround as EditionGround
from saphan.impact.publishing.models import PublishedEdition as PublishedEdition
from saphan.impact.releases.models import Release as Release
from saphan.impact.releases.models import ReleaseGround as ReleaseGround
from saphan.impact.stories.models import StoryPage as StoryPage
from saphan.store.ids import random_id
from saphan.store.protection import COUNTING, SYSTEM, Protection


class SubjectState(models.Model):
    """What the facts of one subject have left for the indicators: marks, numbers, days. Made from facts."""

    subject = models.UUIDField(primary_key=True)
    coded = models.TextField()

    protection = Protection(read=(SYSTEM,), add=(SYSTEM,), remove=(SYSTEM,))

    class Meta:
        db_table = "impact_subject_state"


class TallyCell(models.Model):
    """By how much an indicator changed in one month: of what began in `cohort`, under one code. Made from facts.

    days: as JSON, how many took so many days. subjects: how many gave to it. squares: of what each gave, added up, so
    that one who gave nearly all is noticed. A figure as of a month is the sum of the months until then.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    indicator = models.CharField(max_length=40)
    month = models.DateField()
    cohort = models.DateField()
    code = models.CharField(max_length=40, blank=True)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField()
    days = models.TextField(default="{}")
    subjects = models.BigIntegerField(default=0)
    squares = models.DecimalField(max_digits=40, decimal_places=0, default=0)

    protection = Protection(read=(COUNTING, SYSTEM), add=(SYSTEM,), remove=(SYSTEM,))

    class Meta:
        db_table = "impact_tally_cell"
        constraints = [
            models.UniqueConstraint(fields=["month", "indicator", "cohort", "code"], name="impact_tally_cell_once")
        ]


class FoldedUntil(models.Model):
    """The last day whose facts are folded into indicators. One row.

    digest: of the catalogue by which they were folded. facts: how many were read, so that a late one is noticed.
    """

    id = models.SmallIntegerField(primary_key=True)
    day = models.DateField()
    digest = models.CharField(max_length=64, blank=True)
    facts = models.BigIntegerField()

    protection = Protection(read=(COUNTING, SYSTEM), add=(SYSTEM,), change=(SYSTEM,))

    class Meta:
        db_table = "impact_folded_until"
