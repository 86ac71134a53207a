"""Run the named phases in order, say how long each took, and stop at the first that fails. Standard library only.

Usage: python3 tools/phases.py PHASE...
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
TEMPLATES = sorted(str(page.relative_to(ROOT)) for page in (ROOT / "src").rglob("templates/**/*.html"))
TESTS = [f"{BIN}/pytest", "-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]

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
    for name in names:
        print(f"— {name}", flush=True)
        started = time.monotonic()
        done = subprocess.run(PHASES[name], cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        times.append((name, time.monotonic() - started))
        if done.returncode != 0:
            print_times(times)
            sys.exit(f"The phase `{name}` failed. To run it alone: python3 tools/phases.py {name}")
    print_times(times)


def print_times(times: list[tuple[str, float]]) -> None:
    print("— times: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in times), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
