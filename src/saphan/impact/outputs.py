"""Every place where somebody outside the desks reads numbers: of whom, in which cells, and what lets them out. Pure.

It is data (`data/outputs.toml`). A page, an interface or a file that is not named there, nor among those that have no
numbers of people, fails a test. `attacked_by` is a test of the suite, which runs what `let_out_by` names on a thousand
random worlds.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

FILE: Final = Path(__file__).parent / "data" / "outputs.toml"
Readers = Literal["everybody", "workers", "partners"]


class BadOutputs(Exception):
    """An output that nobody reads, or that is neither attacked nor said to count nobody, or that is there twice."""


@dataclass(frozen=True, slots=True)
class Output:
    """of: who is counted. cells: by what. let_out_by: the function that every number of it comes from, with its room.
    routes: names of addresses. attacked_by: a test; "" where nobody is counted, and then `because` says what is.
    """

    name: str
    of: str
    cells: str
    read_by: Readers
    let_out_by: str
    routes: tuple[str, ...]
    attacked_by: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Outputs:
    """without: names of addresses by what is there instead of numbers of people."""

    outputs: tuple[Output, ...]
    without: dict[str, tuple[str, ...]]


def read(written: str) -> Outputs:
    """Raises BadOutputs; TypeError when something is left out, or has a name that is not known."""
    tables = tomllib.loads(written)
    outputs = tuple(map(_output, tables["output"]))
    if len({one.name for one in outputs}) != len(outputs):
        raise BadOutputs("there twice")
    rest = tables["without_numbers_of_people"]
    return Outputs(outputs, {one["because"]: tuple(one["routes"]) for one in rest})


def _output(row: dict[str, Any]) -> Output:
    one = Output(**{**row, "routes": tuple(row["routes"])})
    if one.read_by not in get_args(Readers):
        raise BadOutputs(f"{one.name}: read by {one.read_by}")
    if bool(one.attacked_by) == bool(one.because):
        raise BadOutputs(f"{one.name}: either an attack, or why none")
    return one


_ALL: Final = read(FILE.read_text(encoding="utf-8"))
OUTPUTS: Final = _ALL.outputs
WITHOUT_NUMBERS_OF_PEOPLE: Final = _ALL.without
