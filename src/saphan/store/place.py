"""Where this installation keeps its things, and how it reaches its database. No Django here: settings read it."""

import json
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

OWNER, SERVING = "saphan_owner", "saphan_serving"


@dataclass(frozen=True, slots=True)
class Place:
    """One installation's folder. `database` is the database's name inside the embedded server."""

    home: Path
    database: str = "saphan"

    @classmethod
    def from_environment(cls) -> "Place":
        """`SAPHAN_HOME`, else /var/lib/saphan for root and ~/.local/share/saphan for everyone else."""
        named = os.environ.get("SAPHAN_HOME")
        default = Path("/var/lib/saphan") if os.geteuid() == 0 else Path.home() / ".local" / "share" / "saphan"
        return cls(Path(named) if named else default, os.environ.get("SAPHAN_DATABASE", "saphan"))

    @property
    def keys(self) -> Path:
        return Path(os.environ.get("SAPHAN_KEYS") or self.home / "keys.json")

    @property
    def media(self) -> Path:
        return self.home / "sealed"

    @property
    def socket(self) -> Path:
        """A short path (a socket's has at most 107 bytes), the same for everyone who opens this home."""
        return Path(tempfile.gettempdir()) / f"saphan-{sha256(str(self.home.resolve()).encode()).hexdigest()[:10]}"

    def passwords(self) -> dict[str, str]:
        """The passwords of the three log-ins of the embedded server; made on first use."""
        file = self.home / "database-passwords.json"
        if not file.exists():
            names = ("saphan_root", OWNER, SERVING)
            write_secret(file, json.dumps({name: secrets.token_urlsafe(24) for name in names}))
        return json.loads(file.read_text())  # type: ignore[no-any-return]

    def django_database(self, role: str) -> dict[str, Any]:
        """Django's settings of the connection, for the owning or the serving role."""
        address = os.environ.get("DATABASE_URL" if role == SERVING else "SAPHAN_OWNER_DATABASE_URL")
        if os.environ.get("DATABASE_URL"):
            return from_address(address or "", role)
        passwords = self.passwords() if self.home.exists() else {}
        return {"HOST": str(self.socket), "NAME": self.database, "USER": role, "PASSWORD": passwords.get(role, "")}


def from_address(address: str, role: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name`. Raises ValueError with what to do."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.username or not parts.path.strip("/"):
        name = "DATABASE_URL" if role == SERVING else "SAPHAN_OWNER_DATABASE_URL"
        raise ValueError(f"Set {name} to postgresql://user:password@host:port/name, for the {role} role.")
    host = unquote(parts.hostname or "")
    return {
        "HOST": host,
        "PORT": str(parts.port or ""),
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
    }


def write_secret(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)


def is_private(file: Path) -> bool:
    """True when nobody but the owner may read it."""
    return not file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
