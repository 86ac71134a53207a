"""The key sheet: the key file as text that can be printed, kept in a safe and typed in again."""

import hashlib
import json
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
TAIL = """
The file reads: {{"desks": {{"DESK": {{"VERSION": "KEY"}}}}, "hashing": {{"VERSION": "KEY"}}}}
Check word of the whole file's keys: {check}
"""


def write(place: Place) -> Path:
    """Write the sheet beside the key file, for its owner's eyes only; returns where."""
    sheet = place.home / "key-sheet.txt"
    write_secret(sheet, text(json.loads(place.keys.read_text()), place.keys))
    return sheet


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
