"""An installation of its own for tests that start real processes: a home folder, a port, and the `saphan` command."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from saphan.store.embedded import wait_for, working_folder
from tests.conftest import HOME

OURS = ("SAPHAN_", "DATABASE_URL", "DJANGO_")


class Installation:
    """Where it lives, and how to speak to it."""

    def __init__(self, name: str) -> None:
        self.home = HOME / f"{name}-{os.getpid()}"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.more: dict[str, str] = {}

    @property
    def environment(self) -> dict[str, str]:
        """Of a fresh terminal: nothing that these tests set for themselves."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {**kept, "SAPHAN_HOME": str(self.home), **self.more}

    def saphan(self, *arguments: str, typed: str = "", seconds: float = 60) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments), env=self.environment, input=typed, capture_output=True, text=True, timeout=seconds
        )

    @contextmanager
    def running(self, *arguments: str) -> Iterator["Running"]:
        running = Running(self, *arguments)
        try:
            yield running
        finally:
            running.stop()

    def data_processes(self) -> list[int]:
        data = self.home.resolve() / "postgres" / "data"
        return [
            int(one.name)
            for one in Path("/proc").iterdir()
            if one.name.isdigit() and working_folder(int(one.name)) == data
        ]

    def remove(self) -> None:
        for pid in self.data_processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not self.data_processes(), 30)
        shutil.rmtree(self.home, ignore_errors=True)


class Running:
    """`saphan run`, with what it printed."""

    def __init__(self, installation: Installation, *arguments: str) -> None:
        self.installation = installation
        self.file = installation.home.with_name(f"{installation.home.name}.out")
        with self.file.open("wb") as out:
            self.process = subprocess.Popen(
                command("run", "--port", str(installation.port), *arguments),
                env=installation.environment,
                stdout=out,
                stderr=out,
            )

    @property
    def said(self) -> str:
        return self.file.read_text()

    def is_ready(self, seconds: float = 120) -> bool:
        wait_for(lambda: "Stop with Ctrl-C" in self.said or self.process.poll() is not None, seconds)
        return self.process.poll() is None and self.is_healthy()

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.installation.address}/healthz", timeout=3) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def child(self, word: str) -> int:
        """The process of one part, by the word of its command; waits until there is one."""
        found: list[int] = []
        wait_for(lambda: bool(found.extend(children(self.process.pid, word)) or found), 60)
        return found[0]

    def another(self, word: str, *, than: int) -> bool:
        """True once a new process does the work of one that died."""
        return wait_for(lambda: bool(set(children(self.process.pid, word)) - {than}), 60)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> float:
        """Seconds that it took to stop."""
        started = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(sign)
            self.process.wait(60)
        self.file.unlink(missing_ok=True)
        return time.monotonic() - started


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "saphan.config.command", *arguments]


def children(parent: int, word: str) -> list[int]:
    """Processes that `parent` started with this word in their command line."""
    listed = Path(f"/proc/{parent}/task").glob("*/children")
    pids = [int(pid) for file in listed for pid in file.read_text().split()]
    return [pid for pid in pids if word.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
