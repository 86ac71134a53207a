"""Every test function that stands in a file is collected, and none is skipped or expected to fail."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import ROOT

TESTS = ROOT / "tests"
AVOIDING = {"skip", "skipif", "xfail", "importorskip"}


def test_every_test_in_the_files_is_collected(request: pytest.FixtureRequest) -> None:
    here = {item.nodeid.split("[")[0] for item in request.session.items}
    assert written() - (here if written() <= here else collected()) == set()


def test_no_test_is_left_out() -> None:
    avoided = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in files()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in AVOIDING and "pytest" in ast.unparse(node)
    ]
    assert avoided == []


def files() -> list[Path]:
    return sorted(TESTS.rglob("*.py"))


def written() -> set[str]:
    return {f"{file.relative_to(ROOT)}::{name}" for file in files() for name in names_in(ast.parse(file.read_text()))}


def names_in(tree: ast.Module) -> Iterator[str]:
    """Functions of a file and methods of its classes, also those that pytest would overlook."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{name}" for name in names_in(ast.Module(node.body, [])))


def collected() -> set[str]:
    """What pytest finds in all folders, when this run is about fewer.

    Another process, told that a server runs already, so that it starts none.
    """
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "-p",
            "no:xdist",
            "-p",
            "no:cov",
            "--no-header",
            "tests",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTEST_XDIST_WORKER": "collecting"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return {line.split("[")[0] for line in done.stdout.splitlines() if "::" in line}
