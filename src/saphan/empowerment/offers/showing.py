"""Whether a rule may be shown: only when a lawyer, by name, accepted it as it stands; the demo shows all, marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saphan.network import demo_log_ins
from saphan.standards.corridors import Rule


@dataclass(frozen=True, slots=True)
class Shown:
    """accepted_by: names of lawyers; empty where only a demo shows it."""

    visible: bool
    accepted_by: tuple[str, ...] = ()


def look(rules: Iterable[Rule]) -> Mapping[str, Shown]:
    """Of each rule, by its id. Nobody can accept one yet, so that nothing is shown outside a demo."""
    in_demo = demo_log_ins.are_allowed()
    return {rule.id: Shown(in_demo) for rule in rules}
