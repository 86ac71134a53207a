"""Whom the verifier asks next: what our desk knows of how each of its voices is reached. Codes, and a story's id only
for who may open it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from saphan.casework.asking_again import with_care
from saphan.casework.policies import may_work_with_stories
from saphan.casework.selectors import stories_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.verification import facts
from saphan.verification.models import Issue
from saphan.verification.pages import Account, IssuePage, VoiceRow
from saphan.verification.picture.whom import HOW_MANY, REACHED, Askable, Chosen, One, whom
from saphan.voice.reaching import Reach, reach_of


@dataclass(frozen=True, slots=True)
class ToAsk:
    """own_desk: she spoke with ours. story: None for whoever may not open it, and of another desk."""

    chosen: Chosen
    own_desk: bool
    story: UUID | None


@dataclass(frozen=True, slots=True)
class _Reached:
    """How one account is asked best: by which of its stories. careful: in any of them."""

    story: UUID
    reach: Reach
    careful: bool


def to_ask(by: Staff, page: IssuePage) -> tuple[ToAsk, ...]:
    """For the next best question of a page; none where that is not for somebody who spoke."""
    if page.judgement is None or page.judgement.next_question not in HOW_MANY:
        return ()
    reached = _reached(by, page)
    chosen = whom(page.judgement.next_question, [_askable(voice, reached) for voice in page.voices])
    return tuple(_to_ask(by, page, each, reached) for each in chosen)


def _to_ask(by: Staff, page: IssuePage, chosen: Chosen, reached: Mapping[UUID, _Reached]) -> ToAsk:
    account = page.voices[chosen.number - 1].accounts[chosen.place - 1]
    found = reached.get(account.group)
    story = found.story if found and may_work_with_stories(by) else None
    return ToAsk(chosen, own_desk=_is_ours(account), story=story)


def _askable(voice: VoiceRow, reached: Mapping[UUID, _Reached]) -> Askable:
    ones = (_one(place, account, reached) for place, account in enumerate(voice.accounts, start=1))
    return Askable(voice.number, voice.called_back, tuple(ones))


def _one(place: int, account: Account, reached: Mapping[UUID, _Reached]) -> One:
    saw_it = any(said.first_hand for said in account.said)
    found = reached.get(account.group)
    if found is None:
        return One(place, _is_ours(account), saw_it)
    return One(place, _is_ours(account), saw_it, found.reach.how, found.careful, found.reach.tells_nobody)


def _is_ours(account: Account) -> bool:
    return any(said.own_desk for said in account.said)


def _reached(by: Staff, page: IssuePage) -> dict[UUID, _Reached]:
    """By voice group, of what our desk heard and still keeps."""
    if by.pool_id is None:
        return {}
    with acting_as(System("verification.whom_to_ask")):
        issue = Issue.objects.get(id=page.id)  # the page names whom its respondent is read as
        standing = facts.standing_behind(by.pool_id, issue.family, issue.respondent_id)
        ours = {fact.source: fact.voice_group for fact in standing if fact.desk_id == by.desk_id}
        told = {story.conversation_id: ours[source] for source, story in stories_of(ours).items()}
        reaches = {story: reach for story, reach in reach_of(told).items() if reach.desk_id == by.desk_id}
        care = with_care(reaches) | {story for story, reach in reaches.items() if reach.in_danger}
    stories: dict[UUID, list[UUID]] = defaultdict(list)
    for story in reaches:
        stories[told[story]].append(story)
    return {group: _best(each, reaches, care) for group, each in stories.items()}


def _best(stories: Iterable[UUID], reaches: Mapping[UUID, Reach], care: frozenset[UUID]) -> _Reached:
    each = sorted(stories, key=lambda story: (reaches[story].how not in REACHED, reaches[story].tells_nobody, story))
    return _Reached(each[0], reaches[each[0]], careful=not care.isdisjoint(each))
