"""Praise, and people who say that it is not so: another stream. It never enters a judge, a mass or a signal of abuse.

A verifier reads it beside an issue, and many at once are a signal of their own. Coded facts of family L, without issue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.network.selectors import pool_of_desk, same_as
from saphan.store.acting import acting_as
from saphan.store.callers import Counting
from saphan.store.turns import one_at_a_time
from saphan.verification import facts
from saphan.verification.models import CodedFact, Issue
from saphan.verification.sources import Statement


@dataclass(frozen=True, slots=True)
class Beside:
    """What people said for a respondent. voices: people, not rows; first, last: months, by their first day."""

    kind: str
    voices: int
    first: date
    last: date


def keep(said: Statement) -> None:
    """Call inside `acting_as(System(…))`; safe to run again."""
    one_at_a_time(said.desk_id)
    if pool_id := pool_of_desk(said.desk_id):
        facts.add(said, pool_id)


def follow(desk_id: UUID, pool_id: UUID, *, to_a_pool: bool) -> None:
    """A desk joined or left a pool: what was said for somebody goes with it. As System."""
    elsewhere = list(facts.beside().filter(desk_id=desk_id).exclude(pool_id=pool_id).order_by("week", "source"))
    for fact in elsewhere:
        facts.take_back(fact.source)
        if to_a_pool:
            facts.carry_over(fact, pool_id)


def beside_issue(issue_id: UUID) -> tuple[Beside, ...]:
    """Praise and denials about the respondent of an issue; the page asks first whether she may see it."""
    with acting_as(Counting()):
        issue = Issue.objects.get(id=issue_id)
        about = same_as(issue.respondent_id)
        rows = list(facts.beside().filter(pool_id=issue.pool_id, respondent_id__in=about))
    by_kind: dict[str, list[CodedFact]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    return tuple(_beside(kind, by_kind[kind]) for kind in sorted(by_kind))


def _beside(kind: str, rows: Iterable[CodedFact]) -> Beside:
    said = list(rows)
    months = sorted(row.week.replace(day=1) for row in said)
    return Beside(kind, len({row.voice_group for row in said}), months[0], months[-1])
