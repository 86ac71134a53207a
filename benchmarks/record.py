"""Where figures go: `record` writes one to benchmarks/results.json and prints it beside its target.

`count` keeps what a browser test counted on its walk (words, taps, keys, pages) until `make bench` records it.
"""

import fcntl
import json
import os
import platform
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results.json"
COUNTS = ROOT / "build" / "counts.json"

Better = Literal["higher", "lower"]
Figure = dict[str, Any]


def record(id: str, value: float, unit: str, target: float | None, better: Better, n: int, how: str) -> None:
    """Keep one figure; an earlier one of the same id is replaced.

    id: lower-case words joined by underscores. n: how many measurements. how: one sentence that says what was done.
    """
    figure: Figure = {"id": id, "value": value, "unit": unit, "target": target, "better": better, "n": n, "how": how}
    figure |= {"machine": machine(), "commit": commit()}
    others = [kept for kept in results() if kept["id"] != id]
    everything = sorted([*others, figure], key=lambda kept: str(kept["id"]))
    RESULTS.write_text(json.dumps(everything, indent=1, ensure_ascii=False) + "\n")
    print(line(figure), flush=True)


def results() -> list[Figure]:
    return json.loads(RESULTS.read_text()) if RESULTS.exists() else []


def line(figure: Figure) -> str:
    """For instance `✓ intake_rate: 512 voices/s (target ≥ 400, n = 6144)`."""
    sign = {"higher": "≥", "lower": "≤"}[figure["better"]]
    target = "no target" if figure["target"] is None else f"target {sign} {figure['target']:g}"
    return f"{verdict(figure)} {figure['id']}: {figure['value']:g} {figure['unit']} ({target}, n = {figure['n']})"


def verdict(figure: Figure) -> str:
    if figure["target"] is None:
        return "·"
    met = figure["value"] >= figure["target"] if figure["better"] == "higher" else figure["value"] <= figure["target"]
    return "✓" if met else "✗"


def count(id: str, value: int) -> None:
    """Called by a browser test: what it counted. Several tests may call it at the same time."""
    COUNTS.parent.mkdir(exist_ok=True)
    with COUNTS.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        kept = json.loads(file.read() or "{}")
        file.truncate(0)
        file.write(json.dumps({**kept, id: value}, indent=1))


def counted() -> dict[str, int]:
    return json.loads(COUNTS.read_text()) if COUNTS.exists() else {}


@cache
def machine() -> str:
    """For instance `Intel Xeon, 2 cores, 8 GB, Linux, Python 3.11.7`."""
    memory = round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory} GB, {platform.system()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    names = (
        [row for row in described.read_text().splitlines() if row.startswith("model name")]
        if described.exists()
        else []
    )
    return names[0].split(":", 1)[1].strip() if names else platform.machine()


@cache
def commit() -> str:
    """The commit that was measured; `+` when its source had changed since."""
    found = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", "src")
    return f"{found}+" if found and changed else found or "unknown"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True)
    return done.stdout.strip()
