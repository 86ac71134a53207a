from collections import defaultdict

from django.db import migrations

from saphan.network.matching import keys


def fill(apps, schema_editor):
    """The keys of every organisation that was there before keys were."""
    names = defaultdict(list)
    for organisation_id, name in apps.get_model("network", "Organisation").objects.values_list("id", "name"):
        names[organisation_id].append(name)
    for organisation_id, name in apps.get_model("network", "Alias").objects.values_list("organisation_id", "name"):
        names[organisation_id].append(name)
    key = apps.get_model("network", "Key")
    rows = (
        key(key=number, organisation_id=organisation_id)
        for organisation_id, written in names.items()
        for number in keys.of_organisation(written, ())
    )
    key.objects.bulk_create(rows, batch_size=5_000, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0014_matching'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
