"""What happened before the demo's first visitor: coded facts only, as the services write them, no person behind any.

The public figures are folded from facts alone, so a year of them is enough for the public page to have numbers.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from saphan.demo import deeds
from saphan.impact.facts import month_of, next_month
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.models import Fact
from saphan.vault.recording import Payload

MONTHS = 12
ISSUES = 120
CONTACTS_A_MONTH = (14, 30)
LANGUAGES = ("my", "my", "my", "th", "km", "ne", "en")
FAMILIES = "CCCCADDEEFGBI"
PATH = (
    *("received", "understood", "corroborated", "verified", "disclosed", "acknowledged", "planned", "asked"),
    *("agreed", "delivered", "confirming", "remedied"),
)
SEED = 20260301  # the same world each time


def write(today: date) -> int:
    """Add the facts of the twelve months before this one; returns how many."""
    this_month = month_of(today)
    made = list(_facts(this_month, random.Random(SEED)))
    made += deeds.more(made, months_before(this_month), this_month)
    with acting_as(System("demo.history")):
        Fact.objects.bulk_create(made)
    return len(made)


def months_before(this_month: date) -> list[date]:
    """Twelve firsts of a month, oldest first."""
    months = [(this_month - timedelta(days=1)).replace(day=1)]
    while len(months) < MONTHS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def _facts(this_month: date, chance: random.Random) -> Iterator[Fact]:
    months = months_before(this_month)
    for month in months:
        for _ in range(chance.randint(*CONTACTS_A_MONTH)):
            coded: Payload = {
                "channel": chance.choice(("web", "phone")),
                "language": chance.choice(LANGUAGES),
                "icon": "pay",
            }
            yield _fact(_day_in(month, chance), "voice.received", coded, chance)
    for at in range(ISSUES):
        yield from _issue(_day_in(months[at * (MONTHS - 1) // ISSUES], chance), this_month, chance)


def _day_in(month: date, chance: random.Random) -> date:
    return month + timedelta(days=chance.randrange((next_month(month) - month).days))


SECTORS = ("seafood", "garments", "construction")  # of the issues of former months


def _issue(opened: date, before: date, chance: random.Random) -> Iterator[Fact]:
    """One issue's walk, as far as it came before this month."""
    issue, family = _id(chance), chance.choice(FAMILIES)
    yield _fact(
        opened,
        "verification.issue_opened",
        {"family": family, "sector": SECTORS[issue.int % len(SECTORS)]},
        chance,
        issue,
    )
    for _ in range(chance.randint(2, 5)):
        yield _fact(opened, "casework.case_opened", {"language": chance.choice(LANGUAGES), "channel": "web"}, chance)
        number = chance.choice((1, 2, 4, 12, 20))
        spoken: Payload = {"concern": str(_id(chance)), "voice": str(_id(chance)), "number": number, "again": False}
        yield _fact(opened, "verification.voice_counted", spoken, chance, issue)
    day, reached = opened, chance.choice((1, 2, 3, 5, 8, 9, 9, 11, 11, 11))
    for source, target in zip(PATH[:reached], PATH[1:], strict=False):
        day += timedelta(days=chance.randint(1, 9))
        if day >= before:
            return
        if target == "delivered" and family in "AC":
            paid: Payload = {"amount": str(chance.randrange(8, 90) * 500), "currency": "THB"}
            yield _fact(day, "remedy.delivered", paid, chance, issue)
        moved: Payload = {"from": source, "to": target, "reason": "history", "family": family, "severe": False}
        yield _fact(day, "issue.moved", moved, chance, issue)


def _fact(on: date, kind: str, payload: Payload, chance: random.Random, subject: UUID | None = None) -> Fact:
    return Fact(id=_id(chance), on=on, kind=kind, subject=subject or _id(chance), payload=payload)


def _id(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
