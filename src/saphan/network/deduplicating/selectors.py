"""Pairs that wait for a person, with what speaks for and against each."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.network.deduplicating.models import Decision, DuplicateProposal
from saphan.network.merging.acts import warnings
from saphan.network.models import Organisation
from saphan.network.naming import country_name

FIELDS: dict[str, str | Promise] = {
    "name": _("Name"),
    "phone": _("Telephone"),
    "registration": _("Registration number"),
    "website": _("Website"),
    "address": _("Address"),
    "place": _("Place"),
    "country": _("Country"),
}
LEVELS: dict[str, str | Promise] = {
    "same": _("the same"),
    "other_name": _("another of its names"),
    "nearly_same": _("written alike"),
    "sounds_alike_long": _("sounds alike"),
    "sounds_alike": _("sounds alike"),
    "sounds_alike_short": _("sounds alike"),
    "alike": _("written alike"),
    "part_of_name": _("part of its name"),
    "nearly_sounds_alike": _("sounds alike"),
    "different": _("different"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """called: its name, with what tells it from the other where both bear one name."""

    id: UUID
    name: str
    kind: str
    country: str
    place: str
    provisional: bool
    called: str


@dataclass(frozen=True, slots=True)
class Reason:
    """weight: each whole number doubles the odds; below nought it speaks against."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """warnings: codes of what merging wants read first."""

    id: UUID
    sides: tuple[Side, Side]
    percent: int
    reasons: tuple[Reason, ...]
    warnings: tuple[str, ...]
    put_off: bool


def proposals(most: int = 30) -> tuple[Proposal, ...]:
    """The likeliest first; those put off come last."""
    rows = _open().select_related("left", "right").order_by("decision", "-probability", "id")
    return tuple(_proposal(row) for row in rows[:most])


def how_many_proposals() -> int:
    return _open().count()


def _open() -> QuerySet[DuplicateProposal]:
    return DuplicateProposal.objects.filter(Q(decision="") | Q(decision=Decision.LATER))


def _proposal(row: DuplicateProposal) -> Proposal:
    return Proposal(
        id=row.id,
        sides=_sides(row.left, row.right),
        percent=min(int(row.probability * 100), 99),
        reasons=tuple(_reasons(row)),
        warnings=warnings(row.left_id, row.right_id),
        put_off=bool(row.decision),
    )


def _sides(left: Organisation, right: Organisation) -> tuple[Side, Side]:
    """The one that somebody has checked comes first."""
    first, second = sorted((left, right), key=lambda one: (one.provisional, str(one.id)))
    return _side(first, second), _side(second, first)


def _side(one: Organisation, other: Organisation) -> Side:
    kind, country = str(one.get_kind_display()), country_name(one.country)
    apart = [kind, country, one.place] if one.name == other.name else []
    called = ", ".join(part for part in (one.name, *apart) if part)
    return Side(one.id, one.name, kind, country, one.place, one.provisional, called)


def _reasons(row: DuplicateProposal) -> Iterator[Reason]:
    for field, (level, weight) in row.features.items():
        yield Reason(str(FIELDS[field]), str(LEVELS[str(level)]), float(weight))
