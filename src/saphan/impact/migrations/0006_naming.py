from django.db import migrations, models

import saphan.store.ids


class Migration(migrations.Migration):
    dependencies = [("impact", "0005_annual_reports")]

    operations = [
        migrations.CreateModel(
            name="Naming",
            fields=[
                ("id", models.UUIDField(default=saphan.store.ids.random_id, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("agreed", models.BooleanField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "impact_naming",
                "indexes": [models.Index(fields=["organisation_id", "at"], name="impact_naming_newest")],
            },
        ),
        migrations.CreateModel(
            name="NamedPromises",
            fields=[
                ("id", models.UUIDField(default=saphan.store.ids.random_id, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("month", models.DateField()),
                ("promises", models.PositiveIntegerField()),
                ("band", models.CharField(max_length=12)),
                ("made_on", models.DateField()),
            ],
            options={
                "db_table": "impact_named_promises",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation_id", "month"), name="impact_named_promises_once")
                ],
            },
        ),
    ]
