"""Everything of a pool anew, part by part: each is one transaction, beside everything that goes on."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from saphan.network.selectors import desks_of_pool, pool_ids, pool_of_desk
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.turns import beside_others, patiently, without_waiting_for_the_disk
from saphan.vault.recording import record
from saphan.verification.following import follow_desk
from saphan.verification.models import CodedFact, Issue
from saphan.verification.recounting.codes import mend_codes
from saphan.verification.recounting.parts import Places, parts_of
from saphan.verification.recounting.rungs import issues_at, mend_rungs, stood
from saphan.verification.recounting.tally import Tally

OURSELVES = System("verification.recount")


def recount(pool_id: UUID) -> Tally:
    """Facts, issues and their rungs as if every concern of this pool had been gathered just now; safe to run again.

    What a person decided stands: nothing is verified, disclosed or closed by it, and nothing that is is undone, but
    that a verified issue steps down when what it rests on is gone, as after any change. What differed is mended by
    the services that would have done it, with their audit events and their bells.
    """
    tally = sum((recount_part(pool_id, part) for part in begin(pool_id)), Tally())
    keep(pool_id, tally)
    return tally


def begin(pool_id: UUID) -> list[list[Places]]:
    """The parts, after facts of desks that joined or left have followed them."""
    with acting_as(OURSELVES):
        heard = CodedFact.objects.filter(pool_id=pool_id).order_by().values_list("desk_id", flat=True).distinct()
        gone = [desk_id for desk_id in sorted(heard) if pool_of_desk(desk_id) != pool_id]
    for desk_id in gone:
        patiently(partial(follow_desk, desk_id))
    with acting_as(OURSELVES):
        return parts_of(pool_id)


def recount_part(pool_id: UUID, part: Sequence[Places]) -> Tally:
    """One transaction, tried again when it met another one."""
    return patiently(partial(_part, pool_id, part))


def keep(pool_id: UUID, tally: Tally) -> None:
    """That it was done, and what it found, stands in the audit."""
    with acting_as(OURSELVES):
        record("verification.recounted", pool_id, detail=dict(tally.counts))


def pools() -> list[UUID]:
    """Those with a desk, and those that issues are left of."""
    with acting_as(OURSELVES):
        left = Issue.objects.order_by().values_list("pool_id", flat=True).distinct()
        return sorted({*pool_ids(), *left})


def _part(pool_id: UUID, part: Sequence[Places]) -> Tally:
    with acting_as(OURSELVES):
        without_waiting_for_the_disk()  # what a crash takes back the next recount finds missing
        held = desks_of_pool(pool_id)
        for desk_id in sorted(held):
            beside_others(desk_id)  # nobody gathers there, and its pool does not change meanwhile
        desk_ids = frozenset(held) & frozenset(desks_of_pool(pool_id))
        issues = issues_at(pool_id, part)
        before = stood(issues)
        codes = mend_codes(pool_id, desk_ids, frozenset().union(*part))
        after = mend_rungs(pool_id, desk_ids, part, codes, issues)
        settled = sum(after[issue_id] != was for issue_id, was in before.items())
        return codes.tally + Tally(issues=len(after), opened=len(after) - len(before), settled=settled)
