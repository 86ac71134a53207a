import saphan.store.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('remedy', '0004_beside_own_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimWaiver',
            fields=[
                ('id', models.UUIDField(default=saphan.store.ids.random_id, primary_key=True, serialize=False)),
                ('desk_id', models.UUIDField()),
                ('claim_id', models.UUIDField()),
                ('quarrel_on', models.DateField()),
                ('sealed', models.BinaryField()),
                ('by', models.UUIDField()),
                ('on', models.DateField()),
            ],
            options={
                'db_table': 'remedy_claim_waiver',
            },
        ),
    ]
