"""What a sheet of organisations would do, row by row, before anything is written.

new: nobody here is like it. more: it is here, and the row says something that is not. same: it says nothing new.
doubtful: somebody like it is here; a person says who is meant. refused: it cannot be taken, and `reason` says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db.models.functions import Lower

from saphan.empowerment.directory.models import ContactWay, Licence, Listing
from saphan.empowerment.directory.services import By
from saphan.empowerment.directory.sheet import Look, Wanted, read_row
from saphan.empowerment.reviews.criteria import KINDS, group_of
from saphan.network import policies
from saphan.network.models import Alias, Organisation
from saphan.network.selectors import Candidate, canonical, same_as_each, whom
from saphan.voice.old_logs.sheets import Row

NEW, MORE, SAME, DOUBTFUL, REFUSED = "new", "more", "same", "doubtful", "refused"


@dataclass(frozen=True, slots=True)
class Planned:
    """reason: of a refused row the column, or a code; of a doubtful one a code. alike: who may be meant."""

    number: int
    state: str
    name: str
    wanted: Wanted | None = None
    reason: str = ""
    organisation_id: UUID | None = None
    alike: tuple[tuple[UUID, str], ...] = ()


@dataclass(slots=True)
class Standing:
    """What is known of one organisation, and of all that is read as it. names: in small letters."""

    names: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    ways: set[tuple[str, str]] = field(default_factory=set)
    looks: dict[tuple[str, str, date], Look] = field(default_factory=dict)
    listed: bool = False
    sector: str = ""


def plan(rows: Iterable[Row], today: date, by: By) -> tuple[Planned, ...]:
    """One line for each row that is not empty."""
    read = [_read(row, today) for row in rows if row.cells]
    met = _known({each.wanted.name.lower() for each in read if each.wanted})
    found = [_find(each, met, by) for each in read]
    standing = _standing({each.organisation_id for each in found if each.organisation_id})
    return tuple(_beside_each_other(found, standing))


def _read(row: Row, today: date) -> Planned:
    name = row.cells.get("name", "")[:200]
    if row.problem:
        return Planned(row.number, REFUSED, name, reason=row.problem)
    try:
        return Planned(row.number, NEW, name, read_row(row.cells, today))
    except ValueError as error:
        return Planned(row.number, REFUSED, name, reason=str(error))


def _known(names: set[str]) -> dict[str, list[Organisation]]:
    """By small name, everybody of exactly this name or alias. One look at each table."""
    found: dict[str, set[UUID]] = defaultdict(set)
    own = Organisation.objects.annotate(small=Lower("name")).filter(small__in=names)
    other = Alias.objects.annotate(small=Lower("name")).filter(small__in=names)
    for small, organisation_id in (*own.values_list("small", "id"), *other.values_list("small", "organisation_id")):
        found[small].add(organisation_id)
    roots = canonical(one for ids in found.values() for one in ids)
    rows = Organisation.objects.in_bulk(list(roots.values()))
    return {small: [rows[root] for root in dict.fromkeys(roots[one] for one in ids)] for small, ids in found.items()}


def _find(each: Planned, met: Mapping[str, list[Organisation]], by: By) -> Planned:
    wanted = each.wanted
    if wanted is None:
        return each
    named = met.get(wanted.name.lower(), [])
    there = [one for one in named if one.country == wanted.country] or named
    if len(there) == 1:
        return _fits(each, wanted, there[0])
    if there:
        return replace(each, state=DOUBTFUL, reason="several", alike=tuple((one.id, one.name) for one in there))
    alike = whom(f"{wanted.name}, {wanted.place}" if wanted.place else wanted.name, wanted.country).candidates
    if alike:
        return replace(each, state=DOUBTFUL, reason="alike", alike=tuple(map(_named, alike)))
    if not policies.may_manage(by):
        return replace(each, state=REFUSED, reason="needs_lead")
    return each


def _fits(each: Planned, wanted: Wanted, there: Organisation) -> Planned:
    """One that a worker named is for a lead to look at first: it would stand before everybody."""
    if there.provisional:
        return replace(each, state=REFUSED, reason="unchecked")
    if there.country != wanted.country or there.kind not in KINDS or group_of(there.kind) != group_of(wanted.kind):
        return replace(each, state=DOUBTFUL, reason="another", alike=((there.id, there.name),))
    return replace(each, state=SAME, organisation_id=there.id)


def _named(one: Candidate) -> tuple[UUID, str]:
    return one.organisation_id, one.name


def _standing(organisation_ids: set[UUID]) -> dict[UUID, Standing]:
    groups = same_as_each(organisation_ids)
    found = {one: Standing() for one in groups}
    of = {member: found[one] for one, members in groups.items() for member in members}
    for row in Organisation.objects.filter(id__in=of).prefetch_related("aliases"):
        of[row.id].sector = of[row.id].sector or row.sector
        of[row.id].names.update(name.lower() for name in (row.name, *(alias.name for alias in row.aliases.all())))
    for listing in Listing.objects.filter(organisation__in=of):
        of[listing.organisation_id].listed = True
        of[listing.organisation_id].languages.update(listing.languages)
    for way in ContactWay.objects.filter(organisation__in=of):
        of[way.organisation_id].ways.add((way.kind, way.written))
    for one in Licence.objects.filter(organisation__in=of):
        look = Look(one.list_name, one.number, one.status, one.source, one.seen_on)
        of[one.organisation_id].looks[look.place] = look
    return found


def _beside_each_other(found: Sequence[Planned], standing: Mapping[UUID, Standing]) -> Iterable[Planned]:
    """Rows of one organisation: the second is no new one, and may not say another thing of the same list and day."""
    first: set[tuple[str, str]] = set()
    said: dict[object, Look] = {}
    for each in found:
        wanted = each.wanted
        if wanted is None or each.state == REFUSED:
            yield each
            continue
        look = wanted.look
        place = (each.organisation_id or wanted.key, look.place) if look else None
        if look and said.setdefault(place, look) != look:
            yield replace(each, state=REFUSED, reason="twice")
            continue
        is_second = each.state == NEW and wanted.key in first
        one = each.organisation_id
        says_so = is_second or (one is not None and says_more(wanted, standing[one]))
        first.add(wanted.key)
        yield replace(each, state=MORE) if says_so else each


def says_more(wanted: Wanted, there: Standing) -> bool:
    look = wanted.look
    return (
        not there.listed
        or not set(wanted.languages) <= there.languages
        or not set(wanted.ways) <= there.ways
        or not {name.lower() for name in wanted.other_names} <= there.names
        or bool(wanted.sector and not there.sector)
        or (look is not None and there.looks.get(look.place) != look)
    )
