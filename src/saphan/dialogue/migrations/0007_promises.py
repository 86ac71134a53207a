from django.db import migrations

# Whoever writes, the owner of the tables too: nothing that workers are asked began unless its company said yes to these
# very terms, in a session of its own; what was promised stays; a promise that was broken stays so; and a company that
# let the day of an earlier answer pass is asked for nothing new, of whatever kind, until it answers. That a day passed
# is marked by the rooms, by their own clock. One wall for every kind of promise: each table's trigger names its kind,
# and the columns that were promised beside those of all kinds. The rules are dialogue/promises and the gate of each
# kind. There is no way back: the walls do not come down.
HOLD = """
DROP TRIGGER dialogue_hold_poll ON dialogue_poll;
DROP FUNCTION dialogue_hold_poll();
DROP TRIGGER dialogue_hold_board ON dialogue_board;
DROP FUNCTION dialogue_hold_board();
DROP TRIGGER dialogue_hold_debt ON dialogue_poll;
DROP TRIGGER dialogue_hold_debt ON dialogue_board;
DROP FUNCTION dialogue_hold_debt();
DROP TRIGGER dialogue_hold_poll_yes ON dialogue_poll_acceptance;
DROP TRIGGER dialogue_hold_board_yes ON dialogue_board_acceptance;
DROP FUNCTION dialogue_hold_poll_yes();

CREATE FUNCTION dialogue_hold_promise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    waits CONSTANT text[] := ARRAY['draft', 'proposed'];
    promised CONSTANT text[] :=
        ARRAY['organisation_id', 'languages', 'recipient_id', 'remedy', 'threshold', 'terms'] || TG_ARGV[1:];
    was CONSTANT text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state ELSE 'draft' END;
    before CONSTANT jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
    after CONSTANT jsonb := to_jsonb(NEW);
    is_accepted boolean;
BEGIN
    IF was <> ALL (waits) THEN
        IF NEW.state = ANY (waits) OR (was = 'stopped' AND NEW.state <> was)
            OR before ->> 'broken_on' <> coalesce(after ->> 'broken_on', '')
            OR EXISTS (SELECT FROM unnest(promised) AS one WHERE before -> one IS DISTINCT FROM after -> one) THEN
            RAISE EXCEPTION 'what was promised stays' USING ERRCODE = 'check_violation',
                CONSTRAINT = format('dialogue_%s_stays_as_promised', TG_ARGV[0]);
        END IF;
    ELSIF NEW.state <> ALL (waits) THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I = $1 AND recipient_id = $2 AND terms = $3)',
            TG_TABLE_NAME || '_acceptance', TG_ARGV[0] || '_id')
        INTO is_accepted USING NEW.id, NEW.recipient_id, NEW.terms;
        IF NOT is_accepted THEN
            RAISE EXCEPTION 'nobody has promised to answer' USING ERRCODE = 'check_violation',
                CONSTRAINT = format('dialogue_%s_is_accepted', TG_ARGV[0]);
        END IF;
        IF EXISTS (
            SELECT FROM dialogue_poll
            WHERE recipient_id = NEW.recipient_id AND id <> NEW.id AND state = 'ended' AND broken_on IS NOT NULL
        ) OR EXISTS (
            SELECT FROM dialogue_board_question
            WHERE recipient_id = NEW.recipient_id AND overdue_on IS NOT NULL AND answered_on IS NULL
        ) THEN
            RAISE EXCEPTION 'the responder owes an answer' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'dialogue_responder_answered_before';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dialogue_hold_promise BEFORE INSERT OR UPDATE ON dialogue_poll FOR EACH ROW
    EXECUTE FUNCTION dialogue_hold_promise('poll', 'corridor', 'begins_on', 'ends_on', 'respond_by');
CREATE TRIGGER dialogue_hold_promise BEFORE INSERT OR UPDATE ON dialogue_board FOR EACH ROW
    EXECUTE FUNCTION dialogue_hold_promise('board', 'answer_days');

CREATE FUNCTION dialogue_hold_yes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('saphan.caller', true) IS DISTINCT FROM 'partner'
        OR nullif(current_setting('saphan.organisation', true), '')::uuid IS DISTINCT FROM NEW.recipient_id THEN
        RAISE EXCEPTION 'only the responder says its yes' USING ERRCODE = 'check_violation',
            CONSTRAINT = format('dialogue_%s_yes_is_its_own', TG_ARGV[0]);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dialogue_hold_yes BEFORE INSERT ON dialogue_poll_acceptance
    FOR EACH ROW EXECUTE FUNCTION dialogue_hold_yes('poll');
CREATE TRIGGER dialogue_hold_yes BEFORE INSERT ON dialogue_board_acceptance
    FOR EACH ROW EXECUTE FUNCTION dialogue_hold_yes('board');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('dialogue', '0006_sounds_of_polls'),
    ]

    operations = [
        migrations.RunSQL(HOLD),
    ]
