"""Run the named phases in order, say how long each took, and stop at the first that fails. Standard library only.

Usage: python3 tools/phases.py PHASE...
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
TEMPLATES = sorted(str(page.relative_to(ROOT)) for page in (ROOT / "src").rglob("templates/**/*.html"))
TESTS = [f"{BIN}/pytest", "-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]

ONLY_READ = frozenset({"lint", "format", "types", "rooms", "templates"})
"""Phases that change nothing, and that none of the others waits for."""

PHASES: dict[str, list[str]] = {
    "environment": [sys.executable, "tools/environment.py", "dev"],
    "machine": [sys.executable, "tools/machine.py"],
    "words": [f"{BIN}/saphan", "words"],
    "lint": [f"{BIN}/ruff", "check", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "."],
    "types": [f"{BIN}/mypy"],
    "rooms": [f"{BIN}/lint-imports", "--no-logo"],
    "templates": [f"{BIN}/djade", "--target-version", "5.2", "--check", *TEMPLATES],
    "tests": TESTS,
    "coverage": [*TESTS, "--cov", "--cov-report", "term-missing:skip-covered"],
    "long": [
        *("env", "SAPHAN_TEST_ROUNDS=20", "SAPHAN_TEST_VOICES=2000"),
        *(f"{BIN}/pytest", "-q", "-s", "tests/attacks/test_killed_under_load.py"),
    ],
    "manager": [
        *("env", "SAPHAN_TEST_EVERY_DAY=1"),
        *(f"{BIN}/pytest", "-q", "tests/attacks/test_manager_learns_nothing.py"),
    ],
    "storms": [
        *("env", "SAPHAN_TEST_VOICES=10000"),
        *(f"{BIN}/pytest", "-q", "tests/voice/channels/test_storm.py", "tests/voice/channels/phone/test_storm.py"),
    ],
    "nlp": [sys.executable, "tools/environment.py", "nlp"],
    "model": [f"{BIN}/python", "-m", "benchmarks.suggested_kinds"],
    "scale": [sys.executable, "tools/environment.py", "scale"],
    "spark": [f"{BIN}/python", "-m", "benchmarks.dedupe_on_spark"],
    "bench": [f"{BIN}/python", "-m", "benchmarks"],
}


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in PHASES]
    if unknown or not names:
        sys.exit(f"Name one or more of: {', '.join(PHASES)}.")
    times: list[tuple[str, float]] = []
    for together, group in groupby(names, key=ONLY_READ.__contains__):
        for name, seconds, failed in side_by_side(list(group)) if together else map(run, group):
            times.append((name, seconds))
            if failed:
                print_times(times)
                sys.exit(f"The phase `{name}` failed. To run it alone: python3 tools/phases.py {name}")
    print_times(times)


def run(name: str, said: int | None = None) -> tuple[str, float, bool]:
    """Name, seconds, and whether it failed. said: subprocess.PIPE keeps what it says until it is over."""
    if said is None:
        print(f"— {name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        PHASES[name],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=said,
        stderr=said and subprocess.STDOUT,
    )
    if said is not None:
        print(f"— {name}\n{done.stdout.decode(errors='replace')}", end="", flush=True)
    return name, time.monotonic() - started, done.returncode != 0


def side_by_side(names: list[str]) -> list[tuple[str, float, bool]]:
    """Two at a time, the longest begun first; given back in the order of their names here."""
    with ThreadPoolExecutor(2) as threads:
        begun = {name: threads.submit(run, name, subprocess.PIPE) for name in sorted(names, key="types".__ne__)}
        return [begun[name].result() for name in names]


def print_times(times: list[tuple[str, float]]) -> None:
    print("— times: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in times), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
