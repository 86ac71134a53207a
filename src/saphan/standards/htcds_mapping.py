"""From what we know of one person's severe case to a record of the case data standard, and what finds no place. Pure.

Nothing is said there that we do not know: nobody is called a perpetrator, and nobody more than a possible victim.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from saphan.standards.concern_kinds import kind
from saphan.standards.htcds import Record, language_code

FILE = Path(__file__).parent / "data" / "htcds-mapping.toml"
ALWAYS_LEFT = ("first_hand", "number_affected", "proof")  # of each concern; the standard has no field for them


@dataclass(frozen=True, slots=True)
class Happened:
    """One concern. Of whom it is about nothing, unless she agreed that the place is told."""

    kind: str
    stage: str
    begun: date
    organisation: str = ""
    country: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class OfHer:
    """Of the person and her case. "" where it is not known, or where she did not agree to it.

    closed: "" or the outcome, of which only the status is written.
    """

    language: str
    owner: str
    recipient: str
    day: date
    closed: str = ""
    name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Left:
    """What we know and the standard has no place for. what: kind, indicator, stage, language or fact."""

    what: str
    code: str


@dataclass(frozen=True, slots=True)
class Mapped:
    record: Record
    left: tuple[Left, ...]


@cache
def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))[name]
    return found


def mapped(her: OfHer, happened: Sequence[Happened]) -> Mapped:
    """Her record: one line of her and the case, then one for each concern whose stage the standard has as an event."""
    lines = [_case(her, happened), *(_event(one) for one in happened)]
    return Mapped(Record.of(lines), tuple(dict.fromkeys(_left(her, happened))))


def _case(her: OfHer, happened: Sequence[Happened]) -> dict[str, tuple[str, ...]]:
    kinds = [one.kind for one in happened]
    return {
        "prs_FirstName": (her.name,),
        "prs_PrimaryLanguage": (language_code(her.language),),
        "prs_MobilePhone": (her.number,),
        "vic_TraffickingStatus": _codes("trafficking_status", kinds),
        "vic_LocationOfRecruitment": _places(happened, "origin"),
        "vic_MethodsOfControl": _codes("methods_of_control", kinds),
        "vic_TypeOfExploitation": _codes("type_of_exploitation", kinds),
        "vic_LocationOfExploitation": _places(happened, "employment"),
        "cas_Status": (_status(her.closed),),
        "cas_CaseOwner": (her.owner,),
        "cas_ReferredOrganisation": (her.recipient,),
        "cas_OutgoingReferralDate": (her.day.isoformat(),),
        "con_Consent": ("true",),
    }


def is_possible_victim(kinds: Iterable[str]) -> bool:
    """Whether a record of these kinds says so."""
    return bool(_codes("trafficking_status", kinds))


def _event(one: Happened) -> dict[str, tuple[str, ...]]:
    of_stage = _table("event_of_stage").get(one.stage)
    if of_stage is None:
        return {}
    return {
        "hte_City": (one.city,),
        "hte_Country": (one.country,),
        "hte_Date": (one.begun.isoformat(),),
        "hte_Type": (of_stage,),
    }


def _codes(table: str, kinds: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order of the concerns."""
    return tuple(dict.fromkeys(code for one in kinds for code in _of(table, one)))


def _of(table: str, code: str) -> tuple[str, ...]:
    found = _table(table).get(code, ())
    return (found,) if isinstance(found, str) else tuple(found)


def _places(happened: Iterable[Happened], stage: str) -> tuple[str, ...]:
    names = dict.fromkeys(one.organisation for one in happened if one.stage == stage and one.organisation)
    return ("; ".join(names),) if names else ()


def _status(closed: str) -> str:
    table = _table("case_status")
    return str(table.get(closed, table["closed"]) if closed else table["open"])


def _left(her: OfHer, happened: Iterable[Happened]) -> Iterable[Left]:
    if not language_code(her.language):
        yield Left("language", her.language)
    for one in happened:
        if not _of("methods_of_control", one.kind) and not _of("type_of_exploitation", one.kind):
            yield Left("kind", one.kind)
        if one.stage not in _table("event_of_stage"):
            yield Left("stage", one.stage)
        yield from (Left("indicator", code) for code in kind(one.kind).indicators)
    yield from (Left("fact", code) for code in ALWAYS_LEFT)
