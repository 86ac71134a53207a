from django.db import migrations, models

import saphan.store.ids

GENDERS = [("", "Not Said"), ("woman", "Woman"), ("man", "Man")]


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_understanding"),
    ]

    operations = [
        migrations.CreateModel(
            name="Colleague",
            fields=[
                ("staff_id", models.UUIDField(primary_key=True, serialize=False)),
                ("desk_id", models.UUIDField()),
                ("gender", models.CharField(blank=True, choices=GENDERS, default="", max_length=8)),
            ],
            options={"db_table": "casework_colleague"},
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.UUIDField(default=saphan.store.ids.random_id, primary_key=True, serialize=False)),
                ("desk_id", models.UUIDField()),
                ("staff_id", models.UUIDField()),
                ("organisation_id", models.UUIDField()),
                ("since", models.DateField()),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "casework_interest",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("staff_id", "organisation_id"),
                        name="casework_interest_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                ("conversation_id", models.UUIDField(primary_key=True, serialize=False)),
                ("desk_id", models.UUIDField()),
                ("to", models.UUIDField()),
                ("spoken", models.CharField(max_length=12)),
                ("fit", models.SmallIntegerField()),
                ("until", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("load", models.IntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "casework_route"},
        ),
        migrations.CreateModel(
            name="Aside",
            fields=[
                ("id", models.UUIDField(default=saphan.store.ids.ordered_id, primary_key=True, serialize=False)),
                ("desk_id", models.UUIDField()),
                ("conversation_id", models.UUIDField()),
                ("staff_id", models.UUIDField()),
                ("why", models.CharField(max_length=16)),
                ("on", models.DateField()),
            ],
            options={
                "db_table": "casework_aside",
                "constraints": [
                    models.UniqueConstraint(fields=("conversation_id", "staff_id"), name="casework_aside_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadyReply",
            fields=[
                ("id", models.UUIDField(default=saphan.store.ids.random_id, primary_key=True, serialize=False)),
                ("desk_id", models.UUIDField()),
                ("code", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=12)),
                ("words", models.TextField()),
                ("made_by", models.UUIDField()),
                ("made_on", models.DateField()),
                ("accepted_name", models.CharField(blank=True, max_length=80)),
                ("accepted_on", models.DateField(null=True)),
                ("accepted_by", models.UUIDField(null=True)),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "casework_ready_reply",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("desk_id", "code", "language"),
                        name="casework_ready_reply_once",
                    )
                ],
            },
        ),
    ]
