"""No room refers to an upper room, also where imports do not show it: string keys, templates, addresses, tasks."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.source import FLOORS, HEIGHT, ROOT, SOURCE, calls, may_call, modules, name_of, room_of, texts

TEMPLATE_NAME = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
URL_NAME = re.compile(r"""{%\s*url\s+["']([a-z_]+):[^"']+["']""")
NAMED_ADDRESS = re.compile(r"^([a-z]+):[a-z_]+$")
DOTTED = re.compile(r"^saphan\.([a-z]+)(\.[a-z_.]+)?$")
ROOMS_WITH_RAISES = tuple(room for room in HEIGHT if (SOURCE / room / "raises.py").exists())


def test_the_import_checker_holds_the_same_order() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = [each for each in settings["tool"]["importlinter"]["contracts"] if each["id"] == "one-direction"]
    assert tuple(tuple(layer.split(" | ")) for layer in contract["layers"]) == FLOORS
    assert contract["exhaustive"] is True


def test_every_room_has_its_floor() -> None:
    folders = {folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()}
    assert folders == set(HEIGHT)


def test_foreign_keys_do_not_climb() -> None:
    climbing = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if _climbs(model._meta.app_config.name, field.related_model._meta.app_config.name)
    ]
    assert climbing == []


def _climbs(app: str, other: str) -> bool:
    if not (app.startswith("saphan.") and other.startswith("saphan.")):
        return False
    return not may_call(app.split(".")[1], other.split(".")[1])


def test_migrations_do_not_climb() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    climbing = [
        f"{room}.{name} → {needed}"
        for (room, name), migration in loader.disk_migrations.items()
        for needed, _ in migration.dependencies
        if room in HEIGHT and needed in HEIGHT and not may_call(room, needed)
    ]
    assert climbing == []


def test_templates_do_not_climb() -> None:
    climbing = [
        f"{page.relative_to(SOURCE)} → {name}"
        for page in templates()
        for name in TEMPLATE_NAME.findall(page.read_text())
        if name.split("/")[0] in HEIGHT and not may_call(room_of(page), name.split("/")[0])
    ]
    assert climbing == []


def test_a_template_stands_in_the_folder_of_its_room() -> None:
    """`templates/<room>/`, so that a name tells whose it is; allauth's pages are replaced under their own names."""
    allowed = {"account", "mfa", "allauth"}
    strays = [
        str(page.relative_to(SOURCE))
        for page in templates()
        if page.relative_to(SOURCE).parts[2] not in {room_of(page), *allowed}
    ]
    assert strays == []


def test_addresses_in_templates_do_not_climb() -> None:
    climbing = [
        f"{page.relative_to(SOURCE)} → {room}"
        for page in templates()
        for room in URL_NAME.findall(page.read_text())
        if room in HEIGHT and not may_call(room_of(page), room)
    ]
    assert climbing == []


def test_addresses_in_python_do_not_climb() -> None:
    climbing = [
        f"{name_of(file)} → {text}"
        for file in modules()
        for text in texts(file)
        if (found := NAMED_ADDRESS.match(text)) and found.group(1) in HEIGHT
        if not may_call(room_of(file), found.group(1))
    ]
    assert climbing == []


def test_modules_named_in_strings_do_not_climb() -> None:
    climbing = [
        f"{name_of(file)} → {text}"
        for file in modules()
        for text in texts(file)
        if (found := DOTTED.match(text)) and found.group(1) in HEIGHT
        if not may_call(room_of(file), found.group(1))
    ]
    assert climbing == []


def test_a_room_defers_upper_tasks_only_from_its_list() -> None:
    unlisted = [
        f"{name_of(file)} defers {name}"
        for file in modules()
        for name in deferred_names(file)
        if not may_call(room_of(file), name.split(".")[0]) and name not in raised_by(room_of(file))
    ]
    assert unlisted == []


def test_what_a_room_raises_is_deferred_by_it_and_points_up() -> None:
    for room in ROOMS_WITH_RAISES:
        deferred = {name for file in modules() if room_of(file) == room for name in deferred_names(file)}
        for name in raised_by(room):
            assert not may_call(room, name.split(".")[0]), f"{room} lists {name}, which is no upper room's"
            assert name in deferred, f"{room} lists {name} and never defers it"


def test_every_raised_name_is_taken_by_exactly_one_task() -> None:
    takers = task_definitions()
    for room in ROOMS_WITH_RAISES:
        for name in raised_by(room):
            assert len(takers[name]) == 1, f"{room} raises {name}; taken by {takers[name] or 'nobody'}"


def test_every_deferred_task_exists_and_carries_the_name_of_its_room() -> None:
    takers = task_definitions()
    for file in modules():
        for name in deferred_names(file):
            assert takers[name], f"{name_of(file)} defers {name}, and no room takes it"
    misnamed = [
        f"{file}: {name}"
        for name, files in takers.items()
        for file in files
        if file.split("/")[0] != name.split(".")[0]
    ]
    assert misnamed == []


def templates() -> Iterator[Path]:
    return SOURCE.rglob("templates/**/*.html")


def raised_by(room: str) -> frozenset[str]:
    if room not in ROOMS_WITH_RAISES:
        return frozenset()
    return import_module(f"saphan.{room}.raises").RAISES  # type: ignore[no-any-return]


def deferred_names(file: Path) -> Iterator[str]:
    """The task names in `defer("room.verb", …)` and `deferred("room.verb", …)`."""
    for name, call in calls(file):
        if name in {"defer", "deferred"} and call.args:
            for part in ast.walk(call.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def task_definitions() -> dict[str, list[str]]:
    """Task name → the files that register it with `@task("room.verb")`."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        for name, call in calls(file):
            if name == "task" and call.args and isinstance(call.args[0], ast.Constant):
                found[str(call.args[0].value)].append(name_of(file))
    return found
