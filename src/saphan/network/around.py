"""Who and what stands around an organisation today: who recruits for it, its province, who buys from it however far up.

It says where else to look, and opens nothing: nothing passes along the graph (domain model §4).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from saphan.network.merging.reading import canonical
from saphan.network.models import Organisation, OrganisationKind, Relation, RelationKind
from saphan.store import clock

RECRUITS = frozenset({OrganisationKind.RECRUITER, OrganisationKind.SUB_AGENT})
BUYS = frozenset({OrganisationKind.BRAND, OrganisationKind.RETAILER})
Above = Mapping[UUID, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Around:
    """Each of these includes the organisation itself where it is one of that kind.

    province: its ISO 3166-2 code; where nobody wrote one, its country and place; "" where neither is known.
    """

    kind: str
    recruiters: frozenset[UUID]
    sub_agents: frozenset[UUID]
    buyers: frozenset[UUID]
    province: str


def around(organisation_ids: Collection[UUID]) -> dict[UUID, Around]:
    """By organisation, as the graph is today; one that does not exist is missing.

    Ask for those that are read by their own name: ties of what was merged into them are theirs.
    """
    recruits, buys = _edges()
    reached = {one: (_climb(one, recruits), _climb(one, buys)) for one in organisation_ids}
    known = {row.id: row for row in Organisation.objects.filter(id__in=_all(organisation_ids, reached.values()))}
    return {one: _around(known[one], known, *reached[one]) for one in organisation_ids if one in known}


def _around(
    own: Organisation, known: Mapping[UUID, Organisation], recruiting: Iterable[UUID], buying: Iterable[UUID]
) -> Around:
    near = [known[each] for each in recruiting]
    return Around(
        kind=own.kind,
        recruiters=_of_kind(near, {OrganisationKind.RECRUITER}),
        sub_agents=_of_kind(near, {OrganisationKind.SUB_AGENT}),
        buyers=_of_kind([known[each] for each in buying], BUYS),
        province=province_of(own),
    )


def province_of(row: Organisation) -> str:
    if row.province:
        return row.province
    return f"{row.country} {row.place.strip().casefold()}" if row.place.strip() else ""


def _of_kind(rows: Iterable[Organisation], kinds: Collection[str]) -> frozenset[UUID]:
    return frozenset(row.id for row in rows if row.kind in kinds)


def _edges() -> tuple[Above, Above]:
    """Who recruits for each, and who buys from or owns each, today; read through merges."""
    today = clock.today()
    recruits: dict[UUID, set[UUID]] = defaultdict(set)
    buys: dict[UUID, set[UUID]] = defaultdict(set)
    current = Relation.objects.filter(Q(until=None) | Q(until__gt=today), since__lte=today)
    rows = list(current.values_list("source_id", "kind", "target_id"))
    read_as = canonical({end for source, _, target in rows for end in (source, target)})
    for written_source, kind, written_target in rows:
        source, target = read_as[written_source], read_as[written_target]
        if kind == RelationKind.RECRUITS_FOR:
            recruits[target].add(source)
        elif kind == RelationKind.SUPPLIES:
            buys[source].add(target)
        else:  # buys from, owns
            buys[target].add(source)
    return _frozen(recruits), _frozen(buys)


def _frozen(edges: Mapping[UUID, set[UUID]]) -> Above:
    return {to: frozenset(sources) for to, sources in edges.items()}


def _climb(start: UUID, above: Above) -> frozenset[UUID]:
    """The start and everything above it, however far; a ring of edges ends."""
    seen, waiting = {start}, [start]
    while waiting:
        new = above.get(waiting.pop(), frozenset()) - seen
        seen |= new
        waiting.extend(new)
    return frozenset(seen)


def _all(own: Iterable[UUID], reached: Iterable[tuple[frozenset[UUID], frozenset[UUID]]]) -> set[UUID]:
    return {*own, *(each for both in reached for one in both for each in one)}


def respondent_ids() -> list[UUID]:
    """Every organisation that workers may speak about: all but those that help them, and government."""
    found = Organisation.objects.exclude(kind__in=(OrganisationKind.SERVICE, OrganisationKind.GOVERNMENT))
    return list(found.values_list("id", flat=True))
