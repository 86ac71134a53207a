"""Given `saphan run`, what dies comes back, what is stopped leaves nothing, and what was kept is there again."""

import os
import signal
import socket
from collections.abc import Iterator

import pytest

from saphan.store.embedded import wait_for
from tests.config.installation import Installation, is_alive
from tests.config.test_first_day import FLAGS


@pytest.fixture(scope="module")
def demo() -> Iterator[Installation]:
    installation = Installation("running")
    yield installation
    installation.remove()


def test_a_demo_runs_heals_and_stops_cleanly(demo: Installation) -> None:
    with demo.running("--demo") as saphan:
        # Given a first start in an empty home folder
        assert saphan.is_ready(), saphan.said
        assert demo.address in saphan.said
        for who in ("nok@saphan.example", "somchai@saphan.example", "walk across the bridge"):
            assert who in saphan.said

        # When each of its processes is killed, then each comes back
        for word in ("serve", "work"):
            former = saphan.child(word)
            os.kill(former, signal.SIGKILL)
            assert saphan.another(word, than=former)
        assert wait_for(saphan.is_healthy, 90)
        os.kill(min(demo.data_processes()), signal.SIGKILL)
        assert wait_for(saphan.is_healthy, 90)

        # And when it is told to stop, nothing is left
        parts = [saphan.child("serve"), saphan.child("work")]
        assert saphan.stop(signal.SIGINT) < 30
        assert saphan.process.returncode == 0
    assert not [pid for pid in parts if is_alive(pid)]
    assert not demo.data_processes()


def test_after_a_kill_it_starts_again_and_the_world_is_the_same(demo: Installation) -> None:
    with demo.running("--demo") as saphan:
        assert saphan.is_ready(), saphan.said
        parts = [saphan.child("serve"), saphan.child("work")]
        # When the supervisor is killed, its web server and worker end with it
        saphan.process.kill()
        saphan.process.wait()
        assert wait_for(lambda: not any(map(is_alive, parts)), 60)
    # Then the next start takes the database over
    with demo.running("--demo") as again:
        assert again.is_ready(), again.said
        assert "nok@saphan.example" in again.said
        # And a second one beside it is refused
        beside = demo.saphan("run", "--demo", "--port", str(demo.port + 1))
        assert beside.returncode == 1
        assert "already running" in beside.stderr


def test_a_demo_database_never_becomes_a_real_one(demo: Installation) -> None:
    for arguments in (("run", "--port", str(demo.port)), ("init", *FLAGS)):
        refused = demo.saphan(*arguments)
        assert refused.returncode == 1
        assert "held the demo" in refused.stderr
    assert not demo.data_processes()


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "192.0.2.7"])
def test_a_demo_is_for_this_machine_only(bind: str) -> None:
    nowhere = Installation("bound")
    refused = nowhere.saphan("run", "--demo", "--bind", bind)
    assert refused.returncode == 1
    assert "this machine only" in refused.stderr
    assert not nowhere.home.exists()


def test_a_port_that_is_taken_is_said_before_anything_starts() -> None:
    installation = Installation("taken")
    with socket.socket() as door:
        door.bind(("127.0.0.1", installation.port))
        door.listen()
        refused = installation.saphan("run", "--demo", "--port", str(installation.port))
    assert refused.returncode == 1
    assert f"Port {installation.port}" in refused.stderr
    assert not installation.home.exists()


def test_an_empty_installation_says_how_to_begin() -> None:
    installation = Installation("empty")
    try:
        refused = installation.saphan("run", "--port", str(installation.port))
        assert refused.returncode == 1
        assert "saphan init" in refused.stderr
        assert not installation.data_processes()
    finally:
        installation.remove()
