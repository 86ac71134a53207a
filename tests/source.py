"""The source as data, for the tests that read it: files, rooms, syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "saphan"

# Highest first; rooms of one line may not call each other. The same order stands in pyproject.toml for import-linter.
FLOORS = (
    ("config",),
    ("demo",),
    ("impact",),
    ("dialogue", "empowerment"),
    ("remedy",),
    ("verification",),
    ("casework",),
    ("voice",),
    ("network",),
    ("web",),
    ("release", "standards", "languages"),
    ("vault",),
    ("store",),
)
HEIGHT = {room: len(FLOORS) - index for index, floor in enumerate(FLOORS) for room in floor}


def may_call(caller: str, called: str) -> bool:
    """True for a room itself and for every room below it."""
    return caller == called or HEIGHT[caller] > HEIGHT[called]


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of ours, migrations left out."""
    return tuple(sorted(file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(), str(file))


def room_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0]


def name_of(file: Path) -> str:
    return str(file.relative_to(SOURCE))


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call with the last part of its name: `defer` for both `defer(…)` and `tasks.defer(…)`."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield (node.func.id if isinstance(node.func, ast.Name) else node.func.attr), node


def texts(file: Path) -> Iterator[str]:
    """Each string constant, docstrings included."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
