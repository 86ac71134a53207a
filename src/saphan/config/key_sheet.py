"""The key sheet: the key file as text that can be printed, kept in a safe and typed in again."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from saphan.store import clock
from saphan.store.place import Place, write_secret

HEAD = """\
SAPHAN KEY SHEET                                        made {day}

Whoever has this sheet and the database can read every story.
Whoever has lost it, and the key file, can read none, ever.
Print it, put it into a safe, and delete this file from the computer.

To restore: type each key, without the spaces, into a file like the
one described at the end, save it as {keys}
and run: chmod 600 {keys}
"""
KNOWN = "key-sheet.known"  # what stood on the newest sheet: no keys, only marks of them
TAIL = """
The file reads: {{"desks": {{"DESK": {{"VERSION": "KEY"}}}}, "hashing": {{"VERSION": "KEY"}}}}
Check word of the whole file's keys: {check}
"""


def write(place: Place) -> Path:
    """Write the sheet beside the key file, for its owner's eyes only; returns where."""
    sheet = place.home / "key-sheet.txt"
    content = json.loads(place.keys.read_text())
    write_secret(sheet, text(content, place.keys))
    write_secret(place.home / KNOWN, "".join(f"{line}\n" for line in _marks(content)))
    return sheet


def missing(place: Place) -> int:
    """How many keys of the key file stand on no sheet that was written here."""
    known = place.home / KNOWN
    written = set(known.read_text().splitlines()) if known.exists() else set()
    return len(set(_marks(json.loads(place.keys.read_text()))) - written)


def _marks(content: dict[str, dict[str, dict[str, str] | str]]) -> Iterator[str]:
    """Whose key, its version, and eight signs that tell it from another."""
    owners = {**content["desks"], "hashing": content["hashing"]}
    for owner, versions in owners.items():
        for version, key in versions.items() if isinstance(versions, dict) else ():
            yield f"{owner} {version} {hashlib.sha256(str(key).encode()).hexdigest()[:8]}"


def text(content: dict[str, dict[str, dict[str, str] | str]], keys: Path) -> str:
    lines = [HEAD.format(day=clock.today(), keys=keys)]
    for desk, versions in content["desks"].items():
        lines += [f"desk {desk}", *_keys(versions if isinstance(versions, dict) else {})]
    lines += ["hashing", *_keys({name: key for name, key in content["hashing"].items() if isinstance(key, str)})]
    lines.append(TAIL.format(check=check_word(content)))
    return "\n".join(lines)


def check_word(content: dict[str, dict[str, dict[str, str] | str]]) -> str:
    """Twelve letters that change when any key was typed wrongly."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def _keys(versions: dict[str, str]) -> list[str]:
    return [f"  version {version}\n    {in_groups(key)}" for version, key in versions.items()]


def in_groups(key: str) -> str:
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
