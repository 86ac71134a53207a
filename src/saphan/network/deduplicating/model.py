"""The model that says how likely two rows are the same organisation, in words both engines read. Pure.

Fellegi and Sunter 1969 (doi 10.1080/01621459.1969.10501049) as splink computes it: each field is at one level, and
each level has two probabilities: m, among rows of one organisation, and u, among rows of two. Its weight is
log2(m/u); the weights are added to what is known before looking (`prior`). docs/explanation/duplicates.md.
"""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import log2
from pathlib import Path
from typing import Any, Literal

EDITION = Path(__file__).with_name("model-2.toml")
FEWEST = 1000  # rows; a list that is shorter is weighed as one of so many

Dialect = Literal["duckdb", "spark"]
SHARED: Mapping[Dialect, str] = {"duckdb": "list_has_any({0}_l, {0}_r)", "spark": "arrays_overlap({0}_l, {0}_r)"}
LISTS = ("names", "tellings", "sounds", "phones", "registrations")

NEARLY = "8 * levenshtein({0}_l, {0}_r) <= greatest(length({0}_l), length({0}_r))"
NEAR = "5 * levenshtein({0}_l, {0}_r) <= greatest(length({0}_l), length({0}_r))"
OPENS = "(length(sound_{0}) >= 5 AND substr(sound_{1}, 1, length(sound_{0})) = sound_{0})"

LEVELS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "name": (
        ("", "compact_l IS NULL OR compact_r IS NULL"),
        ("same", "words_l = words_r OR compact_l = compact_r"),
        ("other_name", "[names]"),
        ("nearly_same", NEARLY.format("compact")),
        ("sounds_alike_long", "length(sound_l) >= 8 AND sound_l = sound_r"),
        ("alike", NEAR.format("compact")),
        ("sounds_alike", "[tellings]"),
        ("sounds_alike_short", "sound_l = sound_r OR [sounds]"),
        ("part_of_name", f"{OPENS.format('l', 'r')} OR {OPENS.format('r', 'l')}"),
        ("nearly_sounds_alike", NEAR.format("sound")),
        ("different", "ELSE"),
    ),
    "phone": (("", "phones_l IS NULL OR phones_r IS NULL"), ("same", "[phones]"), ("different", "ELSE")),
    "registration": (
        ("", "registrations_l IS NULL OR registrations_r IS NULL"),
        ("same", "[registrations]"),
        ("different", "ELSE"),
    ),
    "website": (
        ("", "website_l IS NULL OR website_r IS NULL"),
        ("same", "website_l = website_r"),
        ("different", "ELSE"),
    ),
    "address": (
        ("", "address_l IS NULL OR address_r IS NULL"),
        ("same", "address_l = address_r"),
        ("alike", NEAR.format("address")),
        ("different", "ELSE"),
    ),
    "place": (
        ("", "place_l IS NULL OR place_r IS NULL"),
        ("same", "place_l = place_r"),
        ("alike", NEAR.format("place")),
        ("different", "ELSE"),
    ),
    "country": (
        ("", "country_l IS NULL OR country_r IS NULL"),
        ("same", "country_l = country_r"),
        ("different", "ELSE"),
    ),
}
"""By field, from the strongest level to the weakest; the first of each is for what is not known."""


@dataclass(frozen=True, slots=True)
class Model:
    """An edition of the numbers. chances: (m, u) by field and level. others: how many more rows a row has.

    namesakes: how many rows of others a row meets at a level because they bear one name, however long the list is.
    """

    edition: str
    chances: Mapping[tuple[str, str], tuple[float, float]]
    others: float
    propose: float
    most_in_a_block: int
    namesakes: Mapping[tuple[str, str], float] = dataclasses.field(default_factory=dict)

    def at(self, rows: int) -> "Model":
        """For a list of so many rows: its namesakes are few among all its pairs, and fewer the longer it is."""
        more = {level: number / (max(rows, FEWEST) - 1) for level, number in self.namesakes.items()}
        chances = {level: (m, u + more.get(level, 0.0)) for level, (m, u) in self.chances.items()}
        return replace(self, chances=chances, namesakes={})

    def weight(self, field: str, level: str) -> float:
        """A power of two; below nought it speaks against. Nought for what is not known."""
        m, u = self.chances.get((field, level), (1.0, 1.0))
        return log2(m / u)

    def prior(self, rows: int) -> float:
        """How likely any two of so many rows are the same."""
        return self.others / (max(rows, FEWEST) - 1)


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows, the lesser id first. levels: by field, what was found; fields that are not known are left out."""

    left: str
    right: str
    probability: float
    levels: Mapping[str, str]


@cache
def model() -> Model:
    """The edition that is in use."""
    data = tomllib.loads(EDITION.read_text())
    chances = {
        (field, level): (float(m), float(u))
        for field, levels in data["chances"].items()
        for level, (m, u) in levels.items()
    }
    namesakes = {("name", level): float(number) for level, number in data["namesakes"].items()}
    return Model(str(data["edition"]), chances, data["others"], data["propose"], data["most_in_a_block"], namesakes)


def settings(numbers: Model, dialect: Dialect, rows: int) -> dict[str, Any]:
    """As splink takes them."""
    numbers = numbers.at(rows)
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": numbers.prior(rows),
        "retain_matching_columns": True,  # the levels come with them
        "comparisons": [_comparison(numbers, dialect, field) for field in LEVELS],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.keys = r.keys", "arrays_to_explode": ["keys"]}],
    }


def link(left: str, right: str, probability: float, found: Mapping[str, int]) -> Link:
    """Of what an engine answers. found: by field, the number of the level; -1 for what is not known."""
    levels = {
        field: LEVELS[field][len(LEVELS[field]) - 1 - number][0] for field, number in found.items() if number >= 0
    }
    return Link(min(left, right), max(left, right), probability, levels)


def _comparison(numbers: Model, dialect: Dialect, field: str) -> dict[str, Any]:
    levels = [_level(numbers, dialect, field, code, sql) for code, sql in LEVELS[field]]
    return {"output_column_name": field, "comparison_levels": levels}


def _level(numbers: Model, dialect: Dialect, field: str, code: str, sql: str) -> dict[str, Any]:
    for name in LISTS:
        sql = sql.replace(f"[{name}]", SHARED[dialect].format(name))
    named = {"sql_condition": sql, "label_for_charts": code or "not known"}
    if not code:
        return {**named, "is_null_level": True}
    m, u = numbers.chances[field, code]
    return {**named, "m_probability": m, "u_probability": u}
