from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0007_beside_her_own_case'),
    ]

    operations = [
        migrations.AlterField(
            model_name='receipt',
            name='conversation_id',
            field=models.UUIDField(null=True),
        ),
    ]
