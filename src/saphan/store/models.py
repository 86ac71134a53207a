"""One row that says what kind of database this is, and the demo's clock."""

from datetime import timedelta

from django.db import models


class Deployment(models.Model):
    """The only row of its table.

    `ever_demo` never goes back to False: a database that held the demo cannot become real.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    ever_demo = models.BooleanField(default=False)
    clock_offset = models.DurationField(default=timedelta)

    class Meta:
        db_table = "store_deployment"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="store_deployment_only_one"),
            models.CheckConstraint(
                condition=models.Q(ever_demo=True) | models.Q(clock_offset=timedelta()),
                name="store_deployment_real_time_unless_demo",
            ),
        ]
