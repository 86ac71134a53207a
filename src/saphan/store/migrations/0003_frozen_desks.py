from django.db import migrations, models

import saphan.store.ids


class Migration(migrations.Migration):
    dependencies = [("store", "0002_await_a_move")]

    operations = [
        migrations.CreateModel(
            name="FrozenDesk",
            fields=[
                ("desk_id", models.UUIDField(primary_key=True, serialize=False)),
                ("freezing", models.UUIDField(unique=True)),
                ("since", models.DateTimeField()),
                ("by", models.UUIDField()),
            ],
            options={"db_table": "store_frozen_desk"},
        ),
        migrations.CreateModel(
            name="Reopener",
            fields=[
                ("id", models.UUIDField(default=saphan.store.ids.random_id, primary_key=True, serialize=False)),
                ("freezing", models.UUIDField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "store_reopener",
                "constraints": [
                    models.UniqueConstraint(fields=("freezing", "by"), name="store_reopener_once"),
                ],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION store_two_people_reopen() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (SELECT count(DISTINCT by) FROM store_reopener WHERE freezing = OLD.freezing) < 2 THEN
                    RAISE EXCEPTION 'two people reopen a desk' USING ERRCODE = 'SP003';
                END IF;
                RETURN OLD;
            END $$;
            CREATE TRIGGER two_people_reopen BEFORE DELETE ON store_frozen_desk
                FOR EACH ROW EXECUTE FUNCTION store_two_people_reopen();
            CREATE TRIGGER stays_as_written BEFORE UPDATE ON store_frozen_desk
                FOR EACH ROW EXECUTE FUNCTION saphan_refuse_change();
            CREATE TRIGGER stays_as_written BEFORE UPDATE OR DELETE ON store_reopener
                FOR EACH ROW EXECUTE FUNCTION saphan_refuse_change();
            """,
            """
            DROP TRIGGER two_people_reopen ON store_frozen_desk; DROP TRIGGER stays_as_written ON store_frozen_desk;
            DROP TRIGGER stays_as_written ON store_reopener; DROP FUNCTION store_two_people_reopen();
            """,
        ),
    ]
