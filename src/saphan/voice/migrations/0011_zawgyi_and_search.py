import saphan.store.ids
from django.db import migrations, models

# The one function that acts as its owner: behind row-level security no index on the key would be used for a list of
# keys. It asks who acts, as the policies do, and hands out ids of that desk's keys only.
FIND = """
CREATE FUNCTION voice_find_by_search_key(wanted integer[], before uuid, most integer) RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT found.id
    FROM (SELECT DISTINCT unnest(wanted) AS key) asked
    CROSS JOIN LATERAL (
        SELECT kept.id FROM public.voice_search_key kept
        WHERE kept.desk_id = nullif(current_setting('saphan.stories', true), '')::uuid
        AND current_setting('saphan.caller', true) = 'staff'
        AND kept.key = asked.key AND (before IS NULL OR kept.id < before)
        ORDER BY kept.id DESC LIMIT least(most, 500)
    ) found
    ORDER BY found.id DESC LIMIT least(most, 500)
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0010_files_and_answers_of_a_story'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='kept_from_search',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='conversation',
            name='reads_zawgyi',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='message',
            name='other_reading',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='zawgyi_percent',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='SearchKey',
            fields=[
                ('id', models.UUIDField(default=saphan.store.ids.ordered_id, primary_key=True, serialize=False)),
                ('desk_id', models.UUIDField()),
                ('conversation_id', models.UUIDField()),
                ('mention_id', models.UUIDField(default=saphan.store.ids.random_id)),
                ('kind', models.CharField(max_length=6)),
                ('key', models.IntegerField()),
                ('key_version', models.SmallIntegerField()),
                ('sealed', models.BinaryField()),
            ],
            options={
                'db_table': 'voice_search_key',
                'indexes': [models.Index(fields=['desk_id', 'key', '-id'], name='voice_search_key_of_a_word'), models.Index(fields=['conversation_id'], name='voice_search_key_of_a_story')],
            },
        ),
        migrations.RunSQL(FIND, "DROP FUNCTION voice_find_by_search_key(integer[], uuid, integer)"),
    ]
