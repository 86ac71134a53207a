"""What is documented exists, and what exists is documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from saphan.config.command import COMMANDS
from saphan.verification import ladder
from tests.source import ROOT, calls, modules, tree
from tools import tables_page, translations_page

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")
READS = {"get", "setdefault", "pop", "flag", "getenv"}
OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "PATH", "PYTEST_XDIST_WORKER"}


def test_every_setting_is_documented() -> None:
    page = (DOCS / "reference" / "settings.md").read_text()
    assert {name for name in names_of_settings() if f"`{name}`" not in page} == set()


def test_every_documented_setting_exists() -> None:
    page = (DOCS / "reference" / "settings.md").read_text()
    ours = {f"SAPHAN_TEST_{name}" for name in ("HOME", "ROUNDS", "VOICES", "EVERY_DAY")}
    known = {*names_of_settings(), *ours}
    assert {name for name in re.findall(r"`([A-Z]+_[A-Z_]+)`", page) if name not in known} == set()


def names_of_settings() -> set[str]:
    """Variables of the environment that the source reads, those that `saphan init` asks for included."""
    from saphan.config.first_day import MAIL_QUESTIONS, QUESTIONS

    asked = {question.variable for question in (*QUESTIONS, *MAIL_QUESTIONS)}
    return {name for file in modules() for name in variables_read(file)} - OF_OTHERS | asked


def variables_read(file: Path) -> Iterator[str]:
    for name, call in calls(file):
        if name in READS and call.args and is_of_the_environment(call.func):
            yield from named_in(call.args[0])
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and "environ" in ast.unparse(node.value):
            yield from named_in(node.slice)


def is_of_the_environment(function: ast.expr) -> bool:
    return ast.unparse(function) == "flag" or "environ" in ast.unparse(function)


def named_in(expression: ast.expr) -> Iterator[str]:
    for part in ast.walk(expression):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and re.fullmatch(r"[A-Z][A-Z_]+", part.value):
            yield part.value


def test_every_command_is_documented_and_no_other() -> None:
    page = (DOCS / "reference" / "commands.md").read_text()
    assert set(re.findall(r"^\| `saphan ([a-z-]+)", page, re.M)) == {name for name, _, _ in COMMANDS}


def test_every_make_target_is_documented_and_has_its_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    assert targets == set(re.findall(r"^([a-z-]+): ## \S", makefile, re.M))
    page = (DOCS / "reference" / "commands.md").read_text()
    assert set(re.findall(r"^\| `make ([a-z-]+)", page, re.M)) == targets - {"help"}


def test_the_page_of_tables_says_what_the_models_say() -> None:
    written = (DOCS / "reference" / "tables.md").read_text()
    assert written == tables_page.page(), "Run: .venv/bin/python tools/tables_page.py"


def test_the_ladder_is_drawn_as_it_is() -> None:
    assert f"```mermaid\n{ladder.as_mermaid()}```" in (DOCS / "architecture.md").read_text()


def test_every_link_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} → {target}"
        for page in [*DOCS.rglob("*.md"), ROOT / "README.md"]
        for target in LINK.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, waiting = set[Path](), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            waiting += [page.parent / target for target in LINK.findall(page.read_text())]
    assert {page.resolve() for page in DOCS.rglob("*.md")} - reached == set()


def test_every_decision_named_in_the_source_exists() -> None:
    named = {name for file in modules() for name in re.findall(r"docs/adr/(\d{4})", file.read_text())}
    written = [page.name[:4] for page in (DOCS / "adr").glob("0*.md")]
    assert named <= set(written)
    assert len(written) == len(set(written)), "no number stands twice"


def test_the_page_of_translations_says_what_the_catalogues_say() -> None:
    written = (DOCS / "translations.md").read_text()
    assert written == translations_page.page(), "Run: .venv/bin/python tools/translations_page.py"


def test_the_repository_names_no_path_of_a_workshop() -> None:
    """Nothing that depends on the machine where it was written."""
    said = re.compile(r"/work/|/home/[a-z]+/|/root/|/tmp/")
    pages = [*DOCS.rglob("*.md"), *modules(), *(ROOT / "tools").glob("*.py"), ROOT / "Makefile", ROOT / "README.md"]
    pages += (ROOT / "requirements").glob("*.lock")
    assert [str(page) for page in pages if said.search(page.read_text())] == []
