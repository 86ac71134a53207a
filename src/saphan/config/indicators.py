"""`saphan recount-indicators`: the indicators from the first fact anew, beside a house that runs; and
`saphan correct-edition`: the newest edition of them made again, as another version."""

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


def add_reason(command: argparse.ArgumentParser) -> None:
    command.add_argument("--because", required=True, metavar="CODE", help="why: stands beside the new version")


def correct_edition(options: argparse.Namespace) -> None:
    """Prints which version stands now; never a figure."""
    starting.set_up()
    with starting.database_at_hand(Place.from_environment()):
        from saphan.impact.publishing import reading, services
        from saphan.store.refusals import Refusal

        if options.because not in services.BECAUSE:
            raise SystemExit(f"--because: one of {', '.join(services.BECAUSE)}")
        try:
            services.correct(options.because)
        except Refusal as refusal:
            raise SystemExit(f"Nothing was corrected: {refusal.code}.") from None
        edition = reading.newest()
        if edition:
            print(f"Version {edition.version} of {edition.month:%Y-%m} stands: {edition.corrects}.")
