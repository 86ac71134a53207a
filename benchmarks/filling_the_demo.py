"""How long a newcomer waits for the demo's world: `saphan fill` on an empty, migrated database."""

import os
import subprocess
import sys
import time

from benchmarks.ground import ground
from benchmarks.record import record


def main() -> None:
    with ground() as here:
        (here.home / "keys.json").unlink()  # a demo makes its own
        started = time.perf_counter()
        command = [sys.executable, "-m", "saphan.config.command", "fill"]
        subprocess.run(command, check=True, env={**os.environ, "SAPHAN_DEMO": "1"})
        seconds = time.perf_counter() - started
    how = "`saphan fill`: a year of facts and every walk of the demo, made by the services, fsync on"
    record("demo_fill", round(seconds, 1), "s", 25, "lower", 1, how)


if __name__ == "__main__":
    main()
