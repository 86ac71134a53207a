"""The directory: how long a search takes among 200,000 organisations with names in five scripts, misspelled.

Made and misspelled from seeds as in `matching`; asked through the directory's own selector, end to end: keys, SQL,
comparing, cards with licence facts. `--no-record` only prints.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import date
from statistics import quantiles

from benchmarks.ground import Ground, ground
from benchmarks.made_names import Typed, World
from benchmarks.matching import WARM, _copy, _fill, _recorder, known, number_of
from saphan.store.ids import random_id

ORGANISATIONS, QUERIES = 200_000, 2_000
SEEDS = (201, 202)


def main() -> None:
    options = _options()
    world = World(SEEDS[0], options.organisations)
    with ground() as here:
        _fill(world, here)
        _list(world, here)
        times, found, meant = _ask(list(world.typed(SEEDS[1], QUERIES)))
    keep = _recorder(not options.no_record)
    how = (
        f"one name among {options.organisations:,} listed, made-up organisations, names in five scripts, seeds {SEEDS}"
    )
    keep("directory_p95", round(quantiles(times, n=20)[18], 1), "ms", 50, "lower", len(times), how)
    keep("directory_p50", round(quantiles(times, n=2)[0], 1), "ms", None, "lower", len(times), how)
    shown = "of those meant, how many are among the twelve that are shown; " + how
    keep("directory_shown", round(100 * found / meant, 1), "%", None, "higher", meant, shown)


def _list(world: World, here: Ground) -> None:
    """Everybody is listed; every third has a licence fact."""
    every = [known(number, made).id for number, made in enumerate(world.made)]
    day = date(2026, 3, 2)
    with here.cluster.connect("saphan_owner", "saphan") as owner:
        listings: Iterator[tuple[object, ...]] = ((id, ["my", "en"], day) for id in every)
        _copy(owner, 'COPY empowerment_listing (organisation_id, languages, "on") FROM STDIN', listings)
        facts: Iterator[tuple[object, ...]] = (
            (random_id(), id, "List of agencies", "7", "listed", "made up", day) for id in every[::3]
        )
        columns = "id, organisation_id, list_name, number, status, source, seen_on"
        _copy(owner, f"COPY empowerment_licence ({columns}) FROM STDIN", facts)
        owner.commit()
        owner.autocommit = True
        owner.execute("VACUUM ANALYZE")


def _ask(queries: list[Typed]) -> tuple[list[float], int, int]:
    """Milliseconds of each after the warm ones; how many of those meant were shown, and how many were meant."""
    from saphan.empowerment.directory.selectors import search

    times, found, meant = [], 0, 0
    for number, query in enumerate(queries):
        began = time.perf_counter()
        shown = search(query.text, query.country)
        if number >= WARM:
            times.append((time.perf_counter() - began) * 1000)
        if query.meant is not None:
            meant += 1
            found += query.meant in {number_of(one.id) for one in shown}
    return times, found, meant


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=ORGANISATIONS)
    parser.add_argument("--no-record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
