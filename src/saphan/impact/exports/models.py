"""The annual reports as they may be taken: made once for each edition, never in a request."""

from django.db import models

from saphan.store.ids import random_id


class AnnualReport(models.Model):
    """One year in one language, as PDF. edition: the version of the numbers in it; a newer one takes its place.

    digest: SHA-256 of the content.
    """

    id = models.UUIDField(primary_key=True, default=random_id)
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    made_on = models.DateField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "impact_annual_report"
        constraints = [models.UniqueConstraint(fields=["year", "language"], name="impact_annual_report_once")]
