from django.db import migrations


class Migration(migrations.Migration):
    """A row that is added beside one whose owner is changing waits until that is over (`store.turns.hold_still`)."""

    dependencies = [("store", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION saphan_await_a_move() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                EXECUTE format('SELECT pg_advisory_xact_lock_shared(hashtextextended(($1).%I::text, 0))', TG_ARGV[0])
                    USING NEW;
                RETURN NEW;
            END $$
            """,
            "DROP FUNCTION saphan_await_a_move()",
        ),
    ]
