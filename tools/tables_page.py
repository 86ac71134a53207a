"""Write docs/reference/tables.md from the models: whose rows, who may do what, what can never change.

Usage: .venv/bin/python tools/tables_page.py
"""

import os
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps

from saphan.store.protection import Condition, Protection

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "tables.md"

HEAD = """\
# Tables

Made from the models by `tools/tables_page.py`; a test fails when this page or the database says something else.

A **protected** table has row-level security, and each cell names the callers to whom a policy opens a row: `staff` of
the row's desk whose work is with facts (caseworkers, verifiers, leads); `stories`, those of them who work with stories
(caseworkers, leads); `analyst` and `administrator`, the desk's; `onestory`, somebody for whom one story was opened
(broken glass); `onemessage`, an interpreter or the identity custodian with one message; `looker` and `custodian`, an
administrator and the custodian for the requests that are theirs; `interpreter`, the desk's, for what waits for her or
is with her; `holder`, who carries the tablet of that visit; `keyholder`, either of the two who see one message, for the
key that opens it; `pool`, staff of a desk in the row's pool; `partner`, the recipient's people; `story`, the worker in
her own conversation; `other_story`, in the other one of two that were put together; `receiver`, staff of the desk that
it moved or was referred to; `asked`, staff of a desk that another one asks; `intake`, a new voice for that desk;
`lookup`, somebody who knows the secret with that keyed hash; `counting`, the cross-check and the counters; `system`, a
task; `anyone` who acts at all. `any` before a name: whatever the row. An empty cell: nobody. A policy may ask for more:
an audit event is signed by who acts, a partner signs what it says. An **append-only** table refuses every change, also
by the owning role; some columns of other tables are **fixed**, or fixed once written, and refuse it too. **Beside**
another table: a row is added only where its caller sees a row there with the same owners. An **open** table holds
nothing of workers and has no row-level security.
"""


def page() -> str:
    """The whole page. Needs Django's settings."""
    rooms = [app for app in apps.get_app_configs() if app.name.startswith("saphan.") and list(app.get_models())]
    return "\n".join([HEAD, *(part for app in rooms for part in of_room(app))])


def of_room(app: AppConfig) -> list[str]:
    models = sorted(app.get_models(), key=lambda model: model._meta.db_table)
    guarded = [model for model in models if isinstance(getattr(model, "protection", None), Protection)]
    lines = [f"## {app.label}", ""]
    if guarded:
        lines += ["| Protected table | Read | Add | Change | Remove | |", "|---|---|---|---|---|---|"]
        lines += [protected_row(model) for model in guarded] + [""]
    if len(guarded) < len(models):
        lines += ["| Open table | |", "|---|---|"]
        lines += [f"| `{model._meta.db_table}` | {purpose(model)} |" for model in models if model not in guarded] + [""]
    return lines


def protected_row(model: Any) -> str:
    declared = model.protection
    cells = [who(part) for part in (declared.read, declared.add, declared.change, declared.remove)]
    return f"| `{model._meta.db_table}` | {' | '.join(cells)} | {kept(declared)}{purpose(model)} |"


def kept(declared: Protection) -> str:
    """What the triggers hold, before the purpose."""
    fixed = f"Fixed: {', '.join(f'`{column}`' for column in declared.fixed)}. " if declared.fixed else ""
    once = f"Fixed once written: {', '.join(f'`{column}`' for column in declared.once)}. " if declared.once else ""
    beside = ", ".join(f"`{rule.table}`" for rule in declared.belongs)
    unties = ", ".join(f"`{column}`" for column in declared.unties)
    emptied = f"May only be emptied: {unties}. " if unties else ""
    first = "append-only. " if declared.append_only else ""
    return first + (f"Beside {beside}. " if beside else "") + fixed + once + emptied


def who(conditions: tuple[Condition, ...]) -> str:
    return ", ".join(name for condition in conditions for name in names(condition))


def names(condition: Condition) -> list[str]:
    """`lookup_code_hash` is a look-up; `staff_system` opens every row to both."""
    first, *others = condition.who.split("_")
    if first == "lookup":
        return ["lookup"]
    ofs = "" if " IN (" not in condition.sql else "any "
    return [name if name in {"system", "counting"} else f"{ofs}{name}" for name in (first, *others)]


def purpose(model: Any) -> str:
    """The first sentence of the model's docstring; Django writes one itself where there is none."""
    words = " ".join((model.__doc__ or "").split())
    return "" if words.startswith(f"{model.__name__}(") else words.split(". ")[0].rstrip(".") + "."


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page())
