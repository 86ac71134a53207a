"""A short list of those whom somebody of one language may meet, small enough for a phone without net.

Which: recruiters of the country where her language is at home, employers where its ways lead, and who helps at either
end. First whoever most is known of in public: what people said (where it is published), a look at a list, a way to
reach them. Nothing of what workers told a desk moves anybody up or down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.urls import reverse

from saphan.empowerment.directory.models import ContactWay, Licence, Listing
from saphan.empowerment.directory.selectors import Entry, entries
from saphan.empowerment.reviews.criteria import EMPLOYER, GROUPS, PROVIDER, RECRUITER
from saphan.empowerment.reviews.models import ReviewRelease
from saphan.empowerment.reviews.selectors import published
from saphan.empowerment.reviews.words import fact_lines
from saphan.empowerment.speaking import learner_languages
from saphan.languages.homes import HOME
from saphan.network.merging.models import Merge
from saphan.network.merging.reading import read_by_own_name
from saphan.network.models import Desk
from saphan.network.selectors import canonical
from saphan.standards.corridors import corridors
from saphan.store.acting import acting_as
from saphan.store.callers import System

OURSELVES: Final = System("empowerment.directory_extract")
PARTS: Final = (RECRUITER, EMPLOYER, PROVIDER)
MOST: Final = 50  # of each part, so that a page stays light


@dataclass(frozen=True, slots=True)
class Known:
    """One of the list. said: what enough people said, in sentences; none is no information."""

    entry: Entry
    said: tuple[str, ...]


def extract(language: str, part: str) -> tuple[Known, ...]:
    """part: of PARTS."""
    ids = _ids(language, part)
    told = published(ids)
    return tuple(Known(one, fact_lines(told[one.id].facts) if one.id in told else ()) for one in entries(ids))


def addresses(language: str) -> list[str]:
    """Those parts in which there is somebody, for the pack of a language."""
    if language not in learner_languages():
        return []
    return [reverse("empowerment:who_list", args=[language, part]) for part in PARTS if _ids(language, part)]


def countries(language: str, part: str) -> frozenset[str]:
    """Where to look. A language that is at home where people arrive has no way of its own: then that country."""
    home = HOME.get(language, "")
    ways = [way for way in corridors().values() if home in ("", way.origin)]
    here = frozenset({home} if home else {way.origin for way in ways})
    there = frozenset(way.destination for way in ways) or here
    return {RECRUITER: here, EMPLOYER: there, PROVIDER: here | there}[part]


def _ids(language: str, part: str) -> list[UUID]:
    listed = Exists(Listing.objects.filter(organisation=OuterRef("id")))
    desk = Exists(Desk.objects.filter(organisation=OuterRef("id"), frozen_on=None))
    rows = read_by_own_name().filter(
        listed | desk | Q(id__in=_listed_by_another_name()),
        kind__in=GROUPS[part].kinds,
        country__in=countries(language, part),
        provisional=False,
    )
    known = rows.annotate(
        said=Case(When(id__in=_said(GROUPS[part].kinds), then=Value(0)), default=Value(1), output_field=IntegerField()),
        looked=Exists(Licence.objects.filter(organisation=OuterRef("id"))),
        reached=Exists(ContactWay.objects.filter(organisation=OuterRef("id"))),
    )
    return list(known.order_by("said", "-looked", "-reached", "name", "id").values_list("id", flat=True)[:MOST])


def _listed_by_another_name() -> frozenset[UUID]:
    """Those that are read as one that is listed: a list knew the other name."""
    listed = Exists(Listing.objects.filter(organisation=OuterRef("organisation_id")))
    merged = Merge.objects.filter(listed, ended_on=None).values_list("organisation_id", flat=True)
    return frozenset(canonical(merged).values())


def _said(kinds: Iterable[str]) -> list[UUID]:
    with acting_as(OURSELVES):
        rows = ReviewRelease.objects.filter(kind__in=list(kinds), withdrawn_on=None).order_by("organisation_id")
        ids = list(rows.values_list("organisation_id", flat=True).distinct())
    return list(canonical(ids).values())
