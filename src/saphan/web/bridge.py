"""The bridge line: one continuous line through circles, one for each step of a story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

State = Literal["done", "now", "next"]
SPOKEN = {"done": _("done"), "now": _("now"), "next": _("not yet")}


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One circle on the line. Anything with these names will do in its place."""

    label: str
    state: State
    on: date | None = None


def drawn(steps: Iterable[Any]) -> list[dict[str, Any]]:
    """What the template needs of each step; a mapping or an object with `label`, `state` and, if known, `on`."""
    return [_drawn(step) for step in steps]


def _drawn(step: Any) -> dict[str, Any]:
    label, state, on = (_read(step, name) for name in ("label", "state", "on"))
    return {"label": label or "", "state": state, "spoken": SPOKEN[state], "on": on}


def _read(step: Any, name: str) -> Any:
    return step.get(name) if isinstance(step, dict) else getattr(step, name, None)
