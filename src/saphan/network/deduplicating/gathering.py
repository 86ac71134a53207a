"""What the network knows of its organisations, as rows to compare: those that are read as one make one row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from saphan.network.deduplicating.rows import Known
from saphan.network.matching.models import Mark, MarkKind
from saphan.network.merging import resolving
from saphan.network.merging.models import Merge
from saphan.network.models import Alias, Desk, Organisation

Described = tuple[UUID, str, str, str]


def known_organisations() -> Iterator[Known]:
    """All but those that run a desk, which nobody may merge."""
    roots, aliases, marks = read_as(), defaultdict(list), defaultdict(list)
    for organisation_id, name in Alias.objects.order_by("name").values_list("organisation_id", "name"):
        aliases[organisation_id].append(name)
    for organisation_id, kind, normal in Mark.objects.order_by("normal").values_list(
        "organisation_id", "kind", "normal"
    ):
        marks[organisation_id].append((kind, normal))
    together: dict[UUID, list[Described]] = defaultdict(list)
    desks = Desk.objects.values("organisation_id")
    for row in Organisation.objects.exclude(id__in=desks).order_by("id").values_list("id", "name", "country", "place"):
        together[roots.get(row[0], row[0])].append(row)
    for root, rows in together.items():
        ids = sorted((row[0] for row in rows), key=lambda one: (one != root, one))
        others = (name for one in ids for name in aliases[one])
        yield _known(root, rows, others, [mark for one in ids for mark in marks[one]])


def read_as() -> dict[UUID, UUID]:
    """By each organisation that was merged, the one that it is read as."""
    merges = dict(Merge.objects.filter(ended_on=None).values_list("organisation_id", "read_as_id"))
    return resolving.canonical(merges, merges)


def _known(root: UUID, rows: list[Described], others: Iterable[str], marks: list[tuple[str, str]]) -> Known:
    rows.sort(key=lambda row: row[0] != root)
    of_kind = {kind: tuple(normal for each, normal in marks if each == kind) for kind in MarkKind.values}
    return Known(
        id=str(root),
        names=(*(row[1] for row in rows), *others),
        country=rows[0][2],
        place=rows[0][3],
        address=next(iter(of_kind[MarkKind.ADDRESS]), ""),
        website=next(iter(of_kind[MarkKind.WEBSITE]), ""),
        phones=of_kind[MarkKind.PHONE],
        registrations=of_kind[MarkKind.REGISTRATION],
    )
