from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('remedy', '0003_pressure'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='beside_seen',
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
