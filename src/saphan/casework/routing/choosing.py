"""Whom to propose for a story. Pure: people and needs in, an order with its reasons out (docs/adr/0041)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from saphan.languages.closest import Spoken, spoken_with
from saphan.network.speakers import Speaker

BACK_SOON = timedelta(hours=24)
"""The clock in which she is answered: who is back within it may be given her story."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What a story asks of whoever answers it. answered_by: "woman", "man", or "" for anyone.

    organisations: whom it is about. aside: who may not be given it, because she handed it back.
    """

    speaks: str
    pages: str
    answered_by: str = ""
    organisations: frozenset[UUID] = frozenset()
    aside: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Hand:
    """A colleague. load: waiting stories and open cases that are hers. interests: organisations she has to do with."""

    speaker: Speaker
    gender: str = ""
    load: int = 0
    interests: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody for a story, and why. here: on duty, or back so soon that she may be given it."""

    staff_id: UUID
    name: str
    spoken: Spoken
    until: datetime | None
    next_at: datetime | None
    load: int
    here: bool
    as_wished: bool

    @property
    def is_sound(self) -> bool:
        """Whether the house may give her the story by itself."""
        return self.here and self.as_wished


def propose(needed: Needed, hands: Iterable[Hand], now: datetime) -> tuple[Proposal, ...]:
    """The best first; nobody who cannot speak with her, handed it back, or has to do with whom it is about.

    In this order: who is here within a day; her own language; her wish; on duty now; the least load; the name. Where
    the desk keeps no roster at all, everybody counts as here.
    """
    people = list(hands)
    rostered = any(hand.speaker.until or hand.speaker.next_at for hand in people)
    found = (_proposal(needed, hand, now, rostered=rostered) for hand in people if may_have(needed, hand))
    return tuple(sorted((one for one in found if one is not None), key=_order))


def may_have(needed: Needed, hand: Hand) -> bool:
    """False for a conflict of interest."""
    if hand.speaker.id in needed.aside:
        return False
    return not hand.interests & needed.organisations


def _proposal(needed: Needed, hand: Hand, now: datetime, *, rostered: bool) -> Proposal | None:
    one = hand.speaker
    spoken = spoken_with(one.languages, needed.speaks, needed.pages)
    if spoken is None:
        return None
    soon = one.next_at is not None and one.next_at <= now + BACK_SOON
    here = one.until is not None or soon or not rostered
    as_wished = not needed.answered_by or hand.gender == needed.answered_by
    return Proposal(one.id, one.name, spoken, one.until, one.next_at, hand.load, here, as_wished)


def _order(one: Proposal) -> tuple[bool, int, bool, bool, int, str]:
    return not one.here, one.spoken.fit, not one.as_wished, one.until is None, one.load, one.name
