"""Which stories are put together, seen from one of them. Call inside `acting_as`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from saphan.store.made_once import MadeOnce
from saphan.voice.linking.models import How, Link

READ_ACROSS = (How.CODE, How.DESK)
WITH_HER_WORD = (How.LOST, How.OWNER)  # no old words before she gives her word or picture


@dataclass(frozen=True, slots=True)
class LinkCard:
    """One link, seen from one of its stories. other_id: the other one. said_here, said_there: her yes so far."""

    id: UUID
    how: str
    other_id: UUID
    on: date
    agreed_on: date | None
    said_here: bool
    said_there: bool

    @property
    def stands(self) -> bool:
        return self.agreed_on is not None

    @property
    def is_read_across(self) -> bool:
        return self.stands and self.how in READ_ACROSS


def links_of(conversation_id: UUID) -> tuple[LinkCard, ...]:
    """Those that stand and those that wait for her yes, in the order in which they were begun."""
    rows = _touching([conversation_id]).filter(undone_on=None).order_by("id")
    return tuple(_card(row, conversation_id) for row in rows)


def read_across(conversation_id: UUID) -> tuple[UUID, ...]:
    """The stories that may be read with this one: she said yes on both ways."""
    return tuple(card.other_id for card in links_of(conversation_id) if card.is_read_across)


def open_with_her_word(conversation_id: UUID) -> list[UUID]:
    """Earlier stories that are joined to this one and open with their own word or picture only."""
    links = Link.objects.filter(conversation_id=conversation_id, undone_on=None, how__in=WITH_HER_WORD)
    return list(links.exclude(agreed_on=None).order_by("id").values_list("earlier_id", flat=True))


def with_company(conversation_ids: Collection[UUID]) -> set[UUID]:
    """Of these stories, those that count as the same voice as some other."""
    return {end for pair in _pairs_that_count(conversation_ids) for end in pair} & set(conversation_ids)


def of_one_person(conversation_id: UUID) -> frozenset[UUID]:
    """This story and all that count as the same voice: also where she said that an old account is hers and nobody
    has rung her yet. To count one person once is the safer mistake.
    """
    found, new = {conversation_id}, {conversation_id}
    while new:
        ends = {end for pair in _pairs_that_count(new) for end in pair}
        new = ends - found
        found |= new
    return frozenset(found)


def _that_count(links: QuerySet[Link]) -> QuerySet[Link]:
    return links.filter(undone_on=None).filter(Q(agreed_on__isnull=False) | Q(how=How.OWNER))


_pairs_that_count = MadeOnce(lambda ids: _that_count(_touching(ids)).values_list("conversation_id", "earlier_id"))


def _touching(conversation_ids: Collection[UUID]) -> QuerySet[Link]:
    ids = list(conversation_ids)
    return Link.objects.filter(Q(conversation_id__among=ids) | Q(earlier_id__among=ids))


def _card(row: Link, seen_from: UUID) -> LinkCard:
    is_here = row.conversation_id == seen_from
    here, there = (row.here_on, row.there_on) if is_here else (row.there_on, row.here_on)
    other_id = row.earlier_id if is_here else row.conversation_id
    return LinkCard(row.id, row.how, other_id, row.on, row.agreed_on, here is not None, there is not None)
