"""Row-level security, declared on the model and applied after every migration.

A model that holds protected rows carries `protection = Protection(read=…, add=…, change=…, remove=…)`; each part is
a tuple of conditions, one policy each. What is not listed is refused. Conditions compare one column with one setting
of the running transaction (`saphan.store.callers`), so that a policy stays cheap and can be read aloud.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models

REFUSE = "EXECUTE FUNCTION saphan_refuse_change()"


def setting(name: str, kind: str = "uuid") -> str:
    """SQL of one setting of the running transaction; NULL when it is not set."""
    return f"(SELECT nullif(current_setting('saphan.{name}', true), '')::{kind})"


def is_looked_up(column: str) -> str:
    """SQL: the column's bytes are one of the keyed hashes that the caller knows."""
    known = "SELECT string_to_array(nullif(current_setting('saphan.lookup', true), ''), ',')"
    return f"encode({column}, 'hex') = ANY (({known})::text[])"


@dataclass(frozen=True, slots=True)
class Condition:
    """Who, and the SQL that holds for her rows."""

    who: str
    sql: str


def staff_of(column: str = "desk_id") -> Condition:
    return Condition("staff", f"{column} = {setting('desk')}")


def stories_of(column: str = "desk_id") -> Condition:
    """Staff of the desk whose roles open stories: caseworkers and leads."""
    return Condition("stories", f"{column} = {setting('stories')}")


def coded_of(column: str = "desk_id") -> Condition:
    """The desk's analysts."""
    return Condition("analyst", f"{column} = {setting('coded')}")


def trail_of(column: str = "desk_id") -> Condition:
    """The desk's administrators."""
    return Condition("administrator", f"{column} = {setting('trail')}")


def moderators_of(column: str = "desk_id") -> Condition:
    """The desk's moderators of reviews."""
    return Condition("moderator", f"{column} = {setting('moderating')}")


def one_story_of(column: str = "conversation_id") -> Condition:
    return Condition("onestory", f"{column} = {setting('one_story')}")


def one_message_of(column: str = "id") -> Condition:
    return Condition("onemessage", f"{column} = {setting('one_message')}")


def key_of(column: str = "subject_id") -> Condition:
    """The one key that somebody needs who may read one story or one message."""
    return Condition("keyholder", f"{column} = {setting('key_of')}")


def pool_of(column: str = "pool_id") -> Condition:
    return Condition("pool", f"{column} = {setting('pool')}")


def partner_of(column: str = "recipient_id") -> Condition:
    return Condition("partner", f"{column} = {setting('organisation')}")


def story_of(column: str = "conversation_id") -> Condition:
    return Condition("story", f"{column} = {setting('conversation')}")


def intake_of(column: str = "desk_id") -> Condition:
    return Condition("intake", f"{column} = {setting('intake_desk')}")


def lookup_of(column: str) -> Condition:
    return Condition(f"lookup_{column}", is_looked_up(column))


def also(first: Condition, *conditions: str) -> Condition:
    """`first`, and what each of the conditions says of the row in SQL; `setting` makes one side of it."""
    return Condition(first.who, " AND ".join((first.sql, *conditions)))


def any_of(*callers: str) -> Condition:
    listed = ", ".join(f"'{caller}'" for caller in callers)
    return Condition("_".join(callers), f"{setting('caller', 'text')} IN ({listed})")


SIGNED = f"by = {setting('staff')}"  # whoever adds the row stands in it
SYSTEM = any_of("system")
COUNTING = any_of("counting")
MODERATORS = Condition("moderators", f"{setting('moderating')} IS NOT NULL")  # of every desk: what a company says
ANYONE_ACTING = Condition("anyone", f"{setting('caller', 'text')} IS NOT NULL")
SIGNED_BY_CALLER = also(
    ANYONE_ACTING,
    f"caller = {setting('caller', 'text')}",
    f"caller_id IS NOT DISTINCT FROM {setting('staff')}",
)
OF_OWN_DESK_OR_NONE = also(
    ANYONE_ACTING, f"(desk_id IS NULL OR desk_id = {setting('desk')} OR desk_id = {setting('intake_desk')})"
)


@dataclass(frozen=True, slots=True)
class Belongs:
    """A row is added only beside a row of `table` that its caller sees and that has the same owners.

    by: the column that holds the other row's id. owners: columns that must be equal in both. may_move: the other row
    may get another owner; whoever adds a row beside it waits until that is over (`turns.hold_still`).
    """

    table: str
    by: str
    owners: tuple[str, ...] = ("desk_id",)
    may_move: bool = False


@dataclass(frozen=True, slots=True)
class Protection:
    """Who may read, add, change and remove the rows of one table.

    fixed: columns that stay as they were written, in a table of which others may change.
    once: columns that may be written later, and stay from the moment on at which the last of them is set.
    unties: columns that may be emptied and never get another value: what a row was tied to, it may only lose.
    """

    read: tuple[Condition, ...]
    add: tuple[Condition, ...] = ()
    change: tuple[Condition, ...] = ()
    remove: tuple[Condition, ...] = ()
    append_only: bool = False
    fixed: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    unties: tuple[str, ...] = ()
    belongs: tuple[Belongs, ...] = ()


def protected_models() -> Iterator[tuple[type[models.Model], Protection]]:
    for model in apps.get_models():
        protection = getattr(model, "protection", None)
        if isinstance(protection, Protection):
            yield model, protection


def protected_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model, _ in protected_models())


def apply() -> None:
    """Make the database's policies and triggers exactly those that the models declare. Needs the owning role."""
    with connection.cursor() as cursor:
        for model, protection in protected_models():
            for statement in statements(model._meta.db_table, protection):
                cursor.execute(statement)
            cursor.execute(
                "SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s",
                [model._meta.db_table],
            )
            stale = {name for (name,) in cursor.fetchall()} - {name for name, _ in policies(protection)}
            for name in stale:
                cursor.execute(f"DROP POLICY {quote(name)} ON {quote(model._meta.db_table)}")


def policies(protection: Protection) -> Iterator[tuple[str, str]]:
    """Name and body of each policy."""
    for condition in protection.read:
        yield f"read_{condition.who}", f"FOR SELECT USING ({condition.sql})"
    for condition in protection.add:
        yield f"add_{condition.who}", f"FOR INSERT WITH CHECK ({condition.sql})"
    for condition in protection.change:
        yield f"change_{condition.who}", f"FOR UPDATE USING ({condition.sql}) WITH CHECK ({condition.sql})"
    for condition in protection.remove:
        yield f"remove_{condition.who}", f"FOR DELETE USING ({condition.sql})"


def statements(table: str, protection: Protection) -> Iterator[str]:
    name = quote(table)
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    for policy, body in policies(protection):
        yield f"DROP POLICY IF EXISTS {quote(policy)} ON {name}"
        yield f"CREATE POLICY {quote(policy)} ON {name} {body}"
    yield f"DROP TRIGGER IF EXISTS stays_as_written ON {name}"
    yield f"DROP TRIGGER IF EXISTS stays_whole ON {name}"
    yield f"DROP TRIGGER IF EXISTS stays_fixed ON {name}"
    yield f"DROP TRIGGER IF EXISTS stays_said ON {name}"
    yield f"DROP TRIGGER IF EXISTS only_unties ON {name}"
    yield f"DROP TRIGGER IF EXISTS belongs ON {name}"
    yield f"DROP TRIGGER IF EXISTS awaits_a_move ON {name}"
    if protection.append_only:
        yield f"CREATE TRIGGER stays_as_written BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW {REFUSE}"
        yield f"CREATE TRIGGER stays_whole BEFORE TRUNCATE ON {name} FOR EACH STATEMENT {REFUSE}"
    if protection.fixed:
        was, becomes = (", ".join(f"{row}.{quote(column)}" for column in protection.fixed) for row in ("OLD", "NEW"))
        differs = f"WHEN (({was}) IS DISTINCT FROM ({becomes}))"
        yield f"CREATE TRIGGER stays_fixed BEFORE UPDATE ON {name} FOR EACH ROW {differs} {REFUSE}"
    if protection.once:
        was, becomes = (", ".join(f"{row}.{quote(column)}" for column in protection.once) for row in ("OLD", "NEW"))
        said = f"OLD.{quote(protection.once[-1])} IS NOT NULL AND ({was}) IS DISTINCT FROM ({becomes})"
        yield f"CREATE TRIGGER stays_said BEFORE UPDATE ON {name} FOR EACH ROW WHEN ({said}) {REFUSE}"
    if protection.unties:
        columns = [quote(column) for column in protection.unties]
        tied = " OR ".join(f"(NEW.{each} IS NOT NULL AND NEW.{each} IS DISTINCT FROM OLD.{each})" for each in columns)
        yield f"CREATE TRIGGER only_unties BEFORE UPDATE ON {name} FOR EACH ROW WHEN ({tied}) {REFUSE}"
    for number, rule in enumerate(protection.belongs):
        trigger = "belongs" if number == 0 else f"belongs_{number}"
        yield from _belonging(table, trigger, rule)
    for rule in protection.belongs:
        if rule.may_move:  # the name sorts before `belongs`: it waits first. Intake adds beside its own row only.
            yield (
                f"CREATE OR REPLACE TRIGGER awaits_a_move BEFORE INSERT ON {name} FOR EACH ROW "
                f"WHEN (current_setting('saphan.caller', true) IS DISTINCT FROM 'intake') "
                f"EXECUTE FUNCTION saphan_await_a_move('{rule.by}')"
            )


def _belonging(table: str, trigger: str, rule: Belongs) -> Iterator[str]:
    """Each rule has a function of its own, so that a session plans its question once and not for every row."""
    same = " AND ".join(f"{quote(owner)} = NEW.{quote(owner)}" for owner in rule.owners)
    function, name = quote(f"saphan_{trigger}_{table}"), quote(table)
    yield f"""
        CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM FROM {quote(rule.table)} WHERE id = NEW.{quote(rule.by)} AND {same};
            IF NOT FOUND THEN
                RAISE EXCEPTION 'a row of % belongs to nothing of its owner', TG_TABLE_NAME USING ERRCODE = 'SP002';
            END IF;
            RETURN NEW;
        END $$
    """
    yield f"DROP TRIGGER IF EXISTS {trigger} ON {name}"
    yield f"CREATE TRIGGER {trigger} BEFORE INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION {function}()"


def quote(name: str) -> str:
    return connection.ops.quote_name(name)
