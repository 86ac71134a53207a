"""What saying that two are one would do in rooms above: each fills this in AppConfig.ready(), in whole sentences."""

from collections.abc import Callable
from uuid import UUID

from saphan.store.callers import Staff

Effect = Callable[[Staff, frozenset[UUID], frozenset[UUID], UUID], tuple[str, ...]]
Beside = Callable[[Staff, UUID], tuple[str, str] | None]
_effects: dict[str, Effect] = {}
_ways: dict[str, Beside] = {}


def add(name: str, effect: Effect) -> None:
    """`effect(by, one, other, root)`: what comes of it, at her own desk, when these two groups are read as `root`."""
    _effects[name] = effect


def add_way(name: str, way: Beside) -> None:
    """`way(by, organisation_id)`: words and address of what her desk knows about an organisation, or None."""
    _ways[name] = way


def expected(by: Staff, one: frozenset[UUID], other: frozenset[UUID], root: UUID) -> tuple[str, ...]:
    return tuple(sentence for effect in _effects.values() for sentence in effect(by, one, other, root))


def ways(by: Staff, organisation_id: UUID) -> tuple[tuple[str, str], ...]:
    return tuple(found for way in _ways.values() if (found := way(by, organisation_id)) is not None)
