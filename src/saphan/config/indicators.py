"""`saphan recount-indicators`: the indicators from the first fact anew, beside a house that runs."""

import argparse
import time

from saphan.config import starting
from saphan.store.place import Place


def recount(options: argparse.Namespace) -> None:
    """Prints what was read, and how many figures stood otherwise before; never a figure."""
    starting.set_up()
    with starting.database_at_hand(Place.from_environment()):
        from saphan.impact import recounting

        started = time.monotonic()
        done = recounting.recount()
        print(f"{done.facts} facts of {done.subjects} subjects: {done.cells} figures by month and cohort.")
        print(f"{done.differed} stood otherwise before. {time.monotonic() - started:.1f} s.")
