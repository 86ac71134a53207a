"""What verification takes from the rooms below: codes of a concern, and who stands behind an issue. As System."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.casework import selectors as casework
from saphan.casework.selectors import ConcernBehind
from saphan.voice import selectors as voice


@dataclass(frozen=True, slots=True)
class Statement:
    """One concern that counts, coded, with the channel and language in which it was said."""

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


def statement(concern_id: UUID) -> Statement | None:
    """None when it does not count: withdrawn, corrected, of a story that was deleted, or feedback so far."""
    concern = casework.concern_for_facts(concern_id)
    if concern is None or concern.withdrawn:
        return None
    said = voice.conversation_facts([concern.conversation_id]).get(concern.conversation_id)
    if said is None or not said.is_voice:
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
    )


def story_of(concern_id: UUID) -> UUID | None:
    """The conversation in which it was said, also of a concern that counts no more; None for no such concern."""
    concern = casework.concern_for_facts(concern_id)
    return concern.conversation_id if concern else None


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
