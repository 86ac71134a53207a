"""Learn the numbers of the model that finds organisations which stand twice; writes its edition beside the code.

Usage: .venv/bin/python -m tools.train_deduplicating [ROWS]

u comes from pairs drawn at random, m from the rows that are known to be one organisation, both by splink's estimators.
Names that meet too seldom to be drawn are counted in lists of two lengths: every pair that shares a key and is not one
organisation. What meets by chance is as likely in either; namesakes and sister plants are as many for each row.
The threshold is the one with the best F1 on these rows; the benchmark scores rows of another seed.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pyarrow

from saphan.network.deduplicating import engines
from saphan.network.deduplicating.model import EDITION, LEVELS, Model, settings
from saphan.network.deduplicating.rows import Known, Row, columns, rows_of
from tools import made_organisations

SEED, ROWS, DRAWN = 20_260_701, 100_000, 1e7
OTHERS = 0.2  # ours: a list of which about one row in ten stands twice
MOST_IN_A_BLOCK = 50
LEAST_U = 2e-6  # ours: agents share telephones and addresses more often than invented companies do
COUNTED = (20_000, 100_000)
SELDOM = ("same", "other_name", "nearly_same", "sounds_alike_long", "alike", "sounds_alike")
LEAST_U_OF_NAMES = 1e-8  # and as few namesakes as this times the rows of the longer list
LEAST_M = 0.02  # ours: anything may be written wrongly once in fifty times
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)

Chances = dict[tuple[str, str], tuple[float, float]]


def main(rows: int = ROWS) -> None:
    made = list(made_organisations.organisations(rows, SEED))
    compared = rows_of((known for known, _ in made), MOST_IN_A_BLOCK)
    named = ((field, code) for field, levels in LEVELS.items() for code, _ in levels[1:])
    blank = dict.fromkeys(named, (LEAST_M, LEAST_U))
    numbers = Model("2", blank, OTHERS, 0.05, MOST_IN_A_BLOCK)
    numbers = replace(numbers, chances=learnt(numbers, compared, [entity for _, entity in made]))
    numbers = of_seldom_names(numbers, met(numbers, made[: COUNTED[0]]), met(numbers, made[: COUNTED[1]]))
    propose = best_threshold(engines.links(compared, numbers=numbers), made_organisations.pairs(made))
    EDITION.write_text(written(replace(numbers, propose=propose), rows))
    print(EDITION.read_text())


def learnt(numbers: Model, rows: list[Row], entities: list[int]) -> Chances:
    from splink import DuckDBAPI, Linker, SettingsCreator

    with engines.closed_duckdb() as connection:
        table = pyarrow.table(columns(rows), schema=engines.schema()).append_column("entity", pyarrow.array(entities))
        told = SettingsCreator.from_path_or_dict(settings(numbers, "duckdb", len(rows)))
        linker = Linker(DuckDBAPI(connection=connection).register(table), told)
        linker.training.estimate_u_using_random_sampling(max_pairs=DRAWN, seed=SEED)
        linker.training.estimate_m_from_label_column("entity")
        return {
            (each["output_column_name"], level["label_for_charts"]): chance(level)
            for each in linker.misc.save_model_to_json()["comparisons"]
            for level in each["comparison_levels"]
            if not level.get("is_null_level")
        }


def met(numbers: Model, made: list[tuple[Known, int]]) -> tuple[int, dict[str, float]]:
    """Of all pairs of so many rows, the share that is two organisations and found at each of the levels."""
    rows, real = rows_of((known for known, _ in made), MOST_IN_A_BLOCK), made_organisations.pairs(made)
    found = engines.links(rows, numbers=replace(numbers, propose=0.0))
    counted = Counter(one.levels.get("name") for one in found if (one.left, one.right) not in real)
    return len(made), {level: counted[level] / (len(made) * (len(made) - 1) / 2) for level in SELDOM}


def of_seldom_names(numbers: Model, few: tuple[int, dict[str, float]], many: tuple[int, dict[str, float]]) -> Model:
    """u by chance, and namesakes of a row: the two that give what was met in the shorter and the longer list."""
    chances, namesakes = dict(numbers.chances), dict[tuple[str, str], float]()
    apart = 1 / (few[0] - 1) - 1 / (many[0] - 1)
    for level in SELDOM:
        of_a_row = max((few[1][level] - many[1][level]) / apart, LEAST_U_OF_NAMES * many[0])
        by_chance = max(many[1][level] - of_a_row / (many[0] - 1), LEAST_U_OF_NAMES)
        chances["name", level], namesakes["name", level] = (chances["name", level][0], by_chance), of_a_row
    return replace(numbers, chances=chances, namesakes=namesakes)


def chance(level: Mapping[str, Any]) -> tuple[float, float]:
    """A level that was not met has no number."""
    m, u = (level.get(name) for name in ("m_probability", "u_probability"))
    return (
        max(m if isinstance(m, float) else 0.0, LEAST_M),
        max(u if isinstance(u, float) else 0.0, LEAST_U),
    )


def best_threshold(found: Iterable[Any], real: set[tuple[str, str]]) -> float:
    """The one with the best F1."""
    scored = {(link.left, link.right): link.probability for link in found}
    ranked = [(f1(scored, real, threshold), threshold) for threshold in THRESHOLDS]
    for value, threshold in ranked:
        print(f"from {threshold}: F1 {value:.4f}", file=sys.stderr)
    return max(ranked)[1]


def f1(scored: Mapping[tuple[str, str], float], real: set[tuple[str, str]], threshold: float) -> float:
    proposed = {pair for pair, probability in scored.items() if probability >= threshold}
    return 2 * len(proposed & real) / (len(proposed) + len(real))


def written(numbers: Model, rows: int) -> str:
    head = (
        f"# Made by tools/train_deduplicating.py: {rows} invented rows, seed {SEED}, {DRAWN:g} pairs drawn for u.\n"
        f"# Names that meet seldom are counted among {COUNTED[0]} and {COUNTED[1]} rows.\n"
        "# Each level: m (among rows of one organisation), u (among rows of two). Namesakes: rows of others that a\n"
        "# row meets at the level, however long the list is. Ours: others, most_in_a_block,\n"
        f"# no m below {LEAST_M:g} and no u below {LEAST_U:g}. docs/explanation/duplicates.md\n\n"
        f'edition = "{numbers.edition}"\nothers = {numbers.others}\npropose = {numbers.propose}\n'
        f"most_in_a_block = {numbers.most_in_a_block}\n"
    )
    namesakes = [f"{level} = {float(f'{number:.4g}')}" for (_, level), number in numbers.namesakes.items()]
    return "\n".join([head, "[namesakes]", *namesakes, ""]) + "".join(of_field(field, numbers) for field in LEVELS)


def of_field(field: str, numbers: Model) -> str:
    lines = [
        f"{code} = {json.dumps([float(f'{one:.4g}') for one in numbers.chances[field, code]])}"
        for code, _ in LEVELS[field][1:]
    ]
    return "\n".join([f"\n[chances.{field}]", *lines, ""])


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
