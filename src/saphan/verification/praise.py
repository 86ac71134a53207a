"""Praise, and people who say that it is not so: another stream. It never enters a judge, a mass or a signal of abuse.

A verifier reads it beside an issue (picture/contrary.py), and many at once are a signal of their own. Coded facts of
family L, without issue.
"""

from uuid import UUID

from saphan.network.selectors import pool_of_desk
from saphan.store.turns import one_at_a_time
from saphan.verification import facts
from saphan.verification.sources import Statement


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
