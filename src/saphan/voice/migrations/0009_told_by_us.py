from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0008_receipts_of_deleted_stories'),
    ]

    operations = [
        migrations.AddField(
            model_name='ask',
            name='by_record',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
