"""Walks pg_class: what is declared on the models is what the database enforces, and nothing stands open unlisted.

The owning role looks, in a transaction that is rolled back; each kind of fault is planted once, to see it found.
"""

import os
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from saphan.store import protection
from saphan.store.place import OWNER, SERVING
from tests import ground
from tests.conftest import HOME

# Tables without row-level security; docs/reference/tables.md says why for each of ours.
OPEN = {
    *("network_organisation", "network_alias", "network_relation", "network_workforce_group"),
    *("network_desk", "network_desk_words", "network_duty", "network_day_off"),
    *("network_pool", "network_pool_member", "network_pool_invitation"),
    *("network_staff", "network_notice", "network_poster", "network_one_time_link", "network_sign_in_cache"),
    "network_word_review",  # what native reviewers say of translations, under the name they give; nothing of workers
    "network_duplicate_proposal",  # pairs of organisations that software found alike; nothing of workers
    # Business numbers and addresses of organisations, and hashes of their names: nothing of workers
    *("network_organisation_mark", "network_matching_key"),
    "network_workers_body",  # unions and committees, and how anybody reaches them; nothing of workers
    # Our own questions read aloud, links of volunteers (hashes only), machines that were accepted; nothing of workers
    *("voice_reading_link", "voice_spoken_question", "voice_machine_voice"),
    # Who may be found by everybody, how they are reached, what official lists say of licences: nothing of workers
    *("empowerment_listing", "empowerment_contact_way", "empowerment_licence"),
    "network_merge",  # which organisation is read as which, and who said so; nothing of workers
    "network_restoration",
    "network_integration",  # other systems and the keyed hashes of their keys; nothing of workers
    *(
        *("impact_release", "impact_edition", "impact_annual_report", "impact_naming", "impact_named_promises"),
        "store_deployment",
        "vault_retention",
        "store_frozen_desk",
        "store_reopener",
    ),
}
OF_OTHERS = {
    *("django_migrations", "django_content_type", "django_session", "auth_group", "auth_permission"),
    *("auth_group_permissions", "account_emailaddress", "account_emailconfirmation", "mfa_authenticator"),
    *("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers"),
}
DEFINER_FUNCTIONS = {
    "voice_find_by_search_key",  # asks who acts, answers with ids of that desk (docs/adr/0030)
}

ROWS_OF = (
    "SELECT c.relname, {} FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'"
)


@pytest.fixture
def owner(django_db_setup: None) -> Iterator[psycopg.Connection]:
    with ground.as_owner(HOME, os.environ["SAPHAN_DATABASE"]) as connection:
        connection.execute("BEGIN")
        yield connection
        connection.execute("ROLLBACK")


def faults(owner: psycopg.Connection) -> list[str]:
    """Everything that stands other than it was declared, in words."""
    return [fault for look in LOOKS for fault in look(owner)]


def unlisted_open_tables(owner: psycopg.Connection) -> Iterator[str]:
    secured = dict(owner.execute(ROWS_OF.format("c.relrowsecurity") + " AND c.relkind IN ('r', 'p')").fetchall())
    for table, is_secured in secured.items():
        parents = parents_of(owner, table)
        if (table in protection.protected_tables() or parents & protection.protected_tables()) and not is_secured:
            yield f"{table} has no row-level security"
        elif table not in {*protection.protected_tables(), *OPEN, *OF_OTHERS} and not parents:
            yield f"{table} is neither protected nor on the list"
    yield from (f"{table} is missing" for table in protection.protected_tables() - secured.keys())


def parents_of(owner: psycopg.Connection, table: str) -> set[str]:
    found = owner.execute(
        "SELECT p.relname FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent "
        "JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relname = %s",
        [table],
    )
    return {name for (name,) in found.fetchall()}


def policies_now(owner: psycopg.Connection) -> set[tuple[str, ...]]:
    """Table, name, command, roles and both conditions of every policy, as PostgreSQL writes them."""
    return set(
        owner.execute(
            "SELECT tablename, policyname, cmd, permissive, roles::text, coalesce(qual, ''), coalesce(with_check, '') "
            "FROM pg_policies"
        ).fetchall()
    )


def policies_other_than_declared(owner: psycopg.Connection) -> Iterator[str]:
    """What stands, against what the declaration makes when it is applied to a bare table."""
    standing = policies_now(owner)
    declared = declared_policies(owner)
    yield from (f"{table}: policy {name} is not declared so" for table, name, *_ in sorted(standing - declared))
    yield from (f"{table}: policy {name} is missing" for table, name, *_ in sorted(declared - standing))


def declared_policies(owner: psycopg.Connection) -> set[tuple[str, ...]]:
    owner.execute("SAVEPOINT declared")
    for table, name, *_ in policies_now(owner):
        owner.execute(sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(name), sql.Identifier(table)))
    for model, declaration in protection.protected_models():
        for statement in protection.statements(model._meta.db_table, declaration):
            owner.execute(statement.encode())
    declared = policies_now(owner)
    owner.execute("ROLLBACK TO SAVEPOINT declared")
    return declared


def partitions_without_their_table_s_policies(owner: psycopg.Connection) -> Iterator[str]:
    """Whoever asks a partition by its own name meets its own policies, so it carries those of its table."""
    standing = policies_now(owner)
    children = owner.execute(
        "SELECT c.relname, p.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
        "JOIN pg_class p ON p.oid = i.inhparent"
    ).fetchall()
    for child, parent in children:
        of_child = {policy[1:] for policy in standing if policy[0] == child}
        of_parent = {policy[1:] for policy in standing if policy[0] == parent}
        if parent in protection.protected_tables() and of_child != of_parent:
            yield f"{child} has not the policies of {parent}"


def columns_with_rights_of_their_own(owner: psycopg.Connection) -> Iterator[str]:
    """A right to one column does not show among the rights to tables."""
    found = owner.execute(
        ROWS_OF.format("a.attname").replace(" WHERE", " JOIN pg_attribute a ON a.attrelid = c.oid WHERE")
        + " AND a.attacl IS NOT NULL"
    )
    yield from (f"{table}.{column} has rights of its own" for table, column in found.fetchall())


def views_that_see_as_their_owner(owner: psycopg.Connection) -> Iterator[str]:
    for view, options in owner.execute(ROWS_OF.format("c.reloptions") + " AND c.relkind = 'v'").fetchall():
        if "security_invoker=true" not in (options or []):
            yield f"view {view} sees with its owner's eyes"
    for view, _ in owner.execute(ROWS_OF.format("c.oid") + " AND c.relkind = 'm'").fetchall():
        yield f"materialised view {view} keeps rows outside the policies"


def functions_with_the_owners_power(owner: psycopg.Connection) -> Iterator[str]:
    found = owner.execute(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'public' AND p.prosecdef"
    )
    yield from (f"function {name} acts as its owner" for (name,) in found.fetchall() if name not in DEFINER_FUNCTIONS)


def rights_beyond_serving(owner: psycopg.Connection) -> Iterator[str]:
    granted = owner.execute(
        "SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants "
        "WHERE table_schema = 'public' AND grantee <> %s",
        [OWNER],
    )
    for grantee, table, privilege in granted.fetchall():
        if grantee != SERVING or privilege not in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
            yield f"{grantee} may {privilege} {table}"
    owned = owner.execute(ROWS_OF.format("pg_get_userbyid(c.relowner)")).fetchall()
    yield from (f"{table} belongs to {role}" for table, role in owned if role != OWNER)
    (may_make,) = owner.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [SERVING]).fetchone() or (True,)
    if may_make:
        yield f"{SERVING} may make tables"


def append_only_tables_that_can_change(owner: psycopg.Connection) -> Iterator[str]:
    for table in append_only_tables():
        column = made_up_row(owner, table)
        for verb, statement in CHANGES.items():
            named = statement.format(table=sql.Identifier(table), column=sql.Identifier(column))
            if not is_refused(owner, named):
                yield f"{table}: {verb} is not refused"


def append_only_tables() -> list[str]:
    return sorted(model._meta.db_table for model, declared in protection.protected_models() if declared.append_only)


CHANGES = {
    "UPDATE": sql.SQL("UPDATE {table} SET {column} = {column}"),
    "DELETE": sql.SQL("DELETE FROM {table}"),
    "TRUNCATE": sql.SQL("TRUNCATE {table} CASCADE"),
}
NUMBERS = dict.fromkeys(("smallint", "integer", "bigint", "numeric", "double precision"), "1")
WORDS = dict.fromkeys(("character varying", "text"), "'x'")
MOMENTS = {"date": "current_date", "timestamp with time zone": "now()"}
OTHERS = {"uuid": "gen_random_uuid()", "jsonb": "'{}'", "bytea": "''", "boolean": "false", "ARRAY": "'{}'"}
GUARD_INSERTS = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgtype & 4 > 0"
MADE_UP = NUMBERS | WORDS | MOMENTS | OTHERS


def made_up_row(owner: psycopg.Connection, table: str) -> str:
    """Put one row of plausible values in, that belongs to nothing; returns the name of a column."""
    for (trigger,) in owner.execute(GUARD_INSERTS, [table]).fetchall():
        owner.execute(
            sql.SQL("ALTER TABLE {} DISABLE TRIGGER {}").format(sql.Identifier(table), sql.Identifier(trigger))
        )
    columns = owner.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s AND is_nullable = 'NO' "
        "AND is_identity = 'NO' ORDER BY ordinal_position",
        [table],
    ).fetchall()
    names = sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns)
    values = sql.SQL(", ").join(sql.SQL(MADE_UP[kind]) for _, kind in columns)
    owner.execute(sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, values))
    return str(columns[0][0])


def is_refused(owner: psycopg.Connection, statement: sql.Composed) -> bool:
    owner.execute("SAVEPOINT attempt")
    try:
        owner.execute(statement)
    except psycopg.errors.RaiseException:
        return True
    except psycopg.Error as error:
        return error.sqlstate == "SP001"
    finally:
        owner.execute("ROLLBACK TO SAVEPOINT attempt")
    return False


LOOKS: tuple[Callable[[psycopg.Connection], Iterator[str]], ...] = (
    unlisted_open_tables,
    policies_other_than_declared,
    partitions_without_their_table_s_policies,
    columns_with_rights_of_their_own,
    views_that_see_as_their_owner,
    functions_with_the_owners_power,
    rights_beyond_serving,
    append_only_tables_that_can_change,
)


def test_the_database_stands_as_declared(owner: psycopg.Connection) -> None:
    assert faults(owner) == []


def test_the_list_of_open_tables_names_only_tables_that_exist(owner: psycopg.Connection) -> None:
    tables = {
        name for name, _ in owner.execute(ROWS_OF.format("c.relkind") + " AND c.relkind IN ('r', 'p')").fetchall()
    }
    assert tables >= OPEN
    assert not OPEN & protection.protected_tables()


def test_some_tables_are_append_only() -> None:
    assert {"vault_event", "vault_fact", "remedy_disclosure", "verification_coded_fact"} <= set(append_only_tables())


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("ALTER TABLE voice_message DISABLE ROW LEVEL SECURITY", "voice_message has no row-level security"),
        ("CREATE TABLE voice_diary (id uuid)", "voice_diary is neither protected nor on the list"),
        ("CREATE TABLE voice_message_2026 () INHERITS (voice_message)", "voice_message_2026 has no row-level security"),
        (
            "CREATE TABLE voice_message_2026 () INHERITS (voice_message); "
            "ALTER TABLE voice_message_2026 ENABLE ROW LEVEL SECURITY",
            "voice_message_2026 has not the policies of voice_message",
        ),
        ("GRANT SELECT (sealed) ON voice_message TO PUBLIC", "voice_message.sealed has rights of its own"),
        (
            "ALTER POLICY add_stories ON voice_message WITH CHECK (true)",
            "voice_message: policy add_stories is not declared so",
        ),
        ("DROP POLICY add_stories ON voice_message", "voice_message: policy add_stories is missing"),
        (
            "CREATE TABLE diary (id uuid); ALTER TABLE diary ENABLE ROW LEVEL SECURITY",
            "diary is neither protected nor on the list",
        ),
        (
            "CREATE VIEW peep WITH (security_invoker = false) AS SELECT * FROM voice_message",
            "view peep sees with its owner's eyes",
        ),
        (f"GRANT REFERENCES ON voice_message TO {SERVING}", f"{SERVING} may REFERENCES voice_message"),
        ("CREATE POLICY all_may ON voice_message USING (true)", "voice_message: policy all_may is not declared so"),
        ("DROP POLICY read_stories ON voice_message", "voice_message: policy read_stories is missing"),
        (
            "ALTER POLICY read_stories ON voice_message USING (true)",
            "voice_message: policy read_stories is not declared so",
        ),
        ("CREATE VIEW peep AS SELECT * FROM voice_message", "view peep sees with its owner's eyes"),
        (
            "CREATE MATERIALIZED VIEW kept AS SELECT * FROM voice_message",
            "materialised view kept keeps rows outside the policies",
        ),
        (
            "CREATE FUNCTION peep() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::bigint'",
            "function peep acts as its owner",
        ),
        (f"GRANT TRUNCATE ON voice_message TO {SERVING}", f"{SERVING} may TRUNCATE voice_message"),
        ("GRANT SELECT ON voice_message TO PUBLIC", "PUBLIC may SELECT voice_message"),
        (f"GRANT CREATE ON SCHEMA public TO {SERVING}", f"{SERVING} may make tables"),
        ("ALTER TABLE vault_event DISABLE TRIGGER stays_as_written", "vault_event: UPDATE is not refused"),
        ("DROP TRIGGER stays_as_written ON vault_fact", "vault_fact: DELETE is not refused"),
        ("DROP TRIGGER stays_whole ON vault_fact", "vault_fact: TRUNCATE is not refused"),
    ],
)
def test_a_planted_fault_is_found(owner: psycopg.Connection, planted: str, found: str) -> None:
    owner.execute(planted.encode())
    assert found in faults(owner)
