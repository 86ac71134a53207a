"""Harmful behaviours, and the good ones that stand in their place: reference data with an edition. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "behaviours.toml"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """harmful, better: codes. name, better_name: English, for pages that translate them."""

    family: str
    harmful: str
    better: str
    name: str
    better_name: str


@cache
def behaviours() -> dict[str, Behaviour]:
    """By kind family; none for questions, praise and test calls."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["behaviours"]
    return {family: Behaviour(family=family, **row) for family, row in rows.items()}
