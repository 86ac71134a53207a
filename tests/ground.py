"""The test server: started once, a template made once per change of the source, copies made per worker and test."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from saphan.store import roles
from saphan.store.embedded import Cluster
from saphan.store.place import OWNER, SERVING, Place

SOURCE = Path(__file__).resolve().parent.parent / "src" / "saphan"
_running: list[Cluster] = []


def start(home: Path, template: str) -> None:
    cluster = Cluster(Place(home), durable=False)
    cluster.start()
    _running.append(cluster)
    mark = home / "template-made-from"
    if mark.exists() and mark.read_text() == fingerprint():
        return
    with cluster.connect() as root:
        for (name,) in root.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall():
            root.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        root.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(template)))
    roles.prepare(cluster, template)
    migrate(template)
    mark.write_text(fingerprint())


def stop() -> None:
    while _running:
        _running.pop().stop()


def migrate(name: str) -> None:
    """In a process of its own, which logs in as the owner."""
    environment = {**os.environ, "SAPHAN_DATABASE": name}
    subprocess.run([sys.executable, "-m", "saphan.config.command", "migrate"], check=True, env=environment)


def fingerprint() -> str:
    """Changes when models, migrations or policies may have changed."""
    found = sha256()
    for file in sorted(
        [
            *SOURCE.rglob("models.py"),
            *SOURCE.rglob("models/*.py"),
            *SOURCE.rglob("migrations/*.py"),
            *SOURCE.glob("store/*.py"),
        ]
    ):
        found.update(file.read_bytes())
    return found.hexdigest()


def make_empty(home: Path, name: str) -> None:
    """A database of the owner's with nothing in it but what the serving role may do."""
    drop(home, name)
    cluster = Cluster(Place(home))
    with cluster.connect() as root:
        root.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
    with cluster.connect(database=name) as root:
        roles.grant(root, name)


def copy(home: Path, template: str, name: str) -> None:
    drop(home, name)
    with as_owner(home) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        owner.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(SERVING))
        )


def drop(home: Path, name: str) -> None:
    """As the superuser: PostgreSQL's own cleaning may be at work in it, and the owner may not end that."""
    with Cluster(Place(home)).connect() as root:
        root.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Every connection that Django makes within goes to this database."""
    from django.db import connections

    connections.close_all()
    former, connections["default"].settings_dict["NAME"] = connections["default"].settings_dict["NAME"], name
    try:
        yield
    finally:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = former


def as_owner(home: Path, database: str = "postgres") -> psycopg.Connection:
    place = Place(home)
    return psycopg.connect(
        host=str(place.socket), user=OWNER, password=place.passwords()[OWNER], dbname=database, autocommit=True
    )
