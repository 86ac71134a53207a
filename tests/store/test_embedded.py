"""Given our own database server: a crash, a killed supervisor or a foreign process takes nothing that was committed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from saphan.store import embedded
from saphan.store.embedded import Cluster, ClusterError, wait_for
from saphan.store.place import Place
from tests.conftest import HOME


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A home of its own. Not pytest's tmp_path, which the database's own user could not reach."""
    home = HOME / f"embedded-{os.getpid()}"
    yield Place(home)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def cluster(place: Place) -> Iterator[Cluster]:
    running = Cluster(place)
    running.start()
    yield running
    running.stop()


def keep(cluster: Cluster, word: str) -> None:
    with cluster.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [word])


def kept(cluster: Cluster) -> set[str]:
    with cluster.connect() as connection:
        return {word for (word,) in connection.execute("SELECT word FROM kept")}


def answers(cluster: Cluster) -> bool:
    try:
        return bool(kept(cluster))
    except psycopg.OperationalError:
        return False


def test_a_killed_server_is_back_with_what_was_committed(cluster: Cluster) -> None:
    keep(cluster, "before the crash")
    started = time.monotonic()
    os.kill(cluster.pid, signal.SIGKILL)
    time.sleep(0.3)
    assert wait_for(lambda: answers(cluster), 15)
    assert time.monotonic() - started <= 15
    assert "before the crash" in kept(cluster)


def test_a_second_start_on_the_same_data_finds_it(place: Place) -> None:
    first = Cluster(place)
    first.start()
    keep(first, "before the restart")
    first.stop()
    second = Cluster(place)
    second.start()
    try:
        assert "before the restart" in kept(second)
    finally:
        second.stop()


def test_stopping_leaves_no_process_and_no_lock(place: Place) -> None:
    running = Cluster(place)
    running.start()
    pid = running.pid
    running.stop()
    assert not Path(f"/proc/{pid}").exists()
    assert not (running.data / "postmaster.pid").exists()


def test_a_second_supervisor_is_refused(cluster: Cluster, place: Place) -> None:
    with pytest.raises(ClusterError, match="already running"):
        Cluster(place).start()
    assert cluster.connect()


def test_the_server_of_a_killed_supervisor_is_taken_over(place: Place) -> None:
    # Given a supervisor that was killed, so that its server lives on alone
    lonely = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time\nfrom pathlib import Path\nfrom saphan.store.embedded import Cluster\n"
            "from saphan.store.place import Place\n"
            "cluster = Cluster(Place(Path(sys.argv[1])))\ncluster.start()\n"
            "print(cluster.pid, flush=True)\ntime.sleep(60)",
            str(place.home),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert lonely.stdout is not None
    orphan = int(lonely.stdout.readline())
    lonely.kill()
    lonely.wait()
    assert Path(f"/proc/{orphan}").exists()
    # When somebody starts again
    running = Cluster(place)
    running.start()
    # Then the orphan has ended, in order, and ours answers
    try:
        assert running.pid != orphan
        assert embedded.working_folder(orphan) is None
        assert running.connect()
    finally:
        running.stop()


def test_a_lock_file_whose_number_somebody_else_has_now_keeps_nobody_out(place: Place) -> None:
    stranger = subprocess.Popen(["sleep", "30"])
    running = Cluster(place)
    (running.data / "postmaster.pid").write_text(
        f"{stranger.pid}\n{running.data}\n0\n5432\n{place.socket}\n\n0 0\nready\n"
    )
    try:
        running.start()
        assert running.connect()
        assert stranger.poll() is None, "a process that is not ours was left alone"
    finally:
        running.stop()
        stranger.kill()
        stranger.wait()


def test_a_start_that_was_killed_while_making_the_data_is_no_obstacle(place: Place) -> None:
    half = Place(place.home.with_name(f"{place.home.name}-half"))
    unfinished = half.home / "postgres" / "data-being-made"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    running = Cluster(half)
    try:
        running.start()
        assert running.connect()
    finally:
        running.stop()
        shutil.rmtree(half.home)


def test_folders_are_closed_and_secrets_are_private(cluster: Cluster, place: Place) -> None:
    for folder in (place.socket, cluster.data, cluster.data.parent):
        assert folder.stat().st_mode & 0o077 == 0, folder
    assert (place.home / "database-passwords.json").stat().st_mode & 0o077 == 0


def test_the_server_never_runs_as_root(cluster: Cluster) -> None:
    assert Path(f"/proc/{cluster.pid}").stat().st_uid != 0


def test_nobody_gets_in_without_a_password(cluster: Cluster, place: Place) -> None:
    for password in (None, "guessed"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(
                host=str(place.socket), user="saphan_root", password=password, dbname="postgres", connect_timeout=5
            )
    with cluster.connect() as root:
        methods = {method for (method,) in root.execute("SELECT auth_method FROM pg_hba_file_rules")}
    assert methods == {"scram-sha-256"}


def test_the_server_listens_on_its_socket_only(cluster: Cluster) -> None:
    with cluster.connect() as root:
        assert root.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_folder_that_the_server_cannot_reach_is_said_so() -> None:
    if os.geteuid() != 0:  # only root hands the server to another user
        assert Cluster(Place(HOME)).user_id == os.geteuid()
        return
    closed = HOME / f"closed-{os.getpid()}"
    closed.mkdir(mode=0o700)
    try:
        with pytest.raises(ClusterError, match=r"cannot reach .* SAPHAN_HOME"):
            Cluster(Place(closed / "home")).start()
    finally:
        shutil.rmtree(closed)
