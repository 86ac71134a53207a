from django.db import migrations, models

# Whoever writes, the owner of the tables too: a poll that workers are asked is one that its responder accepted in these
# very terms; what was promised does not change afterwards; a promise that was broken stays so; and whoever broke one
# is asked for nothing new until it answers. The mark `broken_on` is set by the room once the day has passed by its own
# clock, which the database does not know.
HOLD = """
CREATE OR REPLACE FUNCTION dialogue_hold_poll() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state ELSE 'draft' END;
BEGIN
    IF was NOT IN ('draft', 'proposed') AND (
        (OLD.organisation_id, OLD.corridor, OLD.languages, OLD.recipient_id, OLD.remedy, OLD.threshold, OLD.begins_on,
            OLD.ends_on, OLD.respond_by, OLD.terms)
        IS DISTINCT FROM (NEW.organisation_id, NEW.corridor, NEW.languages, NEW.recipient_id, NEW.remedy, NEW.threshold,
            NEW.begins_on, NEW.ends_on, NEW.respond_by, NEW.terms)
        OR NEW.state IN ('draft', 'proposed') OR (was = 'stopped' AND NEW.state <> 'stopped')
        OR (OLD.broken_on IS NOT NULL AND OLD.broken_on IS DISTINCT FROM NEW.broken_on)) THEN
        RAISE EXCEPTION 'what was promised stays' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'dialogue_poll_stays_as_promised';
    END IF;
    IF NEW.state = 'stopped' AND TG_OP = 'UPDATE' AND was = 'running' THEN
        RETURN NEW;
    END IF;
    IF NEW.state NOT IN ('draft', 'proposed') AND was IN ('draft', 'proposed') THEN
        PERFORM FROM dialogue_poll_acceptance
        WHERE poll_id = NEW.id AND recipient_id = NEW.recipient_id AND terms = NEW.terms;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'nobody has promised to answer'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'dialogue_poll_is_accepted';
        END IF;
        PERFORM FROM dialogue_poll
        WHERE recipient_id = NEW.recipient_id AND id <> NEW.id AND state = 'ended' AND broken_on IS NOT NULL;
        IF FOUND THEN
            RAISE EXCEPTION 'the responder owes an answer'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'dialogue_responder_answered_before';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION dialogue_hold_poll_yes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('saphan.caller', true) IS DISTINCT FROM 'partner'
        OR nullif(current_setting('saphan.organisation', true), '')::uuid IS DISTINCT FROM NEW.recipient_id THEN
        RAISE EXCEPTION 'only the responder says its yes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'dialogue_poll_yes_is_its_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dialogue_hold_poll_yes BEFORE INSERT ON dialogue_poll_acceptance
    FOR EACH ROW EXECUTE FUNCTION dialogue_hold_poll_yes();
"""

LET_GO = """
DROP TRIGGER dialogue_hold_poll_yes ON dialogue_poll_acceptance;
DROP FUNCTION dialogue_hold_poll_yes();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('dialogue', '0001_polls'),
    ]

    operations = [
        migrations.AddField(
            model_name='poll',
            name='proposals',
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='poll',
            name='stopped_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='poll',
            name='stopped_why',
            field=models.CharField(blank=True, default='', max_length=12),
        ),
        migrations.AlterField(
            model_name='poll',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('running', 'Running'), ('ended', 'Ended'), ('answered', 'Answered'), ('stopped', 'Stopped')], default='draft', max_length=8),
        ),
        migrations.RunSQL(HOLD, LET_GO),
    ]
