"""Row-level security, declared on the model and applied after every migration.

A model that holds protected rows carries `protection = Protection(read=…, add=…, change=…, remove=…)`; each part is
a tuple of conditions, one policy each. What is not listed is refused. Conditions compare one column with one setting
of the running transaction (`saphan.store.callers`), so that a policy stays cheap and can be read aloud.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models


def _setting(name: str, kind: str = "uuid") -> str:
    return f"(SELECT nullif(current_setting('saphan.{name}', true), '')::{kind})"


@dataclass(frozen=True, slots=True)
class Condition:
    """Who, and the SQL that holds for her rows."""

    who: str
    sql: str


def staff_of(column: str = "desk_id") -> Condition:
    return Condition("staff", f"{column} = {_setting('desk')}")


def pool_of(column: str = "pool_id") -> Condition:
    return Condition("pool", f"{column} = {_setting('pool')}")


def partner_of(column: str = "recipient_id") -> Condition:
    return Condition("partner", f"{column} = {_setting('organisation')}")


def story_of(column: str = "conversation_id") -> Condition:
    return Condition("story", f"{column} = {_setting('conversation')}")


def intake_of(column: str = "desk_id") -> Condition:
    return Condition("intake", f"{column} = {_setting('intake_desk')}")


def lookup_of(column: str) -> Condition:
    return Condition(f"lookup_{column}", f"encode({column}, 'hex') = {_setting('lookup', 'text')}")


def any_of(*callers: str) -> Condition:
    listed = ", ".join(f"'{caller}'" for caller in callers)
    return Condition("_".join(callers), f"{_setting('caller', 'text')} IN ({listed})")


SYSTEM = any_of("system")
COUNTING = any_of("counting")
ANYONE_ACTING = Condition("anyone", f"{_setting('caller', 'text')} IS NOT NULL")


@dataclass(frozen=True, slots=True)
class Protection:
    """Who may read, add, change and remove the rows of one table."""

    read: tuple[Condition, ...]
    add: tuple[Condition, ...] = ()
    change: tuple[Condition, ...] = ()
    remove: tuple[Condition, ...] = ()
    append_only: bool = False


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
    if protection.append_only:
        refuse = "EXECUTE FUNCTION saphan_refuse_change()"
        yield f"CREATE TRIGGER stays_as_written BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW {refuse}"
        yield f"CREATE TRIGGER stays_whole BEFORE TRUNCATE ON {name} FOR EACH STATEMENT {refuse}"


def quote(name: str) -> str:
    return connection.ops.quote_name(name)
