"""What upper rooms add below an issue's page. Each fills this in AppConfig.ready()."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from saphan.store.callers import Staff

Context = Callable[[Staff, UUID], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it shows: `context(by, issue_id)`, or None where there is nothing to show her."""

    order: int
    template: str
    context: Context


@dataclass(frozen=True, slots=True)
class Filled:
    """A panel ready for `{% include %}`: its template reads `panel.…`."""

    template: str
    content: Mapping[str, Any]


_panels: dict[str, Panel] = {}


def add(order: int, template: str, context: Context) -> None:
    """Show `template` on every issue's page, lower order first; it is given `panel`, what `context` returned."""
    _panels[template] = Panel(order, template, context)


def filled(by: Staff, issue_id: UUID) -> tuple[Filled, ...]:
    """Every panel that has something to show this member of staff about this issue."""
    ordered = sorted(_panels.values(), key=lambda panel: panel.order)
    contents = [(panel.template, panel.context(by, issue_id)) for panel in ordered]
    return tuple(Filled(template, content) for template, content in contents if content is not None)
