"""A review on the sheet of a visit: whom from what the tablet took along, or a name; sealed as a worker's entry is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.utils import translation
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from saphan.empowerment.directory.models import Listing
from saphan.empowerment.directory.selectors import entry
from saphan.empowerment.offers import places
from saphan.empowerment.outreach.models import OutreachVisit
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews import on_tablet, to_her
from saphan.empowerment.reviews.criteria import GROUPS, KINDS, group_of
from saphan.empowerment.reviews.desk_words import GROUP_WORDS
from saphan.empowerment.reviews.taking import LONGEST, OURSELVES, may_help, take_with_her
from saphan.empowerment.reviews.unplaced import keep_unplaced, was_kept
from saphan.languages.homes import MONEY_OF
from saphan.network import selectors as network
from saphan.network.models import Desk, Organisation
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice.refusals import EntryNotRead, NothingInEntry, SheSaidNo
from saphan.voice.speaking import is_spoken, worker_languages
from saphan.voice.visits.sheets import Part
from saphan.voice.visits.to_her import in_each
from saphan.voice.visits.visits import VisitCard

PART: Final = "review"
MOST: Final = 400  # organisations on one tablet


@dataclass(frozen=True, slots=True)
class Taken:
    """One organisation that the tablet took along. label: its names and its place, as they are looked for."""

    id: UUID
    label: str
    group: str


class Entered(BaseModel):
    """What the tablet sealed. organisation: empty where the name that was typed is none of those it took along."""

    model_config = ConfigDict(frozen=True)

    language: str
    whom: str = Field(max_length=200)
    group: str
    organisation: UUID | None = None
    agreed: tuple[str, ...] = ()


def part() -> Part:
    return Part(
        name=PART,
        template="empowerment/desk/review_part.html",
        style="empowerment/review-part.css",
        script="empowerment/review-part.js",
        shown=shown,
        take=take,
        entered=lambda visit_id: None,
    )


def shown(by: Staff, card: VisitCard) -> Mapping[str, Any] | None:
    """None for whoever may carry a tablet, and may not help with a review."""
    if not may_help(by):
        return None
    shown_in = translation.get_language() or "en"
    return {
        "languages": worker_languages(),
        "taken": taken_along(_countries(by, card)),
        "groups": GROUP_WORDS,
        "steps": to_her.questions(clock.today()),
        "fee": in_each(to_her.FEE),
        "way": in_each(to_her.WAY),
        "moneys": sorted(set(MONEY_OF.values())),
        "origins": places.countries(places.ORIGINS, shown_in),
        "destinations": places.countries(places.DESTINATIONS, shown_in),
        "own_words": in_each(to_her.OWN_WORDS),
        "no_name": in_each(to_her.NO_NAME),
        "agree": in_each(to_her.AGREE),
        "never_told": in_each(to_her.NEVER_TOLD),
        "longest": LONGEST,
    }


def take(card: VisitCard, entry_id: UUID, given: Mapping[str, Any], by: Staff) -> None:
    """Once, however often it comes. A name that is on no list any more waits for the desk, as a typed one does."""
    entered = _read(given)
    sent = {code: str(given[code]) for code in on_tablet.codes_of(entered.group) if code in given}
    with acting_as(OURSELVES):
        if was_kept(entry_id):
            return
    if "yes" not in entered.agreed:
        raise SheSaidNo
    meant = entry(entered.organisation) if entered.organisation else None
    try:
        if meant is None or meant.group != entered.group:
            keep_unplaced(
                once=entry_id,
                called=entered.whom,
                group=entered.group,
                sent=sent,
                language=entered.language,
                agreed=True,
                by=by,
            )
        else:
            read, claimed = on_tablet.read(meant.kind, sent, entered.language, clock.today())
            take_with_her(
                organisation_id=meant.id,
                given=read,
                language=entered.language,
                once=entry_id,
                agreed=True,
                by=by,
                claimed=claimed,
            )
    except DoesNotFit:
        raise NothingInEntry from None


def _read(given: Mapping[str, Any]) -> Entered:
    """Raises EntryNotRead."""
    try:
        entered = Entered.model_validate({**given, "organisation": given.get("organisation") or None})
    except ValidationError:
        raise EntryNotRead from None
    if entered.group not in GROUPS or not is_spoken(entered.language):
        raise EntryNotRead
    return entered


def _countries(by: Staff, card: VisitCard) -> frozenset[str]:
    """Where the desk is, where the visit goes, and from where people come there."""
    with acting_as(by):
        plan = OutreachVisit.objects.filter(visit_id=card.id, holder=by.id).first()
    there = {plan.country, *plan.corridor.split("-")} if plan else set()
    return frozenset({network.desk(by.desk_id).country, *there} - {""})


def taken_along(countries: Collection[str]) -> tuple[Taken, ...]:
    """Of those that everybody may find, these countries' first, by name."""
    listed = Q(id__in=Listing.objects.values("organisation_id")) | Q(
        id__in=Desk.objects.filter(frozen_on=None).values("organisation_id")
    )
    rows = Organisation.objects.filter(listed, kind__in=KINDS, provisional=False).prefetch_related("aliases")
    nearest = Case(When(country__in=countries, then=Value(0)), default=Value(1))
    found = rows.order_by(nearest, "name", "id")[:MOST]
    return tuple(Taken(row.id, _label(row), group_of(row.kind)) for row in found)


def _label(row: Organisation) -> str:
    names = dict.fromkeys((row.name, *(alias.name for alias in row.aliases.all()[:2]), row.place))
    return " · ".join(name for name in names if name)
