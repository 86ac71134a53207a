"""Benchmark 4, second half: a million organisations looked through for doubles on DuckDB: time, memory, how well.

Usage: python -m benchmarks.dedupe [ROWS]. Rows are made from a seed that the model was not trained with.
"""

import json
import resource
import subprocess
import sys
import time

from benchmarks.record import record

SEED = 20_260_702
SIZES = (100_000, 1_000_000)
Measured = dict[str, float]


def main() -> None:
    keep(*(apart(rows) for rows in SIZES))


def keep(small: Measured, whole: Measured) -> None:
    how = f"{SIZES[-1]:,} invented rows in five scripts, seed {SEED}, DuckDB"
    busy = f"{whole['processor_seconds']:.0f} s of processor time, however busy the machine is"
    record(
        "dedupe_million_time", round(whole["seconds"]), "s", None, "lower", 1, f"{how}; romanising included; {busy}."
    )
    record("dedupe_million_memory", round(whole["megabytes"]), "MB", None, "lower", 1, f"{how}; peak of the process.")
    record(
        "dedupe_million_growth",
        round(whole["processor_seconds"] / small["processor_seconds"], 1),
        "×",
        None,
        "lower",
        1,
        f"{how}: times the processor time of {SIZES[0]:,} rows.",
    )
    for name in ("precision", "recall", "f1"):
        keep_share(f"dedupe_million_{name}", name, whole)
        keep_share(f"dedupe_{name}", name, small)


def keep_share(figure: str, name: str, measured: Measured) -> None:
    how = (
        f"{measured['rows']:,} invented rows in five scripts, seed {SEED}, DuckDB; "
        f"pairs from {measured['propose']:g} on; 95 % of the time within ± {measured[name + '_within']:.4f}."
    )
    record(figure, round(measured[name], 4), "", None, "higher", int(measured["real"]), how)


def apart(rows: int) -> Measured:
    """In a process of its own, whose peak is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.dedupe", str(rows)], capture_output=True, text=True, check=True
    )
    print(done.stdout.strip(), flush=True)
    answer: Measured = json.loads(done.stdout.splitlines()[-1])
    return answer


def measure(number: int) -> Measured:
    from saphan.network.deduplicating.engines import links
    from saphan.network.deduplicating.model import model
    from saphan.network.deduplicating.rows import rows_of
    from tools import made_organisations

    made = list(made_organisations.organisations(number, SEED))
    real = made_organisations.pairs(made)
    started, used, numbers = time.monotonic(), time.process_time(), model()
    rows = rows_of((known for known, _ in made), numbers.most_in_a_block)
    romanised = time.monotonic() - started
    found = links(rows, "duckdb")
    seconds, processor = time.monotonic() - started, time.process_time() - used
    proposed = {(one.left, one.right) for one in found}
    keys = {row.id: set(row.keys or ()) for row in rows}
    asked = sum(bool(keys[left] & keys[right]) for left, right in real)
    right = len(proposed & real)
    return {
        "rows": number,
        "real": len(real),
        "proposed": len(proposed),
        "share_a_key": asked / len(real),
        "romanising_seconds": romanised,
        "seconds": seconds,
        "processor_seconds": processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "propose": numbers.propose,
        **share("precision", right, len(proposed)),
        **share("recall", right, len(real)),
        **share("f1", 2 * right, len(proposed) + len(real)),
    }


def share(name: str, part: int, whole: int) -> Measured:
    """With half the width of its interval, as for a share of so many."""
    p = part / whole
    return {name: p, f"{name}_within": 1.96 * (p * (1 - p) / whole) ** 0.5}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
