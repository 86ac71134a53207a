"""The whole house for a measurement: `saphan run` in a folder of its own, fsync on, with one desk.

Nothing is pinned: supervisor, database, web server, worker and whoever measures share the machine's cores as the
kernel hands them out. The worker takes what the others leave (see `saphan.config.working`).
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from saphan.store import roles
from saphan.store.embedded import Cluster, wait_for
from saphan.store.place import Place


@dataclass(frozen=True, slots=True)
class House:
    """A running installation: where it answers, where it keeps its things, and the process that supervises it."""

    port: int
    home: Path
    pid: int

    def connect(self) -> psycopg.Connection:
        """As the owning role, which sees every row."""
        return Cluster(Place(self.home)).connect("saphan_owner", "saphan")


@contextmanager
def house(prepare: Callable[[], None] = lambda: None) -> Iterator[House]:
    """Make the installation, let `prepare` put in what the measurement needs, and run it until the block ends."""
    home = Path(tempfile.mkdtemp(prefix="saphan-bench-"))
    for name in ("DATABASE_URL", "SAPHAN_DATABASE", "SAPHAN_KEYS", "SAPHAN_DEMO"):
        os.environ.pop(name, None)
    os.environ |= {"SAPHAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "saphan.config.settings"}
    port = _free_port()
    try:
        _found(home, prepare)
        running = subprocess.Popen(
            [sys.executable, "-m", "saphan.config.command", "run", "--port", str(port)], stdout=subprocess.DEVNULL
        )
        try:
            if not wait_for(lambda: _is_healthy(port), 90):
                raise RuntimeError("The house did not answer.")
            yield House(port, home, running.pid)
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _found(home: Path, prepare: Callable[[], None]) -> None:
    cluster = Cluster(Place(home))
    cluster.start()
    try:
        roles.prepare(cluster, "saphan")
        subprocess.run([sys.executable, "-m", "saphan.config.command", "migrate"], check=True)
        import django

        django.setup()
        from saphan.vault import keyring

        keyring.make(home / "keys.json")
        open_desk()
        prepare()
        from django.db import connections

        connections.close_all()
    finally:
        cluster.stop()


def open_desk() -> None:
    from saphan.network import services

    organisation_id = services.create_organisation(kind="service", name="Bridge Thailand", country="TH")
    services.open_desk(
        organisation_id=organisation_id,
        name="Bridge Thailand",
        country="TH",
        languages=["en", "my"],
        time_zone="Asia/Bangkok",
    )


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _is_healthy(port: int) -> bool:
    address = f"http://127.0.0.1:{port}/healthz"
    with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(address, timeout=3) as answer:
        return bool(answer.status == 200)
    return False
