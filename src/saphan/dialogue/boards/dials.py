"""The numbers of a board, as data with an edition. Pure."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "data" / "dials.toml"


@dataclass(frozen=True, slots=True)
class Dials:
    """edition: of these numbers. Days, questions and people, as the file says."""

    edition: int
    answer_within_days: int
    threshold_least: int
    batch_every_days: int
    batch_askers: int
    waits_longest_days: int
    batch_most: int
    most_of_one: int
    truth_days: int


def read(file: Path = FILE) -> Dials:
    return Dials(**tomllib.loads(file.read_text(encoding="utf-8")))


DEFAULT: Final = read()
