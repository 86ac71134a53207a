"""The public counters, folded from coded facts. Pure: the same facts in any order of a day give the same figures.

Each counter is kept apart from the others, with its own definition (`saphan.impact.counters`). A figure has a value
and, because thresholds are about people, the number of people or things that stand behind it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

CONTACTS = "contacts"
CASES = "cases"
ISSUES = "issues"
REPORTED = "affected_reported"
VERIFIED = "affected_verified"
REMEDIED = "affected_remedied"
MONEY = "money"  # followed by a currency: money.THB

KINDS = frozenset(
    {
        "voice.received",
        "voice.story_deleted",
        "casework.case_opened",
        "verification.issue_opened",
        "verification.voice_counted",
        "verification.voice_taken_back",
        "issue.moved",
        "remedy.delivered",
    }
)
KNOWN_AS_TRUE = frozenset(
    {
        "verified",
        "disclosed",
        "acknowledged",
        "planned",
        "asked",
        "agreed",
        "delivered",
        "confirming",
        "remedied",
        "reopened",
    }
)

Coded = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Said:
    """One fact: what happened to which random subject on a day."""

    on: date
    kind: str
    subject: UUID
    payload: Mapping[str, Coded]


@dataclass(frozen=True, slots=True)
class Figure:
    """value: what is counted (money in whole units). behind: how many people or things the threshold asks about."""

    value: int
    behind: int


@dataclass(slots=True)
class IssueSoFar:
    """What the facts say of one issue up to a day."""

    stage: str = "received"
    said: dict[str, tuple[str, int]] = field(
        default_factory=dict
    )  # concern → voice, how many people she said it concerns
    money: Counter[str] = field(default_factory=Counter)

    @property
    def affected(self) -> int:
        """The largest number that one worker gave, or the number of workers who spoke, if that is larger."""
        return max([len({voice for voice, _ in self.said.values()}), *(number for _, number in self.said.values())])


@dataclass(slots=True)
class Tally:
    """The state between months."""

    contacts: int = 0
    cases: set[UUID] = field(default_factory=set)
    issues: dict[UUID, IssueSoFar] = field(default_factory=lambda: defaultdict(IssueSoFar))
    opened: set[UUID] = field(default_factory=set)


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return month.replace(year=month.year + 1, month=1) if month.month == 12 else month.replace(month=month.month + 1)


def fold(facts: Iterable[Said], until: date) -> dict[date, dict[str, Figure]]:
    """Figures at the end of each month from the first fact to `until` (a first of month, left out)."""
    by_month: dict[date, dict[date, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for said in facts:
        if said.kind in KINDS and said.on < until:
            by_month[month_of(said.on)][said.on].append(said)
    figures: dict[date, dict[str, Figure]] = {}
    tally = Tally()
    month = min(by_month, default=until)
    while month < until:
        for day in sorted(by_month[month]):
            take_in(tally, by_month[month][day])
        figures[month] = figures_of(tally)
        month = next_month(month)
    return figures


def take_in(tally: Tally, facts: Iterable[Said]) -> None:
    """One day's facts."""
    moves: dict[UUID, list[Said]] = defaultdict(list)
    for said in facts:
        if said.kind == "issue.moved":
            moves[said.subject].append(said)
        else:
            _take_in_one(tally, said)
    for subject, of_one in moves.items():
        tally.issues[subject].stage = stage_after(tally.issues[subject].stage, of_one)


def _take_in_one(tally: Tally, said: Said) -> None:
    if said.kind == "voice.received":
        tally.contacts += 1
    elif said.kind == "voice.story_deleted":
        tally.contacts -= said.payload.get("channel") != "import"  # taken over from an old log, and never counted
    elif said.kind == "casework.case_opened":
        tally.cases.add(said.subject)
    elif said.kind == "verification.issue_opened":
        tally.opened.add(said.subject)
    elif said.kind == "verification.voice_counted":
        voice, number = str(said.payload["voice"]), int(said.payload["number"] or 1)
        tally.issues[said.subject].said[str(said.payload["concern"])] = (voice, number)
    elif said.kind == "verification.voice_taken_back":
        tally.issues[said.subject].said.pop(str(said.payload["concern"]), None)
    elif said.kind == "remedy.delivered" and said.payload.get("amount"):
        tally.issues[said.subject].money[str(said.payload["currency"])] += int(Decimal(str(said.payload["amount"])))


def stage_after(stage: str, moves: list[Said]) -> str:
    """Where an issue stands after one day's moves, each from one stage to another, in whatever order they are read."""
    left = list(moves)
    while left:
        step = next((move for move in left if move.payload["from"] == stage), left[0])
        stage = str(step.payload["to"])
        left.remove(step)
    return stage


def figures_of(tally: Tally) -> dict[str, Figure]:
    counted = {
        CONTACTS: tally.contacts,
        CASES: len(tally.cases),
        ISSUES: len(tally.opened),
        REPORTED: sum(issue.affected for issue in tally.issues.values()),
        VERIFIED: sum(issue.affected for issue in tally.issues.values() if issue.stage in KNOWN_AS_TRUE),
        REMEDIED: sum(issue.affected for issue in tally.issues.values() if issue.stage == "remedied"),
    }
    return {name: Figure(number, number) for name, number in counted.items()} | _money(tally)


def _money(tally: Tally) -> dict[str, Figure]:
    """Only what the workers confirmed; behind it stand the people of those issues."""
    remedied = [issue for issue in tally.issues.values() if issue.stage == "remedied"]
    currencies = sorted({currency for issue in remedied for currency in issue.money})
    return {
        f"{MONEY}.{currency}": Figure(
            sum(issue.money[currency] for issue in remedied),
            sum(issue.affected for issue in remedied if issue.money[currency]),
        )
        for currency in currencies
    }
