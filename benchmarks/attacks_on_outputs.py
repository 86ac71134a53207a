"""The attack suite over every output: worlds that fall, worlds that would fall, and what is left to a reader."""

import os
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")

import django

django.setup()

from benchmarks.record import record  # noqa: E402
from tests.release.attacked import (  # noqa: E402
    WORLDS,
    Outcome,
    boards,
    editions,
    fees,
    membership,
    outside,
    promised,
    said,
    tables,
)

OUTPUTS: dict[str, tuple[Callable[[int], Outcome], str]] = {
    "tables": (tables.attacked, "two months of one table"),
    "tables_apart": (tables.apart, "a table of all and one of some of them; bare: each protected by itself"),
    "editions": (editions.attacked, "two editions of indicators and counters"),
    "counters": (
        editions.beside_counters,
        "the same; bare: the five counters beside it, let out by themselves",
    ),
    "pages": (editions.beside_pages, "the same beside pages of corridors; bare: an edition that does not know of them"),
    "fees": (fees.attacked, "what people paid, by year and recruiter, in two months"),
    "review_facts": (said.facts, "how many reviewers said yes, five questions"),
    "review_scores": (said.scores, "scores of two releases"),
    "polls": (said.polls, "one question of a poll"),
    "boards": (boards.week_by_week, "is this true, of two batches; bare: read every week while workers tell"),
    "boards_at_work": (boards.beside_a_head_count, "is this true, where most tell, for who knows how many work there"),
    "reach": (outside.reach, "people met, quarter by quarter; bare: every month the last three"),
    "bands": (outside.bands, "how many were asked, answered and said yes, in bands"),
    "promises": (promised.attacked, "promises of one partner by name; bare: in fives, every month"),
}
OF_OTHER_UNITS = {"fees", "tables_apart"}  # error in dollars; nothing is read
UNITS = {"promises": "promises"}  # everything else is people


def main() -> None:
    every = Outcome()
    for name, (attacked, what) in OUTPUTS.items():
        found = attacked(WORLDS)
        every.found, every.bare = every.found + found.found, every.bare + found.bare
        told = f"{what}: random worlds in which a hidden number follows"
        record(f"attacks_{name}", found.found, "worlds", 0, "lower", WORLDS, told)
        record(f"attacks_{name}_bare", found.bare, "worlds", None, "higher", WORLDS, f"{told}, without protection")
        if found.wanted:
            shown = round(100 * found.share, 1)
            record(f"attacks_{name}_shown", shown, "%", None, "higher", found.wanted, f"{what}: of 11 or more, read")
        if found.shown and name not in OF_OTHER_UNITS:
            how = f"{what}: mean distance from the truth of the day"
            record(
                f"attacks_{name}_error",
                round(found.error, 2),
                UNITS.get(name, "people"),
                None,
                "lower",
                found.shown,
                how,
            )
    how = f"{len(OUTPUTS)} outputs, {WORLDS:,} random worlds each: hidden numbers that follow from all that is read"
    record("attacks_on_outputs", every.found, "worlds", 0, "lower", WORLDS * len(OUTPUTS), how)
    told_apart()


def told_apart() -> None:
    found = membership.attacked(4 * WORLDS)
    how = "more often than half the guess is right whether one person was counted, in a table of two dimensions, by who"
    for name, value, knows in (
        ("everybody_else", found.everybody_else, "knows of everybody else whether they spoke"),
        ("all_but_some", found.all_but_some, "knows it of all but a fifth of the others"),
        ("one_cell", found.one_cell, "knows of everybody else and reads the total alone"),
    ):
        record(f"membership_{name}", round(100 * value, 1), "%", None, "lower", 4 * WORLDS, f"{how} {knows}")


if __name__ == "__main__":
    main()
