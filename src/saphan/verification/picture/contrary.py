"""What is said for the respondent of an issue, beside it: praise, and who says that it is not so.

Another stream (praise.py): counted in the same way, by independent voices, and never set against the issue. It is of
the company as a whole: nobody writes down which of several things somebody denies. Counts and months, whosever they
are; a story only for who may open it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.casework.policies import may_work_with_stories
from saphan.casework.selectors import stories_of
from saphan.network.selectors import same_as
from saphan.standards.concern_kinds import PRAISE as FAMILY
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff, System
from saphan.verification import facts, sources
from saphan.verification.behind import clusters_over
from saphan.verification.independence import BURST, Cluster
from saphan.verification.models import CodedFact, Signal
from saphan.verification.pages import IssuePage
from saphan.verification.picture.bundles import Why, why_among
from saphan.verification.signals.same import PRAISE

BEFORE: Final = timedelta(weeks=4)  # the first voice behind the issue: from when on it is read beside it
MOST_STORIES: Final = 10


@dataclass(frozen=True, slots=True)
class Contrary:
    """What was said of one kind. accounts: as if each were one; voices: independent ones; first, last: months, by
    their first day.

    why: what makes several of them one; burst: many came by one door within a day; more: of stories than are named.
    """

    kind: str
    accounts: int
    voices: int
    first: date
    last: date
    why: tuple[Why, ...]
    burst: bool
    stories: tuple[UUID, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """since: a month. own_line: people at our desk of whom all is known through a line that a company pays for or runs;
    they are nowhere counted. signal: of praise in a burst, the latest.
    """

    since: date
    said: tuple[Contrary, ...]
    own_line: int
    signal: UUID | None


def beside_issue(by: Staff, page: IssuePage) -> Beside | None:
    """Of an issue whose page she reads; None where nobody said anything for its respondent in that time."""
    if by.pool_id is None:
        return None
    since = _since(page)
    about = same_as(page.respondent_id)
    with acting_as(Counting()):
        rows = facts.beside().filter(pool_id=by.pool_id, respondent_id__in=about, week__gte=since)
        standing = list(rows.order_by("week", "source"))
        signal = _signal(by.pool_id, about, since)
    found = Beside(since, _said(by, standing), _by_their_line(by.desk_id, about, since), signal)
    return found if found.said or found.own_line else None


def _since(page: IssuePage) -> date:
    """The month that began four weeks before the first voice."""
    first = min((said.when for voice in page.voices for said in voice.said), default=page.opened_on)
    return (first - BEFORE).replace(day=1)


def _signal(pool_id: UUID, about: Collection[UUID], since: date) -> UUID | None:
    raised = Signal.objects.filter(
        pool_id=pool_id, method=PRAISE, until__gte=since, respondents__overlap=list(about)
    ).order_by("-until", "id")
    return raised.values_list("id", flat=True).first()


def _said(by: Staff, standing: Sequence[CodedFact]) -> tuple[Contrary, ...]:
    """Who says that it is not so before who praises."""
    of_kind: dict[str, list[CodedFact]] = defaultdict(list)
    for fact in standing:
        of_kind[fact.kind].append(fact)
    return tuple(_contrary(by, kind, of_kind[kind]) for kind in sorted(of_kind, reverse=True))


def _contrary(by: Staff, kind: str, said: Sequence[CodedFact]) -> Contrary:
    clusters, stories = clusters_over(said), _stories(by, said)
    return Contrary(
        kind=kind,
        accounts=len({fact.voice_group for fact in said}),
        voices=len(clusters),
        first=said[0].week.replace(day=1),
        last=said[-1].week.replace(day=1),
        why=why_among(tie for cluster in clusters for tie in cluster.ties),
        burst=any(BURST in reasons for reasons in _reasons(clusters)),
        stories=stories[:MOST_STORIES],
        more=len(stories) > MOST_STORIES,
    )


def _reasons(clusters: Iterable[Cluster]) -> Iterable[tuple[str, ...]]:
    return (tie.reasons for cluster in clusters for tie in (*cluster.ties, *cluster.leans))


def _stories(by: Staff, said: Iterable[CodedFact]) -> tuple[UUID, ...]:
    """Those of our desk, the latest first, for whoever may open them."""
    if not may_work_with_stories(by):
        return ()
    ours = [fact.source for fact in said if fact.desk_id == by.desk_id]
    with acting_as(System("verification.stories_beside")):
        told = stories_of(ours)
    each = dict.fromkeys(told[source].conversation_id for source in reversed(ours) if source in told)
    return tuple(each)


def _by_their_line(desk_id: UUID, about: Collection[UUID], since: date) -> int:
    """People at one desk; of other desks' lines nothing is shared."""
    with acting_as(System("verification.by_their_line")):
        return len(sources.feedback_about(FAMILY, about, desk_id, since))
