"""Issues that are missing, opened on the rung that their voices support: what gathering would do, of many at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from saphan.store.clock import today
from saphan.store.writing import insert_each
from saphan.vault.recording import Act, record_many
from saphan.verification.behind import Key, key_of
from saphan.verification.evidence import Evidence
from saphan.verification.facts import Coded
from saphan.verification.ladder import Stage
from saphan.verification.models import Issue, Step
from saphan.verification.moving import climbed
from saphan.verification.opened import opened
from saphan.verification.settling import marks_of, moves, ring_each, set_marks


def unopened(firsts: Mapping[Key, Coded], issues: Iterable[Issue]) -> list[Issue]:
    """Not kept yet: one for each kind family and organisation that facts are about and that has none.

    It is led by the desk that heard of it first. firsts: the oldest fact about each.
    """
    known = {key_of(issue) for issue in issues}
    day = today()
    return [
        Issue(
            pool_id=fact.pool_id,
            family=fact.family,
            respondent_id=fact.respondent_id,
            lead_desk_id=fact.desk_id,
            opened_on=day,
            stage_on=day,
        )
        for key, fact in firsts.items()
        if key not in known
    ]


def open_each(new: Sequence[Issue], evidence: Mapping[UUID, Evidence]) -> None:
    """Written with their steps. Behind none of them somebody waits for others."""
    steps: list[Step] = []
    moved: list[Act] = []
    for issue in new:
        set_marks(issue, marks_of(issue, evidence[issue.id], is_news=True))
        for step, act in _climbed(issue, evidence[issue.id]):
            steps.append(step)
            moved.append(act)
    insert_each(new, without=["covers"])  # they cover nothing: no partner has seen them
    insert_each(steps)
    record_many("verification.issue_opened", [Act(issue_id, {}, told) for issue_id, told in opened(new).items()])
    record_many("issue.moved", moved)
    ring_each([issue for issue in new if issue.stage == Stage.CORROBORATED], Stage.RECEIVED, Stage.CORROBORATED)


def _climbed(issue: Issue, evidence: Evidence) -> Iterator[tuple[Step, Act]]:
    known, _ = evidence.judged()
    for target, reason in moves(Stage.RECEIVED, known):
        yield climbed(issue, target, reason)
