import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voice", "0012_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("conversation_id", models.UUIDField(primary_key=True, serialize=False)),
                ("desk_id", models.UUIDField()),
                (
                    "among",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
                ("asked_on", models.DateField(null=True)),
                ("speaks", models.CharField(blank=True, max_length=12)),
                ("said_on", models.DateField(null=True)),
                (
                    "answered_by",
                    models.CharField(
                        blank=True,
                        choices=[("", "Anyone"), ("woman", "Woman"), ("man", "Man")],
                        default="",
                        max_length=8,
                    ),
                ),
            ],
            options={"db_table": "voice_wish"},
        ),
        migrations.AlterField(
            model_name="way",
            name="asking",
            field=models.CharField(
                blank=True,
                choices=[("", "Nothing"), ("what", "What"), ("owner", "Owner"), ("language", "Language")],
                default="",
                max_length=8,
            ),
        ),
    ]
