from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('impact', '0008_budget'),
    ]

    operations = [
        migrations.DeleteModel(name='Publication'),
        migrations.DeleteModel(name='IndicatorValue'),
    ]
