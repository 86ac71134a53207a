"""The two log-ins and the databases they share: one owns and migrates, the other serves and owns nothing."""

import psycopg
from psycopg import sql

from saphan.store.embedded import Cluster
from saphan.store.place import OWNER, SERVING


def prepare(cluster: Cluster, database: str) -> None:
    """Make both log-ins and an empty database, where missing."""
    passwords = cluster.place.passwords()
    with cluster.connect() as root:
        for role, powers in ((OWNER, "CREATEDB"), (SERVING, "NOCREATEDB")):
            _make_login(root, role, passwords[role], powers)
        if not _exists(root, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            root.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'").format(
                    sql.Identifier(database), sql.Identifier(OWNER)
                )
            )
    with cluster.connect(database=database) as root:
        grant(root, database)


def grant(connection: psycopg.Connection, database: str) -> None:
    """What the serving role may do in this database: use tables, own nothing, make nothing."""
    name, owner, serving = sql.Identifier(database), sql.Identifier(OWNER), sql.Identifier(SERVING)
    for statement in (
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {name} TO {serving}",
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {serving}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {serving}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {serving}",
    ):
        connection.execute(sql.SQL(statement).format(name=name, owner=owner, serving=serving))


def _make_login(root: psycopg.Connection, role: str, password: str, powers: str) -> None:
    verb = "ALTER" if _exists(root, "SELECT 1 FROM pg_roles WHERE rolname = %s", role) else "CREATE"
    root.execute(
        sql.SQL(
            verb + " ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION " + powers + " PASSWORD {}"
        ).format(sql.Identifier(role), sql.Literal(password))
    )


def _exists(root: psycopg.Connection, question: str, name: str) -> bool:
    return root.execute(question, [name]).fetchone() is not None


def weaknesses(connection: psycopg.Connection) -> list[str]:
    """What the log-in of this connection may do although the serving role must not; empty when all is well.

    Row-level security does not hold for a superuser, for BYPASSRLS, or for the owner of a table.
    """
    row = connection.execute(
        """
        SELECT rolsuper, rolbypassrls, rolcreaterole,
               EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'v', 'f')),
               EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
                       AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
        FROM pg_roles r WHERE rolname = current_user
        """
    ).fetchone()
    said = (
        "is a superuser",
        "bypasses row-level security",
        "may make roles",
        "owns tables",
        "belongs to the tables' owner",
    )
    return [words for words, so in zip(said, row or (), strict=False) if so]
