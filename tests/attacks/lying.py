"""What two hundred canaries would look like wherever they lay open, and a search of whole disks for any of it.

`grep -F` reads megabytes of data files for thousands of forms in seconds; it is on every machine that PostgreSQL is on.
"""

import base64
import os
import random
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

SCRIPTS = {
    "en": "bdfghklmnprstvwz",
    "my": "ကခဂငစဆဇဈဋဌဍဎဏတထဒဓနပဖ",
    "th": "กขคฆงจฉชซฌญฎฏฐฑฒณดตถ",
    "km": "កខគឃងចឆជឈញដឋឌឍណតថទធ",
    "ne": "कखगघङचछजझञटठडढणतथदधन",
}
SIGNS = 14  # of one canary word: no chance makes it
BESIDE = 24  # hexadecimal signs on each side of a number that only chance made


def words(language: str, number: int) -> str:
    """A word that stands nowhere else, in the script of the language."""
    chosen = random.Random(f"{language} {number}")
    letters = SCRIPTS[language]
    return "".join(chosen.choice(letters) for _ in range(SIGNS))


def phone(number: int) -> str:
    """The nine digits of a number in no network, without what stands before them in any way of writing it."""
    return f"81{number:07d}"


def forms(said: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each way in which something said may lie open; the search does not mind capitals."""
    yield "utf-8", said.encode()
    yield "utf-16-le", said.encode("utf-16-le")
    yield "utf-16-be", said.encode("utf-16-be")
    yield "escaped", "".join(f"\\u{ord(sign):04x}" for sign in said).encode()
    yield "hexadecimal", said.encode().hex().encode()
    yield "percent", quote(said, safe="").encode()
    yield "percent, all of it", "".join(f"%{byte:02x}" for byte in said.encode()).encode()
    for offset in range(3):
        yield f"base64, offset {offset}", _in_base64(said.encode(), offset)
        yield f"base64 for addresses, offset {offset}", _in_base64(said.encode(), offset, b"-_")


def _in_base64(content: bytes, offset: int, signs: bytes = b"+/") -> bytes:
    """What stays of it whatever stands before and after: whole groups of the middle."""
    whole = base64.b64encode(bytes(offset) + content, signs)
    begin = -(-offset * 8 // 6)
    end = (offset + len(content)) * 8 // 6
    return whole[begin:end]


def traces(said: Iterable[str]) -> dict[bytes, str]:
    """Every form of everything, and what it is of. Line ends cannot be searched for; what holds one is cut there."""
    found: dict[bytes, str] = {}
    for one in said:
        for name, form in forms(one):
            for part in form.split(b"\n"):
                if len(part) >= 8:
                    found.setdefault(part.lower(), f"{one} ({name})")
    return found


def lying_in(places: Iterable[Path], looked_for: dict[bytes, str], patterns: Path) -> list[str]:
    """Where any of it lies, as `file: what (form)`; folders with all that is in them."""
    patterns.write_bytes(b"\n".join(looked_for))
    done = subprocess.run(
        ["grep", "-r", "-a", "-o", "-b", "-i", "-H", "-Z", "-F", "-f", str(patterns), *map(str, places)],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
    )
    assert done.returncode in (0, 1), done.stderr.decode(errors="replace")[-500:]
    found = set()
    for line in filter(None, done.stdout.split(b"\n")):
        file, _, hit = line.partition(b"\0")
        offset, _, form = hit.partition(b":")
        if not _by_chance(Path(os.fsdecode(file)), int(offset), form):
            found.add(f"{os.fsdecode(file)}: {_what(form, looked_for)}")
    return sorted(found)


def _by_chance(file: Path, offset: int, form: bytes) -> bool:
    """Whether nine digits stand in the middle of a long hexadecimal run, as in the sealed bytes of a dump."""
    if not form.isdigit():
        return False
    with file.open("rb") as content:
        content.seek(max(0, offset - BESIDE))
        around = content.read(BESIDE + len(form) + BESIDE)
    return len(around) == BESIDE + len(form) + BESIDE and all(sign in b"0123456789abcdef" for sign in around)


def _what(found: bytes, looked_for: dict[bytes, str]) -> str:
    low = found.lower()
    return looked_for.get(low) or repr(low)
