"""Where this installation keeps its things, and how it reaches its database. No Django here: settings read it."""

import json
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

OWNER, SERVING = "saphan_owner", "saphan_serving"
DJANGO_NAMES = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}


@dataclass(frozen=True, slots=True)
class Place:
    """One installation's folder. `database` is the database's name inside the embedded server."""

    home: Path
    database: str = "saphan"

    @classmethod
    def from_environment(cls) -> "Place":
        """`SAPHAN_HOME`, else a folder of its own under /var/lib for root and ~/.local/share for everyone else.

        A demo lives in another folder than real work, so that neither stands in the other's way.
        """
        named = os.environ.get("SAPHAN_HOME")
        shelf = Path("/var/lib") if os.geteuid() == 0 else Path.home() / ".local" / "share"
        default = shelf / ("saphan-demo" if os.environ.get("SAPHAN_DEMO") == "1" else "saphan")
        return cls(Path(named).absolute() if named else default, os.environ.get("SAPHAN_DATABASE", "saphan"))

    @property
    def keys(self) -> Path:
        return Path(os.environ.get("SAPHAN_KEYS") or self.home / "keys.json")

    @property
    def settings_file(self) -> Path:
        """What `saphan init` was told, one `SAPHAN_NAME=value` a line."""
        return self.home / "settings.env"

    @property
    def backups(self) -> Path:
        """Where back-ups go, and the copy of the log of what was destroyed; best on another disk."""
        return Path(os.environ.get("SAPHAN_BACKUPS") or self.home / "backups")

    @property
    def key_sheet_made(self) -> Path:
        """Number and day of the last key sheet, and for whom back-ups are encrypted. Nothing in it is secret."""
        return self.home / "key-sheet.json"

    @property
    def media(self) -> Path:
        return self.home / "sealed"

    @property
    def socket(self) -> Path:
        """The folder of the server's socket; short, because a socket's whole path has at most 107 bytes."""
        beside = self.home / "postgres-socket"
        if len(os.fsencode(beside)) <= 80:
            return beside
        return Path("/tmp") / f"saphan-{sha256(os.fsencode(self.home.resolve())).hexdigest()[:10]}"

    def passwords(self) -> dict[str, str]:
        """The passwords of the three log-ins of the embedded server; made on first use."""
        names = ("saphan_root", OWNER, SERVING)
        kept = made_once(
            self.home / "database-passwords.json",
            lambda: json.dumps({name: secrets.token_urlsafe(24) for name in names}),
        )
        return json.loads(kept)  # type: ignore[no-any-return]

    def signing_key(self) -> str:
        """What signs cookies and one-time links; made on first use. Whoever has it can forge a session."""
        return made_once(self.home / "signing-key", lambda: secrets.token_urlsafe(48))

    def django_database(self, role: str) -> dict[str, Any]:
        """Django's settings of the connection, for the owning or the serving role."""
        if has_real_server():
            address = os.environ.get("DATABASE_URL" if role == SERVING else "SAPHAN_OWNER_DATABASE_URL")
            return from_address(address or "", role)
        passwords = self.passwords() if self.home.exists() else {}
        return {
            "OPTIONS": {},
            "HOST": str(self.socket),
            "NAME": self.database,
            "USER": role,
            "PASSWORD": passwords.get(role, ""),
        }


def has_real_server() -> bool:
    """True when `DATABASE_URL` names a server that somebody else runs."""
    return bool(os.environ.get("DATABASE_URL"))


def from_address(address: str, role: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?option=value`. Raises ValueError with what to do."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError:  # its text would repeat the address, and with it the password
        parts = {}
    if not parts.get("user") or not parts.get("dbname"):
        name = "DATABASE_URL" if role == SERVING else "SAPHAN_OWNER_DATABASE_URL"
        raise ValueError(f"Set {name} to postgresql://user:password@host:port/name, for the {role} role.")
    named = {setting: str(parts.pop(part, None) or "") for part, setting in DJANGO_NAMES.items()}
    return {**named, "OPTIONS": parts}


def made_once(file: Path, content: Callable[[], str]) -> str:
    """The content of a secret file; made when missing, and the same for everyone who asks at the same moment."""
    if not file.exists():
        draft = _written_beside(file, content())
        with suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
        settle(file.parent)
    return file.read_text()


def write_secret(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all; it is on disk, under its name, afterwards.

    What is committed next may need it: a story whose key went with the power could never be read again.
    """
    _written_beside(file, text).rename(file)
    settle(file.parent)


def settle(folder: Path) -> None:
    """What was named, renamed or removed in this folder is so on disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written_beside(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:  # no part of a secret is left lying
        draft.unlink(missing_ok=True)
        raise
    return draft


def is_private(file: Path) -> bool:
    """True when nobody but the owner may read it."""
    return not file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
