"""Coded facts as the concerns say that they should stand: what is missing is written, the rest is gathered anew.

As System, beside other recounts and while nobody gathers at these desks.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from uuid import UUID

from saphan.standards.concern_kinds import PRAISE
from saphan.standards.concern_kinds import kind as kind_of
from saphan.verification import facts
from saphan.verification.escrow.keeping import keep_wish
from saphan.verification.facts import Coded
from saphan.verification.gathering import count_anew, gather
from saphan.verification.recounting.tally import Tally
from saphan.verification.sources import Origin, Statement, statements_about, taken_back_by_her

About = tuple[str, UUID]  # kind family and organisation


class Added(NamedTuple):
    """A statement whose fact was missing, and the fact, which is written now and counted nowhere yet."""

    said: Statement
    fact: Coded

    @property
    def about(self) -> About:
        return self.fact.family, self.fact.respondent_id


@dataclass(frozen=True, slots=True)
class Codes:
    """standing, added: what stands behind issues, and is not beside them (praise); oldest first.

    waiting: concerns of those who wait for others. origins: of every concern that counts.
    """

    standing: list[Coded]
    added: list[Added]
    waiting: frozenset[UUID]
    origins: dict[UUID, Origin]
    tally: Tally


def mend_codes(pool_id: UUID, desk_ids: Collection[UUID], places: Collection[UUID]) -> Codes:
    """Every fact of this pool about these organisations."""
    heard = [(each, origin) for each, origin in statements_about(places, desk_ids) if _is_coded(each.kind)]
    said = {each.concern_id: each for each, _ in heard}
    waiting = [each for each in said.values() if each.waits]
    for story_id in sorted({each.conversation_id for each in waiting}):
        keep_wish(story_id)
    written = facts.written_about(pool_id, places)
    standing = facts.without_taken_back(written)
    beside = [(fact, said.get(fact.source)) for fact in standing]
    renewed = _count_anew(beside)
    taken_back = _take_back([fact.source for fact, each in beside if each is None and fact.desk_id in desk_ids])
    known = {row.source for row in written}
    added = _add([each for source, each in said.items() if source not in known], pool_id)
    if renewed or taken_back:
        standing = facts.without_taken_back(facts.written_about(pool_id, places))
    elif added:
        standing = sorted([*standing, *(each.fact for each in added)], key=facts.in_time)
    tally = Tally(concerns=len(said), written=len(added), taken_back=taken_back, renewed=renewed)
    behind = [fact for fact in standing if fact.family != PRAISE]
    of_issues = [each for each in added if each.fact.family != PRAISE]
    origins = {each.concern_id: origin for each, origin in heard}
    return Codes(behind, of_issues, frozenset(each.concern_id for each in waiting), origins, tally)


@cache
def _is_coded(code: str) -> bool:
    kind = kind_of(code)
    return kind.is_a_concern or kind.is_beside


def _count_anew(standing: Iterable[tuple[Coded, Statement | None]]) -> int:
    changed = [fact.source for fact, said in standing if said and not facts.says_the_same(fact, said)]
    for source in changed:
        count_anew(source)
    return len(changed)


def _take_back(unsaid: Collection[UUID]) -> int:
    """What she took back, or deleted. Of a story that time ended, what was counted stays counted (docs/adr/0020)."""
    over = taken_back_by_her(unsaid)
    for concern_id in sorted(over):
        gather(concern_id)
    return len(over)


def _add(missing: Sequence[Statement], pool_id: UUID) -> list[Added]:
    """What was written once, in this pool or another, and taken back, stays taken back: as when it is gathered."""
    elsewhere = facts.ever_written([each.concern_id for each in missing])
    left = [each for each in missing if each.concern_id not in elsewhere]
    return list(map(Added, left, facts.add_each(left, pool_id)))
