

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', "0005_restorations"),
    ]

    operations = [
        migrations.AlterField(
            model_name='staff',
            name='roles',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('caseworker', 'Caseworker'), ('verifier', 'Verifier'), ('lead', 'Desk lead'), ('analyst', 'Analyst'), ('administrator', 'Administrator'), ('custodian', 'Identity custodian'), ('interpreter', 'Interpreter'), ('outreach', 'Outreach worker'), ('editor', 'Content editor'), ('reviewer', 'Native reviewer'), ('moderator', 'Moderator'), ('partner', 'Partner')], max_length=20), default=list, size=None),
        ),
    ]
