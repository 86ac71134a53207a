from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0006_retention'),
    ]

    operations = [
        migrations.AddField(
            model_name='ask',
            name='beside',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
