"""Coded facts: written once per concern, taken back by a second row of the opposite sign, never changed.

All functions run inside `acting_as(System(…))`; reading alone may run as Counting.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from saphan.release.bands import band
from saphan.standards.concern_kinds import PRAISE
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.ids import random_id
from saphan.store.made_once import MadeOnce
from saphan.store.writing import insert_columns, insert_unless_there
from saphan.verification.corroboration import VoiceFacts, at_least
from saphan.verification.models import CodedFact
from saphan.verification.sources import Statement
from saphan.verification.together.reading import places_behind


class Coded(NamedTuple):
    """The columns of a fact but its id, as they are read and written by the million; named as CodedFact's are."""

    pool_id: UUID
    source: UUID
    kind: str
    family: str
    respondent_id: UUID
    stage: str
    week: date
    voice_group: UUID
    desk_id: UUID
    channel: str
    language: str
    first_hand: bool
    proof: str
    number_band: str
    mandate: str
    at_least: int
    sign: int = 1
    turn: int = 1


AnyFact = CodedFact | Coded


def coded(statement: Statement, pool_id: UUID) -> Coded:
    """A statement's fact in its first turn: no person, no day, the number as a band."""
    return Coded(
        pool_id,
        statement.concern_id,
        statement.kind,
        kind_of(statement.kind).family,
        statement.respondent_id,
        statement.stage,
        monday_of(statement.recorded_on),
        statement.voice_group,
        statement.desk_id,
        statement.channel,
        statement.language,
        statement.first_hand,
        statement.proof,
        band(statement.number_affected),
        statement.mandate,
        at_least(statement.speaks_for),
    )


def monday_of(day: date) -> date:
    """The first day of its ISO week."""
    return day - timedelta(days=day.weekday())


def add(statement: Statement, pool_id: UUID) -> CodedFact | None:
    """Write the fact of this statement, in its first turn; None when it was written before."""
    fact = CodedFact(**coded(statement, pool_id)._asdict())
    return fact if insert_unless_there(fact) else None


def add_each(statements: Sequence[Statement], pool_id: UUID) -> list[Coded]:
    """Write the facts of statements of which none was ever written, in their first turn."""
    written = [coded(each, pool_id) for each in statements]
    insert_columns(CodedFact, Coded._fields, written)
    return written


def ever_written(sources: Collection[UUID]) -> frozenset[UUID]:
    """Of these concerns, those with a fact in any pool, also one that was taken back."""
    if not sources:
        return frozenset()
    return frozenset(CodedFact.objects.filter(source__among=sources).values_list("source", flat=True))


def of_desk_elsewhere(desk_id: UUID, pool_id: UUID) -> list[CodedFact]:
    """Standing facts of a desk in any pool but the one it is in now, oldest first."""
    return list(standing().filter(desk_id=desk_id).exclude(pool_id=pool_id).order_by("week", "source"))


def standing_about(moving: Collection[CodedFact], pool_id: UUID) -> list[Coded]:
    """What stands about the same organisations, in the pools that these facts are in and in this one."""
    if not moving:
        return []
    places = {fact.respondent_id for fact in moving}
    pools = {fact.pool_id for fact in moving} | {pool_id}
    return [fact for pool in sorted(pools) for fact in without_taken_back(written_about(pool, places))]


def carry_over(fact: CodedFact, pool_id: UUID) -> CodedFact:
    """The same fact in another pool, as its next turn; the former one was taken back."""
    return CodedFact.objects.create(**{**_columns(fact), "pool_id": pool_id, "turn": fact.turn + 1})


def says_the_same(fact: AnyFact, statement: Statement) -> bool:
    """Whether the fact stands for the mandate, the people and the voice of the statement as it is now."""
    now = (statement.mandate, at_least(statement.speaks_for), statement.voice_group)
    return (fact.mandate, fact.at_least, fact.voice_group) == now


def renew(fact: CodedFact, statement: Statement) -> CodedFact:
    """The fact as its statement is now, as its next turn; the former one was taken back."""
    return CodedFact.objects.create(**{**coded(statement, fact.pool_id)._asdict(), "turn": fact.turn + 1})


def take_back(source: UUID) -> CodedFact | None:
    """Append the negative of a concern's fact; None when it has none that stands."""
    fact = _not_taken_back().filter(source=source).first()
    if fact is None:
        return None
    return CodedFact.objects.create(**{**_columns(fact), "sign": -1})


def _columns(fact: CodedFact) -> dict[str, Any]:
    """Its columns, for a row with an id of its own."""
    columns = {field.attname: getattr(fact, field.attname) for field in CodedFact._meta.concrete_fields}
    return {**columns, "id": random_id()}


def standing() -> QuerySet[CodedFact]:
    """Facts of concerns that nobody took back. What was said for somebody is not among them."""
    return _not_taken_back().exclude(family=PRAISE)


def beside() -> QuerySet[CodedFact]:
    """Praise, and people who say that it is not so: another stream (praise.py)."""
    return _not_taken_back().filter(family=PRAISE)


def _not_taken_back() -> QuerySet[CodedFact]:
    taken_back = CodedFact.objects.filter(source=OuterRef("source"), turn=OuterRef("turn"), sign=-1)
    return CodedFact.objects.filter(~Exists(taken_back), sign=1)


def stands_beside(fact: AnyFact) -> bool:
    """Whether another fact of the same voice, kind family and respondent stands in its pool."""
    about = (fact.pool_id, fact.respondent_id, fact.family)
    return bool(_beside_it(*about, fact.voice_group, fact.source))


_beside_it = MadeOnce(
    lambda pool, place, family, voice, source: (
        _not_taken_back()
        .filter(pool_id=pool, respondent_id=place, family=family, voice_group=voice)
        .exclude(source=source)
        .values_list("turn")[:1]
    )
)


def standing_behind(pool_id: UUID, family: str, respondent_id: UUID) -> list[Coded]:
    """Those of one issue, oldest first, of every organisation whose voices it carries."""
    return standing_at(pool_id, family, places_behind(pool_id, family, respondent_id))


def standing_at(pool_id: UUID, family: str, places: Collection[UUID]) -> list[Coded]:
    """Those of one pool and kind family about these organisations, oldest first."""
    if not places:
        return []
    return without_taken_back(map(Coded._make, _written_at(pool_id, family, places)))


def written_about(pool_id: UUID, places: Collection[UUID]) -> list[Coded]:
    """Everything ever written in this pool about these organisations: of every kind, and also what was taken back."""
    return list(map(Coded._make, _written_about(pool_id, places)))


_written_at = MadeOnce(
    lambda pool, family, places: _columns_of(pool_id=pool, family=family, respondent_id__among=places)
)
_written_about = MadeOnce(lambda pool, places: _columns_of(pool_id=pool, respondent_id__among=places))


def _columns_of(**where: Any) -> QuerySet[CodedFact, tuple[Any, ...]]:
    return CodedFact.objects.filter(**where).values_list(*Coded._fields)


def without_taken_back(written: Iterable[Coded]) -> list[Coded]:
    """Those that stand, oldest first. written: of each concern that is among them, everything."""
    rows = list(written)
    taken_back = {(row.source, row.turn) for row in rows if row.sign < 0}
    if taken_back:
        rows = [row for row in rows if row.sign > 0 and (row.source, row.turn) not in taken_back]
    return sorted(rows, key=in_time)


def in_time(fact: AnyFact) -> tuple[date, int]:
    """Its place among facts that are read oldest first; numbers are compared faster than ids, and as these are."""
    return fact.week, fact.source.int


def as_voice(fact: AnyFact, *, met: bool = False, vouched: bool = False) -> VoiceFacts:
    """met, vouched: what was kept of her story beside the fact."""
    return VoiceFacts(
        fact.voice_group,
        fact.desk_id,
        fact.channel,
        fact.language,
        fact.week,
        fact.kind,
        fact.first_hand,
        fact.proof,
        fact.number_band,
        fact.at_least,
        met,
        vouched,
    )
