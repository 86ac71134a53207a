"""`saphan recount`: the cross-check from the concerns anew, on every core, beside a house that runs.

Each hand is a process of its own: a part is mostly arithmetic, and Python does that on one core.
"""

import argparse
import gc
import os
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from typing import TYPE_CHECKING
from uuid import UUID

from saphan.config import starting
from saphan.store.place import Place

if TYPE_CHECKING:
    from saphan.verification.recounting.parts import Places
    from saphan.verification.recounting.tally import Tally

MOST_HANDS = 8


def add_arguments(command: argparse.ArgumentParser) -> None:
    cores = min(os.cpu_count() or 1, MOST_HANDS)
    command.add_argument("--hands", type=int, default=cores, metavar="N", help=f"processes (default here: {cores})")


def recount(options: argparse.Namespace) -> None:
    """Prints what it looked at, and what it had to mend: in a sound system nothing."""
    starting.set_up()
    with starting.database_at_hand(Place.from_environment()):
        started = time.monotonic()
        hands = max(options.hands, 1)
        done = everything(hands)
        print(f"{done.concerns} concerns, {done.issues} issues: {done.differed} stood otherwise than the concerns say.")
        print(
            f"Facts: {done.written} written, {done.taken_back} taken back, {done.renewed} renewed. "
            f"Issues: {done.opened} opened, {done.settled} settled."
        )
        print(f"{time.monotonic() - started:.1f} s, {peak_megabytes(hands)} MB at most, without the database.")


def everything(hands: int) -> "Tally":
    """Every pool, one after another. hands: of 1 it is this process."""
    from saphan.verification.recounting import recount as service
    from saphan.verification.recounting.tally import Tally

    if hands == 1:
        return sum(map(service.recount, service.pools()), Tally())
    total = Tally()
    with ProcessPoolExecutor(hands, mp_context=get_context("spawn"), initializer=_begin) as crew:
        for pool_id in service.pools():
            tally = sum(crew.map(_part, repeat(pool_id), service.begin(pool_id)), Tally())
            service.keep(pool_id, tally)
            total += tally
    return total


def _begin() -> None:
    """A hand. What it has loaded stays, and of what a part makes nothing holds itself alive: between parts is the time
    to look for what is left over, not again and again amid ten thousands of rows.
    """
    starting.set_up()
    gc.freeze()
    gc.disable()


def _part(pool_id: UUID, part: "Sequence[Places]") -> "Tally":
    from saphan.verification.recounting.recount import recount_part

    done = recount_part(pool_id, part)
    gc.collect()
    return done


def peak_megabytes(hands: int) -> int:
    """Of this process and of its hands, as if all had as much at once as the one that had most."""
    mine, most = (resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (mine + (hands * most if hands > 1 else 0)) // 1024
