"""`saphan dedupe`: look for organisations that stand twice, and keep what was found for a person to decide."""

import argparse
import csv
import os
import resource
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from saphan.config import starting
from saphan.store.place import Place

if TYPE_CHECKING:
    from saphan.network.deduplicating.model import Link


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="what computes it (default: duckdb)"
    )
    command.add_argument(
        "--master", default="", metavar="URL", help="the Spark that computes it (default: this machine)"
    )
    command.add_argument("--most", type=int, metavar="N", help="propose the N likeliest new pairs (default: all)")
    command.add_argument("--csv", type=Path, metavar="FILE", help="write every pair that was found to a file, too")


def dedupe(options: argparse.Namespace) -> None:
    """Nothing is merged: a person decides each pair. Raises NotReady where the engine is not installed."""
    starting.set_up()
    from saphan.network.deduplicating import engines

    try:
        engines.ready(options.engine)
    except engines.EngineMissing as missing:
        raise starting.NotReady(str(missing)) from None
    with starting.database_at_hand(Place.from_environment()):
        look(options)


def look(options: argparse.Namespace) -> None:
    from saphan.network.deduplicating import engines, services
    from saphan.network.deduplicating.gathering import known_organisations
    from saphan.network.deduplicating.model import model
    from saphan.network.deduplicating.rows import rows_of

    started, numbers = time.monotonic(), model()
    rows = rows_of(known_organisations(), numbers.most_in_a_block)
    numbers = numbers.at(len(rows))
    found = engines.links(rows, options.engine, numbers=numbers, master=options.master)
    kept = services.propose(links=found, engine=options.engine, numbers=numbers, most=options.most)
    if options.csv:
        write(options.csv, found)
    print(
        f"{len(rows)} organisations, {len(found)} pairs from {numbers.propose} on "
        f"({options.engine}, model {numbers.edition})."
    )
    print(
        f"To decide: {kept.new} new, {kept.waiting} waiting. Decided before: {kept.decided}. "
        f"Found no more: {kept.gone}. Left for another time: {kept.left_out}."
    )
    beside = ", without Spark's own" if options.engine == "spark" else ""
    print(f"{time.monotonic() - started:.1f} s, {peak_megabytes()} MB at most{beside}.")


def write(file: Path, found: Iterable["Link"]) -> None:
    """For whoever runs it alone: which companies desks take for one is nobody else's on this machine."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(opened, 0o600)  # also where it was there before
    with os.fdopen(opened, "w", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(("left", "right", "probability", "found"))
        for link in found:
            levels = " ".join(f"{field}={level}" for field, level in link.levels.items())
            lines.writerow((link.left, link.right, f"{link.probability:.6f}", levels))


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
