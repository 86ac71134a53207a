"""What the whole running house holds in memory: the sum of PSS of every process, after it has worked.

PSS counts a page that several processes share once, a part for each of them. Supervisor, PostgreSQL with its
children, web server and worker are counted; whoever visits is not.
"""

import re
from contextlib import suppress
from pathlib import Path

from benchmarks.house import house
from benchmarks.record import record
from benchmarks.wire import Wire

REPORTS = 300


def main() -> None:
    with house() as running:
        at_rest = megabytes(running.pid)
        wire = Wire(running.port)
        for _ in range(REPORTS):
            wire.forget()
            page = wire.get("/my/")
            wire.post("/my/", {**page.hidden(), "said": "They have not paid us.", "icon": "pay"})
            wire.get("/my/code/")
        worked = megabytes(running.pid)
    how = "sum of PSS of supervisor, database, web server and worker of `saphan run`"
    record("memory_at_rest", round(at_rest), "MB", 600, "lower", 1, f"{how}, just started")
    record("memory_after_work", round(worked), "MB", 600, "lower", 1, f"{how}, after {REPORTS} reports by the web form")


def megabytes(pid: int) -> float:
    """Of a process and all below it."""
    return sum(_pss(each) for each in tree(pid)) / 1024


def tree(pid: int) -> list[int]:
    children = [int(each) for file in Path(f"/proc/{pid}/task").glob("*/children") for each in read(file).split()]
    return [pid, *(below for child in children for below in tree(child))]


def _pss(pid: int) -> int:
    """In kilobytes."""
    found = re.search(r"^Pss:\s+(\d+)", read(Path(f"/proc/{pid}/smaps_rollup")), re.M)
    return int(found.group(1)) if found else 0


def read(file: Path) -> str:
    """Nothing of a process that has just ended."""
    with suppress(OSError):
        return file.read_text()
    return ""


if __name__ == "__main__":
    main()
