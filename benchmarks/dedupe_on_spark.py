"""Whether Spark links the same organisations as DuckDB, and as likely: rows in five scripts, made from a seed.

Usage: python3 tools/phases.py scale spark. Needs Java 17. Not part of `make bench`, because Spark is 450 MB.
"""

import sys
import time

from saphan.network.deduplicating.engines import EngineMissing, links, ready
from saphan.network.deduplicating.model import Dialect, Link, model
from saphan.network.deduplicating.rows import Row, rows_of
from tools import made_organisations

SEED, ROWS = 20_260_703, 5000
APART = 1e-6


def main() -> None:
    try:
        ready("spark")
    except EngineMissing as missing:
        sys.exit(str(missing))
    made = made_organisations.organisations(ROWS, SEED)
    rows = rows_of((known for known, _ in made), model().most_in_a_block)
    duckdb, spark = ({(one.left, one.right): one for one in timed(rows, engine)} for engine in ("duckdb", "spark"))
    one_sided, both = duckdb.keys() ^ spark.keys(), duckdb.keys() & spark.keys()
    apart = max((abs(duckdb[pair].probability - spark[pair].probability) for pair in both), default=0.0)
    other = [pair for pair in both if duckdb[pair].levels != spark[pair].levels]
    print(
        f"{len(duckdb)} pairs from {ROWS} rows; found by one engine only: {len(one_sided)}; "
        f"probabilities apart by {apart:.1e} at most; other reasons: {len(other)}"
    )
    if one_sided or other or apart > APART or not duckdb:
        sys.exit("The engines do not agree.")


def timed(rows: list[Row], engine: Dialect) -> list[Link]:
    started = time.monotonic()
    found = links(rows, engine)
    print(f"{engine}: {len(found)} pairs in {time.monotonic() - started:.1f} s")
    return found


if __name__ == "__main__":
    main()
