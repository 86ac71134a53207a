"""What desks see of those who wait for others: beside a story, and on the page of the issue. Codes and counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from saphan.network.selectors import staff_names
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.verification.cards import everyone_behind
from saphan.verification.escrow.asking import issues_of
from saphan.verification.escrow.models import Spoken
from saphan.verification.escrow.rules import ANSWERED, Standing, State
from saphan.verification.escrow.weighing import standing_of, voices_by_story, wish_of, wishes_about
from saphan.verification.models import Issue
from saphan.verification.policies import may_speak_with


@dataclass(frozen=True, slots=True)
class Waiting:
    """Those behind one issue who wait for others. spoken: of the independent voices, with how many somebody spoke.

    matched: for at least one of them enough say it. tell_on: the day from which the last of them is asked.
    """

    people: int
    voices: int
    spoken: int
    matched: bool
    rested: bool
    tell_on: date | None


@dataclass(frozen=True, slots=True)
class BesideHerStory:
    """She is one of the voices of a match, or waits herself. spoken_on: when somebody spoke with her, and who."""

    conversation_id: UUID
    waiting: Waiting
    spoken_on: date | None
    spoken_by: str


def beside_her_story(by: Staff, conversation_id: UUID) -> BesideHerStory | None:
    """None unless enough say what she says, and one of them waits for that."""
    if not may_speak_with(by):
        return None
    with acting_as(by):
        spoken = Spoken.objects.filter(conversation_id=conversation_id).first()
        with acting_as(System("verification.beside_her_story")):
            found = [_waiting(issue) for issue in Issue.objects.filter(id__in=issues_of(conversation_id))]
    waiting = next((each for each in found if each is not None and each.matched), None)
    if waiting is None:
        return None
    name = staff_names({spoken.by}).get(spoken.by, "") if spoken else ""
    return BesideHerStory(conversation_id, waiting, spoken.on if spoken else None, name)


def about_issue(by: Staff, issue_id: UUID) -> Mapping[str, Any] | None:
    """For the page of the issue, whose readers may see it; None where nobody waits."""
    with acting_as(System("verification.waiting_behind")):
        issue = Issue.objects.filter(id=issue_id).first()
        waiting = _waiting(issue) if issue else None
    return {"waiting": waiting} if waiting else None


def _waiting(issue: Issue) -> Waiting | None:
    concerns = everyone_behind(issue)
    rows = list(wishes_about(issue, concerns))
    if not rows:
        return None
    standing, voices = standing_of(issue.id, concerns), voices_by_story(concerns)
    wishes = [wish_of(row, voices[row.conversation_id]) for row in rows]
    days = [wish.tell_on for wish in wishes if wish.tell_on is not None]
    return Waiting(
        people=len({wish.voice for wish in wishes}),
        voices=len(standing.voices),
        spoken=_spoken_with(standing),
        matched=any(wish.state != State.HELD for wish in wishes),
        rested=all(wish.state in ANSWERED for wish in wishes),
        tell_on=max(days, default=None),
    )


def _spoken_with(standing: Standing) -> int:
    return sum(1 for each in standing.voices if each & standing.spoken.keys())
