from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0005_looks'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='told_on',
            field=models.DateField(null=True),
        ),
    ]
