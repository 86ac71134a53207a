"""When may she be asked, and when may a partner be shown what she said? Pure.

"Tell only if I am not the only one": what she says counts at the desk at once, and outside of it not at all, until
at least as many independent voices as she chose have said it, a person has spoken with every one of them, some days
have passed, and she has said yes. Source: domain model §5; information escrows: Ayres and Unkovic (2012).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

Voices = frozenset[UUID]  # what counts as one independent voice: one or more voice groups


class State(StrEnum):
    """Where the wish of one worker about one respondent and kind family stands.

    HELD: she may be the only one. READY: enough others say it; the desk speaks with each. SPOKEN: it has, and she is
    asked on a day to come, or was. RELEASED: she said yes. DECLINED: she said no.
    """

    HELD = "held"
    READY = "ready"
    SPOKEN = "spoken"
    RELEASED = "released"
    DECLINED = "declined"


ANSWERED = frozenset({State.RELEASED, State.DECLINED})


@dataclass(frozen=True, slots=True)
class Wish:
    """One worker's wish. voice: her voice group. needs: people who must say it, herself among them."""

    voice: UUID
    needs: int
    state: State = State.HELD
    matched_on: date | None = None
    tell_on: date | None = None
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands behind the issue today. voices: the independent ones. spoken: voice groups, with the day."""

    voices: Sequence[Voices]
    spoken: Mapping[UUID, date]


def is_matched(wish: Wish, standing: Standing) -> bool:
    """As many independent voices as she chose, hers among them; a copy of her own never helps."""
    return any(wish.voice in each for each in standing.voices) and len(standing.voices) >= wish.needs


def all_spoken_on(wish: Wish, standing: Standing) -> date | None:
    """The day on which the last of them was spoken with: she herself, and one of each other voice; None: not all."""
    days = [standing.spoken.get(wish.voice), *(_spoken_on(each, standing) for each in standing.voices)]
    return None if None in days else max(day for day in days if day is not None)


def next_wish(wish: Wish, standing: Standing, today: date, wait_days: int) -> Wish:
    """Where her wish stands today; the same again when nothing changed. wait_days: drawn for her, by chance.

    What she answered stands, and what she was asked stays asked.
    """
    if wish.state in ANSWERED or wish.asked_on is not None:
        return wish
    if not is_matched(wish, standing):
        return Wish(wish.voice, wish.needs)
    matched_on = wish.matched_on or today
    spoken_on = all_spoken_on(wish, standing)
    if spoken_on is None:
        return Wish(wish.voice, wish.needs, State.READY, matched_on)
    tell_on = wish.tell_on or max(matched_on, spoken_on, today) + timedelta(days=wait_days)
    return Wish(wish.voice, wish.needs, State.SPOKEN, matched_on, tell_on)


def may_be_asked(wish: Wish, standing: Standing, today: date) -> bool:
    """May she hear today that others say it too? Never on the day of the match, nor of the last talk."""
    if wish.state != State.SPOKEN or wish.asked_on is not None or wish.tell_on is None or wish.matched_on is None:
        return False
    spoken_on = all_spoken_on(wish, standing)
    if spoken_on is None or not is_matched(wish, standing):
        return False
    return today >= wish.tell_on and today > max(wish.matched_on, spoken_on)


def may_be_told(agreed: Mapping[UUID, int], one_voice: Sequence[Voices]) -> frozenset[UUID]:
    """Of the voices that agreed to the same words, those whom a partner may be told of.

    agreed: voice group → people who must say it, herself among them; 1 for whoever sets no condition.
    one_voice: independent voices of the issue. The largest set in which each has as many independent voices beside
    her as she asked for: who said no, or was not asked, makes up nobody's number.
    """
    told = dict(agreed)
    while True:
        together = sum(1 for each in one_voice if each & told.keys())
        too_few = {voice for voice, needs in told.items() if needs > 1 and needs > together}
        if not too_few:
            return frozenset(told)
        told = {voice: needs for voice, needs in told.items() if voice not in too_few}


def of_groups(voices: Collection[UUID]) -> tuple[Voices, ...]:
    """Each voice group by itself, in order: as independent as the voice groups are."""
    return tuple(frozenset({voice}) for voice in sorted(voices))


def _spoken_on(voices: Voices, standing: Standing) -> date | None:
    """The first talk with any of them: twenty accounts of one script are one voice, and one talk."""
    return min((standing.spoken[each] for each in voices if each in standing.spoken), default=None)
