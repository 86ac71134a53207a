"""Corridors: what holds on the way from one country to another, as data that a lawyer can read. Pure.

A corridor is one file in `data/corridors/`, `NP-MY.toml`; what the country of destination says to everybody stands in
`to-MY.toml`, and what holds on every way in `everywhere.toml`. Each rule names its source and edition, says when it
holds in the small closed vocabulary below, and carries two offers: one on which it fires and one on which it does
not. Both stand right at the edge of every number, so that no number can be moved without one of them failing
(tests/empowerment/offers/test_rules.py).
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "corridors"
EVERYWHERE = "everywhere"

LEVELS = ("red", "amber", "green")
KINDS = ("law", "principle", "definition", "pattern")
"""Law of a state; the Employer Pays Principle; a definition of the ILO; a way in which people were cheated."""
CONFIDENCE = ("high", "medium", "low")
"""Only what is sure may make an answer red or green."""

CODES: Mapping[str, tuple[str, ...]] = {
    "who": ("agency", "employer", "broker", "friend", "stranger"),
    "licence": ("checked", "told", "none"),
    "job": ("factory", "construction", "farm", "fishing", "house", "hotel", "driver", "online", "other"),
    "charged_to": ("agency", "employer", "broker", "account"),
    "charged_for": ("service", "papers", "medical", "training", "travel", "deposit", "gift", "everything"),
    "charged_when": ("before_contract", "after_contract", "from_wages"),
    "contract": ("understood", "not_understood", "message", "words"),
    "passport": ("mine", "theirs"),
    "visa": ("work", "visit", "none"),
    "way": ("official", "other_country", "informal"),
}
NUMBERS = (
    "charge",  # all that she must pay, in the money of `currency`
    "hours_a_week",
    "days_a_week",
    "of_lowest_wage",  # her monthly pay, as a multiple of the lowest minimum wage that may hold where she would work
    "of_highest_wage",
)
TESTS = ("is", "over", "under", "at_most")


class NotARule(ValueError):
    """A file of rules says something that is outside the vocabulary."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule or a figure stands. on: day, month or year of publication. address: "" where none is known."""

    title: str
    publisher: str
    on: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold. Either `codes` (it is one of them) or a number with `test` over, under or at_most."""

    what: str
    test: str
    codes: tuple[str, ...] = ()
    number: Decimal = Decimal(0)
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """All of `when` must hold. says: code of the sentence that she reads. ask: code of the question to ask next.

    example_fires, example_does_not: offers, as `empowerment.offers.offer.from_example` reads them.
    """

    id: str
    kind: str
    level: str
    text: str
    says: str
    ask: str
    source: Source
    edition: str
    when: tuple[Condition, ...]
    example_fires: Mapping[str, Any]
    example_does_not: Mapping[str, Any]
    confidence: str = "high"

    @property
    def digest(self) -> str:
        """Of everything that it says: whoever accepted another text has not accepted this one."""
        return hashlib.sha256(json.dumps(_plain(self), sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a worker may be asked for by the law of the country of origin."""

    amount: Decimal
    currency: str
    covers: str
    source: Source
    edition: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Wage:
    """A minimum wage for ordinary hours. provinces: ISO 3166-2, none where it holds in the whole country.

    too_little, enough: two pays for the same time, right at the edge.
    """

    amount: Decimal
    per: str  # "month" or "day"
    since: date
    provinces: tuple[str, ...]
    too_little: Decimal
    enough: Decimal

    @property
    def a_month(self) -> Decimal:
        return self.amount if self.per == "month" else self.amount * DAYS_A_MONTH


DAYS_A_MONTH = 26
"""Working days with one day of rest a week: how a day's minimum wage and a month's pay are set against each other."""


@dataclass(frozen=True, slots=True)
class Wages:
    currency: str
    source: Source
    edition: str
    rates: tuple[Wage, ...]
    note: str = ""

    def in_force(self, province: str, today: date) -> tuple[Wage, ...]:
        """Those that may hold where she would work: of the province, else every one of the country."""
        now = tuple(rate for rate in self.rates if rate.since <= today)
        return tuple(rate for rate in now if province in rate.provinces) or now


@dataclass(frozen=True, slots=True)
class Look:
    """A list of licences: whose it is, and where anybody can look."""

    name: str
    keeper: str
    address: str


@dataclass(frozen=True, slots=True)
class Corridor:
    """origin, destination: ISO 3166-1 alpha-2. law: the acts that hold, in words. rules: its own and everybody's."""

    key: str
    origin: str
    destination: str
    edition: str
    law: tuple[str, ...]
    cap: Cap | None
    wages: Wages
    licences: tuple[Look, ...]
    rules: tuple[Rule, ...]
    notes: tuple[str, ...] = field(default=())


def corridor(origin: str, destination: str) -> Corridor | None:
    """None where nothing is written about it: then nobody may guess."""
    return corridors().get(f"{origin}-{destination}")


@cache
def corridors() -> Mapping[str, Corridor]:
    """Every corridor by its key, "NP-MY"."""
    files = sorted(FOLDER.glob("[A-Z][A-Z]-[A-Z][A-Z].toml"))
    return {file.stem: read(file.stem, content_of(file.stem)) for file in files}


@cache
def everywhere() -> tuple[Rule, ...]:
    """The rules that hold whatever the corridor."""
    return read_rules(EVERYWHERE, content_of(EVERYWHERE))


def content_of(name: str) -> dict[str, Any]:
    """What stands in one file, as it is written."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read(key: str, content: Mapping[str, Any]) -> Corridor:
    """A corridor, with what holds at its destination and everywhere. Raises NotARule."""
    origin, _, destination = key.partition("-")
    there = content_of(f"to-{destination}")
    return Corridor(
        key=key,
        origin=origin,
        destination=destination,
        edition=content["edition"],
        law=(*content["law"], *there["law"]),
        cap=_cap(content["cap"], _sources(content)) if "cap" in content else None,
        wages=_wages(there["wages"], _sources(there)),
        licences=tuple(Look(**each) for each in (*content["licences"], *there["licences"])),
        rules=(*read_rules(key, content), *read_rules(f"to-{destination}", there), *everywhere()),
        notes=tuple(content.get("notes", ())),
    )


def read_rules(key: str, content: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Raises NotARule."""
    sources = _sources(content)
    return tuple(_rule(f"{key}.{row['id']}", row, sources) for row in content["rules"])


def _sources(content: Mapping[str, Any]) -> dict[str, Source]:
    return {name: Source(**row) for name, row in content["sources"].items()}


def _rule(name: str, row: Mapping[str, Any], sources: Mapping[str, Source]) -> Rule:
    rule = Rule(
        id=name,
        source=sources[row["source"]],
        when=tuple(_condition(each) for each in row["when"]),
        **{
            part: row[part]
            for part in ("kind", "level", "text", "says", "edition", "example_fires", "example_does_not")
        },
        ask=row.get("ask", ""),
        confidence=row.get("confidence", "high"),
    )
    _within(rule.level, LEVELS, name)
    _within(rule.kind, KINDS, name)
    _within(rule.confidence, CONFIDENCE, name)
    if rule.confidence != "high" and rule.level != "amber":
        raise NotARule(f"{name} is not sure, and yet {rule.level}")
    return rule


def _condition(row: Mapping[str, Any]) -> Condition:
    what, given = row["what"], dict(row)
    currency = given.pop("currency", "")
    ((test, value),) = [(name, given[name]) for name in given if name != "what"]
    _within(test, TESTS, what)
    if test == "is":
        for code in value:
            _within(code, CODES.get(what, ()), what)
        return Condition(what, test, codes=tuple(value))
    _within(what, NUMBERS, what)
    return Condition(what, test, number=Decimal(str(value)), currency=currency)


def _within(value: str, known: tuple[str, ...], where: str) -> None:
    if value not in known:
        raise NotARule(f"{where}: {value}")


def _cap(row: Mapping[str, Any], sources: Mapping[str, Source]) -> Cap:
    amount, source = Decimal(str(row["amount"])), sources[row["source"]]
    return Cap(amount, row["currency"], row["covers"], source, row["edition"], row["confidence"])


def _wages(row: Mapping[str, Any], sources: Mapping[str, Source]) -> Wages:
    rates = tuple(_wage(each) for each in row["rates"])
    return Wages(row["currency"], sources[row["source"]], row["edition"], rates, row.get("note", ""))


def _wage(row: Mapping[str, Any]) -> Wage:
    _within(row["per"], ("month", "day"), "wages")
    amount, too_little, enough = (Decimal(str(row[name])) for name in ("amount", "too_little", "enough"))
    return Wage(amount, row["per"], row["since"], tuple(row.get("provinces", ())), too_little, enough)


def _plain(rule: Rule) -> dict[str, Any]:
    when = [[each.what, each.test, *each.codes, str(each.number), each.currency] for each in rule.when]
    source = [rule.source.title, rule.source.publisher, rule.source.on, rule.source.address]
    said = {
        name: getattr(rule, name) for name in ("id", "kind", "level", "text", "says", "ask", "edition", "confidence")
    }
    return {**said, "when": when, "source": source}
