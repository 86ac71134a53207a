"""`saphan run`: the database, the web server and the worker, kept alive together and stopped in order."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from saphan.config import starting, words
from saphan.store import roles
from saphan.store.embedded import Cluster
from saphan.store.place import Place, has_real_server

READY_WITHIN = 120.0  # seconds
STEADY = 10.0  # a process that lived this long did not die of its start


class Stopped(Exception):
    """Somebody asked us to stop while we were still starting."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to run and where."""

    demo: bool
    bind: str
    port: int

    @property
    def address(self) -> str:
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return f"http://{'127.0.0.1' if self.bind in {'0.0.0.0', '::'} else host}:{self.port}"


@dataclass(slots=True)
class Part:
    """One process of the house, started again whenever it dies; ever more slowly while it dies at once."""

    name: str
    arguments: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 0.0
    again_at: float = field(default=0.0)

    def keep_alive(self) -> None:
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None and not self.again_at:
            self.wait = 0.0 if now - self.started > STEADY else min(30.0, max(1.0, self.wait * 2))
            self.again_at = now + self.wait
            say(f"{self.name} ended; it starts again{f' in {self.wait:.0f} s' if self.wait else ''}.")
        if now >= self.again_at:
            self.process, self.started, self.again_at = begin(*self.arguments), now, 0.0

    def stop(self, seconds: float = 25) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def run(wanted: Wanted) -> None:
    """Run until SIGINT or SIGTERM. Raises NotReady, ClusterError or KeyFileError with what to do."""
    starting.check_address(wanted.bind, demo=wanted.demo)
    _check_port_is_free(wanted)
    stopping = _stop_on_signals()
    os.environ["SAPHAN_DEMO"] = "1" if wanted.demo else "0"
    os.environ.setdefault("SAPHAN_ADDRESS", wanted.address)
    place = Place.from_environment()
    words.compile_all()
    cluster = None if has_real_server() else Cluster(place)
    try:
        _prepare(place, cluster, wanted, stopping)
        _keep(wanted, stopping)
    except Stopped:
        pass
    finally:
        if cluster:
            cluster.stop()
    say("Saphan has stopped.")


def _prepare(place: Place, cluster: Cluster | None, wanted: Wanted, stopping: threading.Event) -> None:
    """Everything that must be so before the first page: database, schema, files, and in a demo its people."""
    say(f"Saphan keeps its things in {place.home}.")
    if cluster:
        cluster.start()
        roles.prepare(cluster, place.database)
    place.signing_key()
    step("migrate", stopping=stopping)
    step("gather", stopping=stopping)
    if wanted.demo:
        step("fill", stopping=stopping)


def _keep(wanted: Wanted, stopping: threading.Event) -> None:
    parts = (
        Part("The web server", ("serve", "--bind", wanted.bind, "--port", str(wanted.port))),
        Part("The worker", ("work",)),
    )
    step("check", "--bind", wanted.bind, stopping=stopping)
    greeter = threading.Thread(target=_greet, args=(wanted, stopping), daemon=True)
    try:
        greeter.start()
        while not stopping.wait(0.2):
            for part in parts:
                part.keep_alive()
    finally:
        for part in parts:
            part.stop()


def begin(*arguments: str, stdout: int | None = None) -> subprocess.Popen[bytes]:
    """Start one of our own commands, in a session of its own: Ctrl-C is for us, and we stop the others in order."""
    environment = {**os.environ, starting.SUPERVISOR: str(os.getpid())}
    return subprocess.Popen(
        [sys.executable, "-m", "saphan.config.command", *arguments],
        env=environment,
        start_new_session=True,
        stdout=stdout,
    )


def step(*arguments: str, stopping: threading.Event) -> None:
    """Run one of our own commands to its end. Raises NotReady when it fails, Stopped when we are told to stop."""
    process = begin(*arguments)
    while process.poll() is None:
        if stopping.wait(0.05):
            process.terminate()
            process.wait()
            raise Stopped
    if process.returncode != 0:
        raise starting.NotReady(f"`saphan {arguments[0]}` failed; its reason stands above.")


def _stop_on_signals() -> threading.Event:
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    return stopping


def _check_port_is_free(wanted: Wanted) -> None:
    family = socket.AF_INET6 if ":" in wanted.bind else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((wanted.bind, wanted.port))
        except OSError as error:
            raise starting.NotReady(
                f"Port {wanted.port} on {wanted.bind} cannot be used: {error.strerror}. "
                "Choose another: saphan run --port 8001"
            ) from None


def _greet(wanted: Wanted, stopping: threading.Event) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end and not stopping.wait(0.2):
        if is_healthy(wanted.address):
            say(welcome(wanted))
            return
    if not stopping.is_set():
        say(f"Saphan did not answer at {wanted.address} within {READY_WITHIN:.0f} s.")


def is_healthy(address: str) -> bool:
    with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def welcome(wanted: Wanted) -> str:
    """The addresses and, in a demo, how to sign in as each role."""
    lines = ["", "Saphan is ready.", "", f"  Workers          {wanted.address}/"]
    lines += [f"  Desks, partners  {wanted.address}/in/", f"  Public figures   {wanted.address}/public/"]
    if wanted.demo:
        listed = begin("log-ins", stdout=subprocess.PIPE).communicate()[0].decode()
        lines += [
            "",
            "Demo log-ins:",
            listed.rstrip(),
            "",
            "Everything here is invented. Never use a demo for real people.",
        ]
    return "\n".join([*lines, "", "Stop with Ctrl-C.", ""])


def say(text: str) -> None:
    print(text, flush=True)
