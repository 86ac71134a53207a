"""Rules that a reader would check by eye: no SQL made of strings, nothing said in logs, short functions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.source import ROOT, calls, modules, name_of, room_of, tree

EXECUTES = {"execute", "executemany", "raw", "RawSQL", "extra", "callproc"}

# Statements put together from names in our own source, never from what somebody typed. Whoever adds a line here
# shows in review where every part of the text comes from.
SQL_FROM_NAMES = {
    ("store/migrating.py", "_lean_queue"),
    ("store/protection.py", "apply"),
    ("store/roles.py", "_make_login"),
}
QUIET_ARGUMENT = re.compile(r"(_id|^id|code|count|name|number|seconds|port)$")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def test_sql_is_never_made_of_strings() -> None:
    assert set(made_of_strings()) - SQL_FROM_NAMES == set()


def made_of_strings() -> Iterator[tuple[str, str]]:
    for file in modules():
        for function, node in functions_and_nodes(file):
            if (
                isinstance(node, ast.Call)
                and called(node) in {*EXECUTES, "SQL"}
                and node.args
                and is_put_together(node.args[0])
            ):
                yield name_of(file), function


def is_put_together(text: ast.expr) -> bool:
    """True for an f-string with parts, for `+` and `%`, and for `"…".format(…)`; psycopg's composed SQL is not one."""
    if isinstance(text, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in text.values)
    if isinstance(text, ast.BinOp):
        return not all(isinstance(side, ast.Constant) for side in (text.left, text.right))
    is_format = isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr == "format"
    return is_format and isinstance(text.func.value, ast.Constant)  # type: ignore[union-attr]


def test_the_check_for_made_up_sql_sees_each_kind() -> None:
    planted = ("f'SELECT {x}'", "'SELECT ' + x", "'SELECT %s' % x", "'SELECT {}'.format(x)")
    assert all(is_put_together(ast.parse(text, mode="eval").body) for text in planted)
    safe = ("'SELECT 1'", "QUERY", "sql.SQL('SELECT {}').format(name)", "f'SELECT 1'")
    assert not any(is_put_together(ast.parse(text, mode="eval").body) for text in safe)


def test_the_rule_against_string_sql_is_silenced_only_where_names_are_put_together() -> None:
    silenced = {name_of(file) for file in modules() if "noqa: S608" in file.read_text()}
    assert silenced <= {"store/acting.py", "store/writing.py"}


def test_logs_carry_codes_and_ids_only() -> None:
    """The message is a constant; arguments are ids, codes, counts and names of kinds."""
    loud = [
        f"{name_of(file)}:{call.lineno}"
        for file in modules()
        for name, call in calls(file)
        if name in LEVELS and is_a_logger(call.func) and not is_quiet(call)
    ]
    assert loud == []


def is_a_logger(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and "log" in function.value.id


def is_quiet(call: ast.Call) -> bool:
    message, *arguments = call.args
    return isinstance(message, ast.Constant) and all(is_coded(argument) for argument in arguments)


def is_coded(argument: ast.expr) -> bool:
    if isinstance(argument, ast.Constant):
        return True
    if isinstance(argument, ast.Call):
        return called(argument) == "len"
    name = argument.attr if isinstance(argument, ast.Attribute) else getattr(argument, "id", "")
    return bool(QUIET_ARGUMENT.search(name.strip("_")))


def test_nothing_is_printed_but_by_the_command() -> None:
    printing = {name_of(file) for file in modules() for name, _ in calls(file) if name == "print"}
    assert {name for name in printing if not name.startswith(("config/", "demo/"))} == set()


def test_time_comes_from_the_clock() -> None:
    """`store.clock` alone asks the machine, and the demo that sets it; `time.monotonic` measures and tells no date."""
    asking = [
        f"{name_of(file)}:{call.lineno}"
        for file in modules()
        for name, call in calls(file)
        if name in {"now", "today", "utcnow"} and isinstance(call.func, ast.Attribute)
        if isinstance(call.func.value, ast.Name) and call.func.value.id in {"datetime", "date", "timezone"}
    ]
    assert [place for place in asking if not place.startswith(("store/clock.py", "demo/passing.py"))] == []


def test_no_room_has_a_drawer_for_everything() -> None:
    """`verification/signals/` is no drawer: a signal is a word of the field ("something is emerging")."""
    drawers = {"utils", "helpers", "common", "core", "misc", "signals"}
    found = {name_of(file) for file in modules() if drawers & {*file.parts[:-1], file.stem} - {"src"}}
    assert {name for name in found if not name.startswith("verification/signals/")} == {"network/signals.py"}


def test_functions_are_short() -> None:
    lengths = [length(function) for file in modules() for function in functions(file)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[8] <= 25


def test_files_are_short() -> None:
    lines = {name_of(file): len(file.read_text().splitlines()) for file in modules()}
    assert {name: number for name, number in lines.items() if number >= 400} == {}


def test_public_modules_say_what_they_are() -> None:
    """A module of any size opens with one sentence; tables and lists speak for themselves."""
    silent = [
        name_of(file)
        for file in modules()
        if file.name not in {"__init__.py", "apps.py"}
        and len(list(functions(file))) > 2
        and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def test_test_folders_are_packages() -> None:
    """A folder without `__init__.py` may hide tests that never run."""
    folders = {file.parent for file in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_rooms_of_tests_mirror_rooms_of_source() -> None:
    rooms = {room_of(file) for file in modules() if len(file.relative_to(ROOT / "src" / "saphan").parts) > 1}
    of_their_own = {"attacks", "contracts", "journeys", "properties"}
    folders = {folder.name for folder in (ROOT / "tests").iterdir() if (folder / "__init__.py").exists()}
    assert folders - of_their_own <= rooms


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def functions_and_nodes(file: Path) -> Iterator[tuple[str, ast.AST]]:
    """Each node with the name of the function around it."""
    inside = {id(node): function.name for function in functions(file) for node in ast.walk(function)}
    yield from ((inside.get(id(node), ""), node) for node in ast.walk(tree(file)))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    documented = ast.get_docstring(function) is not None
    words = (function.body[0].end_lineno or 0) - function.body[0].lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words
