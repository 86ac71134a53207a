"""What this machine knows of its last key sheet: number, day, for whom to encrypt, which keys. Nothing secret. Pure."""

import hmac
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import scrypt, sha256
from typing import Any

from saphan.store.place import Place, write_secret


@dataclass(frozen=True, slots=True)
class SheetMade:
    """recipient: age's public key of the back-ups. keys: a mark of each key that stands on the sheet.

    word: by which the last check word of the paper is known again, and not read; "" in files of older versions.
    since: the moment from which on the paper may be in somebody's hands, as ISO 8601.
    """

    number: int
    made: str
    recipient: str
    keys: list[str]
    word: str = ""
    since: str = ""

    def is_shown_by(self, typed: str) -> bool:
        """Whether somebody who typed this has the paper in her hand. Takes a tenth of a second on purpose."""
        salt, _, known = self.word.partition(" ")
        return bool(known) and hmac.compare_digest(_stretched(typed, bytes.fromhex(salt)), known)

    def was_there(self, moment: datetime) -> bool:
        """Whether the paper was made before that moment."""
        return bool(self.since) and datetime.fromisoformat(self.since).astimezone(UTC) < moment


def sheet_made(place: Place) -> SheetMade | None:
    """The last key sheet, or None when there was none that back-ups can be made for."""
    try:
        return SheetMade(**json.loads(place.key_sheet_made.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def mark_of_word(word: str) -> str:
    """A salt and what scrypt makes of it and the word: known again, and slow to guess."""
    salt = os.urandom(16)
    return f"{salt.hex()} {_stretched(word, salt)}"


def _stretched(word: str, salt: bytes) -> str:
    close = "".join(word.split()).lower()
    return scrypt(close.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32).hex()


def note_sheet(place: Place, sheet: SheetMade) -> None:
    write_secret(place.key_sheet_made, json.dumps(asdict(sheet), indent=1))


def marks(keys: dict[str, Any], before: str = "") -> list[str]:
    """Whose key, its version, and eight signs that tell it from another. Keys are random, so they tell nothing else."""
    found: list[str] = []
    for name, value in keys.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            found += marks(value, f"{path}/")
        else:
            found.append(f"{path} {sha256(str(value).encode()).hexdigest()[:8]}")
    return found
