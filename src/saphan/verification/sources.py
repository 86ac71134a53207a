"""What verification takes from the rooms below: codes of a concern, and who stands behind an issue. As System."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from saphan.casework import selectors as casework
from saphan.casework.selectors import ConcernBehind, ConcernFacts
from saphan.voice import selectors as voice
from saphan.voice.selectors import ConversationFacts
from saphan.voice.traces.selectors import StoryTraces, traces_of
from saphan.voice.vocabulary import waits_for


class Origin(NamedTuple):
    """Where one concern came from. traces: what was kept of its story, None of one that is gone. vouched: somebody else
    in its case speaks for her by a checked mandate."""

    traces: StoryTraces | None = None
    vouched: bool = False

    @property
    def waits(self) -> bool:
        """Whether she wants others to be told only when enough say it."""
        return self.traces is not None and self.traces.waits_for > 0


class Statement(NamedTuple):
    """One concern that counts, coded, with the channel and language in which it was said.

    in_company: her story counts as one voice with others. waits: others may be told only when enough say it.
    """

    concern_id: UUID
    conversation_id: UUID
    desk_id: UUID
    kind: str
    respondent_id: UUID
    stage: str
    recorded_on: date
    voice_group: UUID
    channel: str
    language: str
    first_hand: bool
    proof: str
    number_affected: int
    mandate: str = ""
    speaks_for: int = 1
    in_company: bool = False
    waits: bool = False


def statement(concern_id: UUID) -> Statement | None:
    """None when it does not count: withdrawn, corrected, of a story that was deleted, or feedback so far."""
    return heard_of(concern_id)[2]


def heard_of(concern_id: UUID) -> tuple[UUID | None, ConversationFacts | None, Statement | None]:
    """The story in which it was said, also of a concern that counts no more; what is known of it; the statement."""
    concern = casework.concern_for_facts(concern_id)
    if concern is None:
        return None, None, None
    story_id = concern.conversation_id
    told = voice.conversation_facts([story_id]).get(story_id)
    return story_id, told, _statement(concern, told)


def statements_about(respondent_ids: Collection[UUID], desk_ids: Collection[UUID]) -> list[tuple[Statement, Origin]]:
    """Everything that counts of what these desks heard about these respondents, with its origin; oldest first."""
    concerns = casework.concerns_about(respondent_ids, desk_ids)
    stories = voice.told_and_traced({concern.conversation_id for concern in concerns})
    counting = []
    for concern in concerns:
        told, traces = stories.get(concern.conversation_id, (None, None))
        if said := _statement(concern, told):
            counting.append((said, Origin(traces, concern.vouched)))
    return sorted(counting, key=lambda each: (each[0].recorded_on, each[0].concern_id.int))


def origins_of(concern_ids: Collection[UUID]) -> dict[UUID, Origin]:
    """By concern; one that does not exist is missing."""
    if not concern_ids:
        return {}
    stories = casework.stories_of(concern_ids)
    traces = traces_of({story.conversation_id for story in stories.values()})
    return {each: Origin(traces.get(story.conversation_id), story.vouched) for each, story in stories.items()}


def taken_back_by_her(concern_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these, those that she or her caseworker took back, and those of a story that she deleted.

    What time ended looks like both: its story is a tombstone, and its concerns are closed with it.
    """
    if not concern_ids:
        return frozenset()
    concerns = casework.concerns_for_facts(concern_ids)
    stories = {concern.conversation_id for concern in concerns.values()}
    here, deleted = voice.conversation_facts(stories), voice.deleted_by_her(stories)
    return frozenset(
        concern_id
        for concern_id, concern in concerns.items()
        if concern.conversation_id in deleted or (concern.withdrawn and concern.conversation_id in here)
    )


def _statement(concern: ConcernFacts, said: ConversationFacts | None) -> Statement | None:
    if concern.withdrawn or said is None or not said.is_voice:
        return None
    return Statement(
        concern_id=concern.concern_id,
        conversation_id=concern.conversation_id,
        desk_id=concern.desk_id,
        kind=concern.kind,
        respondent_id=concern.respondent_id,
        stage=concern.stage,
        recorded_on=concern.recorded_on,
        voice_group=concern.voice_group,
        channel=said.channel,
        language=said.language,
        first_hand=concern.first_hand,
        proof=concern.proof,
        number_affected=concern.number_affected,
        mandate=concern.mandate,
        speaks_for=concern.speaks_for,
        in_company=concern.in_company,
        waits=waits_for(said.tell) > 0,
    )


def concerns_behind(family: str, respondent_ids: Collection[UUID], desk_ids: Collection[UUID]) -> list[ConcernBehind]:
    """Every concern that counts now, of stories that still stand."""
    concerns = casework.concerns_behind(family, respondent_ids, desk_ids)
    standing = voice.conversation_facts({concern.conversation_id for concern in concerns})
    heard = {conversation_id for conversation_id, said in standing.items() if said.is_voice}
    return [concern for concern in concerns if concern.conversation_id in heard]


def feedback_about(family: str, respondent_ids: Collection[UUID], desk_id: UUID, since: date) -> set[UUID]:
    """Voices of one desk of whom all that is known came through a line of a company: they count nowhere."""
    concerns = casework.concerns_behind(family, respondent_ids, [desk_id])
    told = voice.conversation_facts({concern.conversation_id for concern in concerns})
    unheard = [one for one in concerns if one.conversation_id in told and not told[one.conversation_id].is_voice]
    return {one.voice_group for one in unheard if one.recorded_on >= since}
