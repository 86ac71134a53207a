"""The numbers of escrow, as data with an edition. Pure but for chance.

They stand in data/escrow.toml and nowhere else.
"""

import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FILE = Path(__file__).parent / "data" / "escrow.toml"


@dataclass(frozen=True, slots=True)
class Numbers:
    """choices: people who must say it, herself among them. wait_days: whole days, never 0."""

    edition: int
    choices: tuple[int, ...]
    wait_days_least: int
    wait_days_most: int


def read(file: Path = FILE) -> Numbers:
    """Raises TypeError when the file names a number that does not exist, or leaves one out; ValueError for no wait."""
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    numbers = Numbers(**{**rows, "choices": tuple(rows["choices"])})
    if not 1 <= numbers.wait_days_least <= numbers.wait_days_most:
        raise ValueError("she is never asked on the day of a match")
    return numbers


DEFAULT: Final = read()


def random_days(numbers: Numbers = DEFAULT) -> int:
    """Each number of days as likely, by the system's source of chance."""
    return numbers.wait_days_least + secrets.randbelow(numbers.wait_days_most - numbers.wait_days_least + 1)
