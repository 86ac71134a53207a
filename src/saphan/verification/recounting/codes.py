"""Coded facts as the concerns say that they should stand: what is missing is written, the rest is gathered anew.

As System, beside other recounts and while nobody gathers at these desks.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from saphan.standards.concern_kinds import PRAISE
from saphan.standards.concern_kinds import kind as kind_of
from saphan.verification import facts
from saphan.verification.escrow.keeping import keep_wish
from saphan.verification.gathering import count_anew, gather
from saphan.verification.models import CodedFact
from saphan.verification.recounting.tally import Tally
from saphan.verification.sources import Statement, statements_about, taken_back_by_her

About = tuple[str, UUID]  # kind family and organisation


@dataclass(frozen=True, slots=True)
class Added:
    """A statement whose fact was missing, and the fact, which is written now and counted nowhere yet."""

    said: Statement
    fact: CodedFact

    @property
    def about(self) -> About:
        return self.fact.family, self.fact.respondent_id


@dataclass(frozen=True, slots=True)
class Codes:
    """standing, added: what stands behind issues, and is not beside them (praise); oldest first.

    waiting: concerns of those who wait for others.
    """

    standing: list[CodedFact]
    added: list[Added]
    waiting: frozenset[UUID]
    tally: Tally


def mend_codes(pool_id: UUID, desk_ids: Collection[UUID], places: Collection[UUID]) -> Codes:
    """Every fact of this pool about these organisations."""
    said = {each.concern_id: each for each in statements_about(places, desk_ids) if _is_coded(each)}
    waiting = [each for each in said.values() if each.waits]
    for story_id in sorted({each.conversation_id for each in waiting}):
        keep_wish(story_id)
    written = facts.written_about(pool_id, places)
    standing = facts.without_taken_back(written)
    renewed = _count_anew(standing, said)
    taken_back = _take_back(standing, said, desk_ids)
    added = _add(said.values(), {row.source for row in written}, pool_id)
    if renewed or taken_back:
        standing = facts.without_taken_back(facts.written_about(pool_id, places))
    elif added:
        standing = sorted([*standing, *(each.fact for each in added)], key=facts.in_time)
    tally = Tally(concerns=len(said), written=len(added), taken_back=taken_back, renewed=renewed)
    behind = [fact for fact in standing if fact.family != PRAISE]
    of_issues = [each for each in added if each.fact.family != PRAISE]
    return Codes(behind, of_issues, frozenset(each.concern_id for each in waiting), tally)


def _is_coded(said: Statement) -> bool:
    kind = kind_of(said.kind)
    return kind.is_a_concern or kind.is_beside


def _count_anew(standing: Iterable[CodedFact], said: dict[UUID, Statement]) -> int:
    changed = [fact for fact in standing if fact.source in said and not facts.says_the_same(fact, said[fact.source])]
    for fact in changed:
        count_anew(fact.source)
    return len(changed)


def _take_back(standing: Iterable[CodedFact], said: dict[UUID, Statement], desk_ids: Collection[UUID]) -> int:
    """What she took back, or deleted. Of a story that time ended, what was counted stays counted (docs/adr/0020)."""
    over = taken_back_by_her([fact.source for fact in standing if fact.source not in said and fact.desk_id in desk_ids])
    for concern_id in sorted(over):
        gather(concern_id)
    return len(over)


def _add(said: Iterable[Statement], known: Collection[UUID], pool_id: UUID) -> list[Added]:
    """What was written once, in this pool or another, and taken back, stays taken back: as when it is gathered."""
    missing = [each for each in said if each.concern_id not in known]
    elsewhere = facts.ever_written([each.concern_id for each in missing])
    left = [each for each in missing if each.concern_id not in elsewhere]
    return [Added(each, fact) for each, fact in zip(left, facts.add_each(left, pool_id), strict=True)]
