"""A million concerns: the whole cross-check from nothing, once more where all stands, and one new concern.

`python -m benchmarks.recount [CONCERNS]`; of fewer than a million the figures are printed and not kept. The rebuild is
`saphan recount` as a deployment runs it, on every core of the machine, with the database on the same machine and fsync
on; its memory is the sum of PSS of the command, its hands and PostgreSQL with all its children, looked at four times a
second. A new concern is what its task does, from the concern that a caseworker recorded to the committed rung of its
issue, at a respondent and kind family of whom at most fifty were heard.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

import psycopg

from benchmarks.filling_the_crosscheck import Size, fill, settle_down
from benchmarks.ground import ground
from benchmarks.house import open_desk
from benchmarks.memory import megabytes
from benchmarks.record import Better, record

CONCERNS, A_RESPONDENT = 1_000_000, 50  # concerns, and how many of them about one respondent, on average
NEW, FIRST = 1_500, 50  # concerns that come afterwards; the first of them warm up connections and caches
ORDINARY = 50  # concerns at one respondent and kind family
SEED, ANOTHER = 0.5, 0.25


Keep = Callable[[str, float, str, float | None, Better, int, str], None]


def show(id: str, value: float, unit: str, target: float | None, better: Better, n: int, how: str) -> None:
    """Of another size than the target is meant for."""
    print(f"· {id}: {value:g} {unit} (n = {n}): {how}", flush=True)


def main(concerns: int = CONCERNS) -> None:
    keep = record if concerns >= CONCERNS else show
    with ground() as here, here.cluster.connect("saphan_owner", "saphan") as owner:
        open_desk()
        from saphan.network.models import Desk

        desk_id, size = Desk.objects.get().id, Size(concerns, concerns // A_RESPONDENT)
        fill(owner, size, desk_id, SEED)
        settle_down(here.cluster)
        database = int((here.cluster.data / "postmaster.pid").read_text().split()[0])
        seconds, most = _recounted(database)
        how = f"`saphan recount` of {concerns:,} concerns, none of which was counted (seed {SEED})"
        keep("recount_from_nothing", round(seconds, 1), "s", 60, "lower", 1, how)
        keep("recount_memory", round(most), "MB", 1500, "lower", 1, f"{how}: PSS of the command and of PostgreSQL")
        settle_down(here.cluster)
        seconds, most = _recounted(database)
        keep("recount_where_all_stands", round(seconds, 1), "s", 60, "lower", 1, "the same again: nothing differs")
        _one_by_one(owner, Size(NEW, size.respondents), desk_id, concerns, keep)


def _recounted(database: int) -> tuple[float, float]:
    """Seconds and megabytes at most."""
    started = time.monotonic()
    running = subprocess.Popen([sys.executable, "-m", "saphan.config.command", "recount"])
    with watched(running.pid, database) as seen:
        if running.wait() != 0:
            raise RuntimeError("The recount failed.")
    return time.monotonic() - started, max(seen)


@contextmanager
def watched(*roots: int) -> Iterator[list[float]]:
    """The megabytes of these processes and all below them, again and again."""
    seen, ended = [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(0.25):
            seen.append(sum(megabytes(root) for root in roots))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def _one_by_one(owner: psycopg.Connection, size: Size, desk_id: UUID, before: int, keep: Keep) -> None:
    from saphan.verification.gathering import gather

    new = fill(owner, size, desk_id, ANOTHER)
    took = {concern: _milliseconds(partial(gather, concern)) for concern in new}
    ordinary = sorted(took[concern] for concern in new[FIRST:] if _heard_there(owner, concern) <= ORDINARY)
    p50, p95 = (ordinary[len(ordinary) * share // 100] for share in (50, 95))
    how = f"the task of one more concern beside {before:,}, at most {ORDINARY} of its kind about its respondent"
    keep("one_new_concern_p50", round(p50, 1), "ms", None, "lower", len(ordinary), f"{how}: half are faster")
    keep("one_new_concern_p95", round(p95, 1), "ms", 10, "lower", len(ordinary), f"{how}: 19 of 20 are faster")


def _milliseconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _heard_there(owner: psycopg.Connection, concern: UUID) -> int:
    """How many concerns stand behind its issue."""
    (number,) = owner.execute(
        """
        SELECT count(*) FROM verification_coded_fact AS hers JOIN verification_coded_fact AS other
        USING (pool_id, respondent_id, family) WHERE hers.source = %s
        """,
        [concern],
    ).fetchone() or (0,)
    return int(number)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
