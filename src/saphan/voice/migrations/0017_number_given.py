"""Whoever began with the machine on the telephone is given a number once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voice", "0016_read_aloud"),
    ]

    operations = [
        migrations.AddField(model_name="conversation", name="number_given_on", field=models.DateField(null=True)),
    ]
