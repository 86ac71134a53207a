from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0007_workers_bodies'),
    ]

    operations = [
        migrations.AddField(
            model_name='staff',
            name='handed_to',
            field=models.UUIDField(null=True),
        ),
    ]
