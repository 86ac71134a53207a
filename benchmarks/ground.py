"""The ground of a measurement: an installation of its own in a temporary folder, fsync on, one desk with a key."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from saphan.store import roles
from saphan.store.embedded import Cluster
from saphan.store.place import Place

DESK = UUID(int=1)


@dataclass(frozen=True, slots=True)
class Ground:
    """A running server, migrated, and the folder of the installation."""

    cluster: Cluster
    home: Path


@contextmanager
def ground() -> Iterator[Ground]:
    """Everything that this process and its children do with Saphan meanwhile happens in the temporary installation."""
    home = Path(tempfile.mkdtemp(prefix="saphan-bench-"))
    os.environ |= {"SAPHAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "saphan.config.settings"}
    for name in ("DATABASE_URL", "SAPHAN_DATABASE", "SAPHAN_KEYS", "SAPHAN_DEMO"):
        os.environ.pop(name, None)
    cluster = Cluster(Place(home), durable=True)
    cluster.start()
    try:
        roles.prepare(cluster, "saphan")
        subprocess.run([sys.executable, "-m", "saphan.config.command", "migrate"], check=True)
        _give_a_desk_its_key(home)
        yield Ground(cluster, home)
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def _give_a_desk_its_key(home: Path) -> None:
    import django

    django.setup()
    from saphan.vault import keyring

    keyring.make(home / "keys.json")
    keyring.add_desk(home / "keys.json", DESK)
