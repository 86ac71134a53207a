from django.db import migrations

LISTS = ("network_staff", "network_desk", "network_workers_body")
SINGLE = ("network_alias", "network_workforce_group", "network_desk_words")
# Filipino was offered under CLDR's code; the table of languages calls it Tagalog, as its workers' pages do.
TO_TAGALOG = [f"UPDATE {table} SET languages = array_replace(languages, 'fil', 'tl')" for table in LISTS]
TO_TAGALOG += [f"UPDATE {table} SET language = 'tl' WHERE language = 'fil'" for table in SINGLE]


class Migration(migrations.Migration):
    dependencies = [("network", "0009_words")]

    operations = [migrations.RunSQL(TO_TAGALOG, migrations.RunSQL.noop)]
