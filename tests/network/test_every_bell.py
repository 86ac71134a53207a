"""Every bell says what it rings for and leads to a page: each kind that any room rings is read from its source."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest

from saphan.network import notice_words
from tests.source import SOURCE, calls, modules, name_of, tree

pytestmark = pytest.mark.django_db


RINGS_AGAIN = {"network/notices.py"}
"""At the colleague's who takes over, what rang before."""


def ringing() -> list[Path]:
    return [file for file in modules() if name_of(file) not in RINGS_AGAIN]


def kinds_rung() -> Iterator[tuple[str, str]]:
    """Where, and a pattern of the kind."""
    for file in ringing():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef):
                for call in _calls_in(node, "notify"):
                    for kind in _kinds(file, node, _argument(call, "kind")):
                        yield name_of(file), kind


def _calls_in(function: ast.FunctionDef, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
            yield node


def _argument(call: ast.Call, name: str, position: int | None = None) -> ast.expr:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return call.args[position] if name not in named and position is not None else named[name]


def _kinds(file: Path, function: ast.FunctionDef, given: ast.expr) -> Iterator[str]:
    if isinstance(given, ast.Constant):
        yield re.escape(str(given.value))
    elif isinstance(given, ast.JoinedStr):
        yield "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z_]+" for part in given.values)
    elif isinstance(given, ast.Name):
        yield from _kinds_by_name(file, function, given.id)
    elif isinstance(given, ast.IfExp):
        yield from _kinds(file, function, given.body)
        yield from _kinds(file, function, given.orelse)
    elif (
        isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute) and isinstance(given.func.value, ast.Name)
    ):
        yield from map(re.escape, getattr(_module(file), given.func.value.id).values())  # table.get(…)
    else:
        raise AssertionError(f"{name_of(file)}: say the kind of this bell so that a test can read it")


def _kinds_by_name(file: Path, function: ast.FunctionDef, name: str) -> Iterator[str]:
    """A constant of the module, what callers of the function give it, or what it is named in the function."""
    parameters = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    if name in {*parameters, *(each.arg for each in function.args.kwonlyargs)}:
        position = parameters.index(name) if name in parameters else None
        yield from _kinds_of_callers(function, name, position)
    elif name.isupper():
        yield re.escape(getattr(_module(file), name))
    else:
        given = [value for target, value in _named_here(function) if target == name]
        assert given, f"{name_of(file)}: where does {name} come from?"
        for value in given:
            yield from _kinds(file, function, value)


def _named_here(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(function):
        if isinstance(node, ast.NamedExpr):
            yield node.target.id, node.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _kinds_of_callers(called: ast.FunctionDef, name: str, position: int | None) -> Iterator[str]:
    for file in modules():
        if called not in ast.walk(tree(file)) and called.name.startswith("_"):
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef):
                for call in _calls_in(node, called.name):
                    yield from _kinds(file, node, _argument(call, name, position))


def _module(file: Path) -> object:
    return import_module(".".join(("saphan", *file.relative_to(SOURCE).with_suffix("").parts)))


def test_every_kind_that_rings_has_words_and_an_address() -> None:
    rung = set(kinds_rung())
    assert len(rung) > 40, "or this test reads too little"
    said = notice_words.known()
    nameless = {(where, kind) for where, kind in rung if not any(re.fullmatch(kind, each) for each in said)}
    assert nameless == set()


def test_every_call_of_the_bell_was_read() -> None:
    calling = {name_of(file) for file in ringing() for name, _ in calls(file) if name == "notify"}
    assert calling == {where for where, _ in kinds_rung()}


def test_every_kind_that_has_words_leads_somewhere() -> None:
    thing = uuid4()
    for kind in notice_words.known():
        assert notice_words.words_for(kind, thing) != notice_words.UNKNOWN, kind
        assert notice_words.address_for(kind, thing), kind
