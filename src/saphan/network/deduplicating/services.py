"""Keeping what software found alike, and what a person says of it. Only a person's word makes two organisations one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from saphan.network import policies
from saphan.network.deduplicating.gathering import read_as
from saphan.network.deduplicating.model import Link, Model
from saphan.network.deduplicating.models import Decision, DuplicateProposal
from saphan.network.merging.acts import merge_organisations
from saphan.network.merging.models import Why
from saphan.network.refusals import AlreadyThere
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many pairs are new, wait already, were decided before, are found no more, and are left for later runs."""

    new: int
    waiting: int
    decided: int
    gone: int
    left_out: int


def propose(*, links: Iterable[Link], engine: str, numbers: Model, most: int | None = None) -> Kept:
    """Keep the likeliest, `most` new ones. What a person decided stays decided, also of those that are read as them."""
    found = {_pair(link): link for link in links}
    with acting_as(System("network.deduplicate")) as moment:
        rows = list(DuplicateProposal.objects.select_for_update())
        waiting = {(row.left_id, row.right_id): row for row in rows if not row.decision}
        decided = {_as_read((row.left_id, row.right_id), read_as()) for row in rows if row.decision}
        decided |= {(row.left_id, row.right_id) for row in rows if row.decision}
        new = [pair for pair in found if pair not in decided and pair not in waiting]
        again = [waiting[pair] for pair in found if pair in waiting and pair not in decided]
        gone = [row.id for pair, row in waiting.items() if pair not in found or pair in decided]
        for row in again:
            _describe(row, found[row.left_id, row.right_id], engine, numbers)
        made = [DuplicateProposal(left_id=left, right_id=right, on=moment.day) for left, right in new[:most]]
        for row in made:
            _describe(row, found[row.left_id, row.right_id], engine, numbers)
        DuplicateProposal.objects.bulk_update(again, ["probability", "features", "engine", "model"], batch_size=2000)
        DuplicateProposal.objects.filter(id__in=gone).delete()
        DuplicateProposal.objects.bulk_create(made, batch_size=2000)
        kept = Kept(len(made), len(again), sum(pair in decided for pair in found), len(gone), len(new) - len(made))
        record(
            "network.duplicates_proposed", None, detail={"engine": engine, "model": numbers.edition, "new": kept.new}
        )
    return kept


def decide_duplicate(
    *, proposal_id: UUID, decision: str, read_as_id: UUID | None = None, despite: Collection[str] = (), by: Staff
) -> None:
    """What she says of two: the same (and which of them stays), different, or later. "Later" may be decided again.

    despite: what speaks against it and was shown to her. Raises NotAllowed, AlreadyThere (decided already),
    DuplicateProposal.DoesNotExist, and what merging refuses.
    """
    if not policies.may_merge(by):
        raise NotAllowed
    with acting_as(by) as moment:
        row = DuplicateProposal.objects.select_for_update().get(id=proposal_id)
        if row.decision in (Decision.SAME, Decision.DIFFERENT):
            raise AlreadyThere
        if decision == Decision.SAME:
            stays = row.right_id if read_as_id == row.right_id else row.left_id
            away = row.left_id if stays == row.right_id else row.right_id
            merge_organisations(organisation_id=away, read_as_id=stays, why=_why(row.features), despite=despite, by=by)
        row.decision, row.decided_by, row.decided_on = Decision(decision), by.id, moment.day
        row.save(update_fields=["decision", "decided_by", "decided_on"])
        record("network.duplicate_decided", row.id, detail={"decision": row.decision})


def _why(features: Mapping[str, list[str | float]]) -> str:
    by_mark = any(features.get(field, [""])[0] == "same" for field in ("phone", "registration", "website", "address"))
    return Why.MARK if by_mark else Why.NAME


def _describe(row: DuplicateProposal, link: Link, engine: str, numbers: Model) -> None:
    row.probability, row.engine, row.model = link.probability, engine, numbers.edition
    row.features = {field: [level, round(numbers.weight(field, level), 2)] for field, level in link.levels.items()}


def _pair(link: Link) -> Pair:
    return UUID(link.left), UUID(link.right)


def _as_read(pair: Pair, roots: Mapping[UUID, UUID]) -> Pair:
    left, right = sorted(roots.get(one, one) for one in pair)
    return left, right
