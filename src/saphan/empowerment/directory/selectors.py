"""Reads of the directory: cards for lists, one card whole. Nothing here is of workers, so nobody has to act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.empowerment.directory.finding import among_listed, find
from saphan.empowerment.directory.kinds import KINDS_IN_WORDS
from saphan.empowerment.directory.models import ContactWay, Licence, LicenceStatus, Listing
from saphan.empowerment.reviews.criteria import GROUPS, group_of
from saphan.network.models import Desk, Organisation
from saphan.network.naming import country_name, language_name
from saphan.network.selectors import canonical, groups_of

MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class LicenceFact:
    """What one list said on one day. status: a code; words: it in the reader's language."""

    list_name: str
    number: str
    status: str
    words: str
    source: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class Way:
    kind: str
    written: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the directory. licences: the newest look at each list; none means that nobody has looked."""

    id: UUID
    name: str
    kind: str
    kind_words: str
    group: str
    place: str
    country: str
    languages: tuple[str, ...] = ()
    licences: tuple[LicenceFact, ...] = ()
    ways: tuple[Way, ...] = ()
    other_names: tuple[str, ...] = ()


def search(typed: str, country: str = "", group: str = "") -> tuple[Entry, ...]:
    """Likeliest first. group: only recruiters, employers or providers."""
    found = entries(find(typed, country))
    return tuple(one for one in found if group not in GROUPS or one.group == group)


def entry(organisation_id: UUID) -> Entry | None:
    """As it is read today, also where it was merged into another; None for one that not everybody may find."""
    found = entries(canonical(among_listed([organisation_id])).values())
    return found[0] if found else None


def entries(organisation_ids: Iterable[UUID]) -> tuple[Entry, ...]:
    """In the order asked for; a few looks, however many they are. What is known of all that is read as one is its."""
    asked = list(organisation_ids)
    groups = groups_of(asked)
    root_of = {member: group.root for group in groups.values() for member in group.members}
    rows = Organisation.objects.prefetch_related("aliases").in_bulk(list(root_of))
    languages, ways, licences = _languages(root_of), _ways(root_of), _licences(root_of)
    found = []
    for one in asked:
        if one in rows:
            root, members = groups[one].root, groups[one].members
            names = _other_names(rows[one], [rows[each] for each in members if each in rows])
            known = (languages.get(root, ()), licences.get(root, ()), ways.get(root, ()), names)
            found.append(_entry(rows[one], *known))
    return tuple(found)


def licences_of(organisation_ids: Iterable[UUID]) -> dict[UUID, tuple[LicenceFact, ...]]:
    """By each id, what the newest look at each list said; an id without a look is missing: nobody knows."""
    groups = groups_of(organisation_ids)
    found = _licences({member: group.root for group in groups.values() for member in group.members})
    return {one: found[group.root] for one, group in groups.items() if group.root in found}


def _licences(root_of: Mapping[UUID, UUID]) -> dict[UUID, tuple[LicenceFact, ...]]:
    newest: dict[UUID, dict[tuple[str, str], LicenceFact]] = {}
    for row in Licence.objects.filter(organisation_id__in=root_of).order_by("seen_on", "id"):
        newest.setdefault(root_of[row.organisation_id], {})[row.list_name, row.number] = _licence(row)
    return {root: tuple(facts.values()) for root, facts in newest.items()}


def _other_names(row: Organisation, members: Iterable[Organisation]) -> tuple[str, ...]:
    """Its own first, then those under which it stood beside."""
    own = (alias.name for alias in row.aliases.all())
    theirs = (name for one in members if one.id != row.id for name in (one.name, *(a.name for a in one.aliases.all())))
    return tuple(name for name in dict.fromkeys((*own, *theirs)) if name != row.name)[:MOST_NAMES]


def _licence(row: Licence) -> LicenceFact:
    words = str(LicenceStatus(row.status).label)
    return LicenceFact(row.list_name, row.number, row.status, words, row.source, row.seen_on)


def _languages(members: Mapping[UUID, UUID]) -> dict[UUID, tuple[str, ...]]:
    """Of a desk what it speaks; of another what was written down."""
    found: dict[UUID, list[str]] = {}
    desks = Desk.objects.filter(organisation_id__in=members, frozen_on=None).values_list("organisation_id", "languages")
    listed = Listing.objects.filter(organisation_id__in=members).values_list("organisation_id", "languages")
    for organisation_id, codes in (*desks, *listed):
        found.setdefault(members[organisation_id], []).extend(codes)
    return {one: tuple(language_name(code) for code in dict.fromkeys(codes)) for one, codes in found.items()}


def _ways(members: Mapping[UUID, UUID]) -> dict[UUID, tuple[Way, ...]]:
    found: dict[UUID, list[Way]] = {}
    for row in ContactWay.objects.filter(organisation_id__in=members).order_by("kind", "written"):
        found.setdefault(members[row.organisation_id], []).append(Way(row.kind, row.written))
    return {one: tuple(ways) for one, ways in found.items()}


def _entry(
    row: Organisation,
    languages: tuple[str, ...],
    licences: tuple[LicenceFact, ...],
    ways: tuple[Way, ...],
    other_names: tuple[str, ...],
) -> Entry:
    return Entry(
        id=row.id,
        name=row.name,
        kind=row.kind,
        kind_words=str(KINDS_IN_WORDS[row.kind]),
        group=group_of(row.kind),
        place=row.place,
        country=country_name(row.country),
        languages=languages,
        licences=licences,
        ways=ways,
        other_names=other_names,
    )
