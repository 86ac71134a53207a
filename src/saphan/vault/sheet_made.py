"""What this machine knows of its last key sheet: number, day, for whom to encrypt, which keys. Nothing secret. Pure."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from saphan.store.place import Place, write_secret


@dataclass(frozen=True, slots=True)
class SheetMade:
    """recipient: age's public key of the back-ups. keys: a mark of each key that stands on the sheet."""

    number: int
    made: str
    recipient: str
    keys: list[str]


def sheet_made(place: Place) -> SheetMade | None:
    """The last key sheet, or None when there was none that back-ups can be made for."""
    try:
        return SheetMade(**json.loads(place.key_sheet_made.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


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
