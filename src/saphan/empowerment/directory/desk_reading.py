"""What staff see of the directory: who stands in it, whom else one could list, and one organisation whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.empowerment.directory.models import ContactWay, Licence, LicenceStatus, Listing, WayKind
from saphan.empowerment.directory.selectors import LicenceFact, entries
from saphan.empowerment.reviews.criteria import KINDS
from saphan.network.merging.reading import read_by_own_name
from saphan.network.models import Organisation
from saphan.network.selectors import candidates, canonical, same_as_each

MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """licences: the newest look at each list."""

    id: UUID
    name: str
    kind: str
    country: str
    place: str
    languages: tuple[str, ...]
    licences: tuple[LicenceFact, ...]
    ways: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """licences: every look, newest first, with its id. since: from when on everybody finds it, None: nobody does."""

    row: Row
    code: str
    provisional: bool
    since: date | None
    spoken: tuple[str, ...]
    ways: tuple[tuple[UUID, str, str], ...]
    licences: tuple[tuple[UUID, LicenceFact], ...]


def listed() -> tuple[tuple[Row, ...], int]:
    """The first by name, each that was merged under the one it is read as; and how many there are in all."""
    roots = set(canonical(Listing.objects.values_list("organisation_id", flat=True)).values())
    found = read_by_own_name().filter(id__in=roots, kind__in=KINDS).order_by("name", "id")
    return _rows(list(found.values_list("id", flat=True)[:MOST])), found.count()


def found(typed: str) -> tuple[Row, ...]:
    """Everybody like it, listed or not, of the kinds that people are asked about."""
    ids = [one.organisation_id for one in candidates(typed, limit=20)]
    fit = set(Organisation.objects.filter(id__in=ids, kind__in=KINDS).values_list("id", flat=True))
    return _rows([one for one in ids if one in fit])


def whole(organisation_id: UUID) -> Whole | None:
    """None where nobody is, or of a kind that people are not asked about."""
    one = Organisation.objects.filter(id=organisation_id, kind__in=KINDS).first()
    if one is None:
        return None
    members = same_as_each([one.id])[one.id]
    listings = list(Listing.objects.filter(organisation__in=members).order_by("on"))
    ways = ContactWay.objects.filter(organisation__in=members).order_by("kind", "written", "id")
    looks = Licence.objects.filter(organisation__in=members).order_by("-seen_on", "id")
    return Whole(
        row=_rows([one.id])[0],
        code=one.kind,
        provisional=one.provisional,
        since=listings[0].on if listings else None,
        spoken=tuple(dict.fromkeys(code for listing in listings for code in listing.languages)),
        ways=tuple((way.id, str(WayKind(way.kind).label), way.written) for way in ways),
        licences=tuple((look.id, _fact(look)) for look in looks),
    )


def _fact(look: Licence) -> LicenceFact:
    words = str(LicenceStatus(look.status).label)
    return LicenceFact(look.list_name, look.number, look.status, words, look.source, look.seen_on)


def _rows(organisation_ids: Collection[UUID]) -> tuple[Row, ...]:
    groups = same_as_each(organisation_ids)
    members = {member for group in groups.values() for member in group}
    stands = set(Listing.objects.filter(organisation__in=members).values_list("organisation_id", flat=True))
    return tuple(
        Row(
            id=one.id,
            name=one.name,
            kind=one.kind_words,
            country=one.country,
            place=one.place,
            languages=one.languages,
            licences=one.licences,
            ways=len(one.ways),
            listed=bool(groups[one.id] & stands),
        )
        for one in entries(organisation_ids)
    )
