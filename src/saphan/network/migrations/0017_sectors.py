from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0016_reach")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="sector",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
    ]
