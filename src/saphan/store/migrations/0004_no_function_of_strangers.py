from django.db import migrations


class Migration(migrations.Migration):
    """The one function that looked after every table's owners is gone: each table has its own (`store.protection`).

    In a database of an earlier version triggers still call it. They go with it, and `protection.apply`, which ends
    every `saphan migrate`, puts the present ones in their place before anything is served.
    """

    dependencies = [("store", "0003_frozen_desks")]

    operations = [migrations.RunSQL("DROP FUNCTION IF EXISTS saphan_refuse_stranger() CASCADE", "")]
