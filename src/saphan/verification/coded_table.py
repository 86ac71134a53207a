"""The analyst's table: coded facts of her own desk that stand. No text, handle or day; voices have made-up names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from uuid import UUID

from django.db.models import QuerySet

from saphan.network.selectors import read_as
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.verification import facts
from saphan.verification.models import CodedFact

MOST_SHOWN, MOST_DOWNLOADED = 500, 100_000
FILTERS = ("family", "stage", "language", "channel")
COLUMNS = (
    *("voice", "week", "family", "kind", "respondent", "stage"),
    *("channel", "language", "first_hand", "proof", "number"),
)


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact. voice: the same for the same voice within this desk, and nothing else; week: its Monday."""

    voice: str
    week: date
    family: str
    kind: str
    respondent: str
    stage: str
    channel: str
    language: str
    first_hand: bool
    proof: str
    number: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """choices: by filter, the codes that occur."""

    rows: tuple[FactRow, ...]
    choices: dict[str, tuple[str, ...]]
    more: bool


def coded_table(by: Staff, asked: Mapping[str, str], most: int = MOST_SHOWN) -> FactTable:
    """Newest weeks first. The database shows analysts their own desk's facts, and everybody else none."""
    with acting_as(by):
        every = facts.standing().filter(desk_id=by.desk_id)
        choices = {name: _codes(every, name) for name in FILTERS}
        wanted = {name: asked[name] for name in FILTERS if asked.get(name) in choices[name]}
        found = list(every.filter(**wanted).order_by("-week", "source")[: most + 1])
    names = {key: card.name for key, card in read_as({fact.respondent_id for fact in found}).items()}
    return FactTable(tuple(_row(fact, names) for fact in found[:most]), choices, len(found) > most)


def _codes(every: QuerySet[CodedFact], name: str) -> tuple[str, ...]:
    return tuple(every.order_by(name).values_list(name, flat=True).distinct())


def _row(fact: CodedFact, names: dict[UUID, str]) -> FactRow:
    return FactRow(
        voice=blake2b(fact.voice_group.bytes, digest_size=4, key=fact.desk_id.bytes).hexdigest(),
        week=fact.week,
        family=fact.family,
        kind=fact.kind,
        respondent=names.get(fact.respondent_id, ""),
        stage=fact.stage,
        channel=fact.channel,
        language=fact.language,
        first_hand=fact.first_hand,
        proof=fact.proof,
        number=fact.number_band,
    )
