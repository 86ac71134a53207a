"""Keeps one thing with her story at her yes, lets another desk read it at another yes, and unties it again."""

from datetime import date
from uuid import UUID

from saphan.empowerment.journey.models import JourneyPart
from saphan.empowerment.journey.opening import cell_of, opened
from saphan.empowerment.journey.things import Thing
from saphan.empowerment.refusals import NotNow
from saphan.empowerment.reviews.models import Review
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.ids import random_id
from saphan.store.turns import one_at_a_time
from saphan.vault.models import DataKey
from saphan.vault.recording import record
from saphan.vault.services import hand_over_keys, new_key, seal
from saphan.voice.consent import consents_over, keep_yes_to_keeping
from saphan.voice.models import Conversation
from saphan.voice.moving import Move
from saphan.voice.stories import note_once, own

OURSELVES = System("empowerment.keep_with_story")
WORDS = "keep-with-story-1"
"""The version of the words to which she says yes; other words have another one."""


def keep(*, conversation_id: UUID, thing: Thing, once: str, review_id: UUID | None = None) -> bool:
    """Keep it with her story, for the desk that answers her; the same `once` again changes nothing (False).

    review_id: of the review that she tied to her story in the same form. Raises StoryGone.
    """
    with acting_as(Story(conversation_id)) as moment:
        story = own(conversation_id)
        if not note_once(story, f"{once}kept", moment.now):
            return False
        part_id = random_id()
        with acting_as(OURSELVES):
            _write(part_id, story, thing, review_id, moment.day)
            _agree(part_id, story, thing.language, moment.day)
        record("empowerment.kept_with_story", part_id, detail={"kind": thing.kind})
    return True


def let_read(*, part_id: UUID, conversation_id: UUID, language: str) -> None:
    """Her story is at another desk now: that one may read it too, and the former one no more.

    Raises StoryGone, NotNow.
    """
    with acting_as(Story(conversation_id)) as moment:
        story = own(conversation_id)
        one_at_a_time(part_id)
        with acting_as(OURSELVES):
            part = _locked(part_id, conversation_id)
            if part.reader_id == story.desk_id:
                return
            consents_over(ref=part_id)
            hand_over_keys(subject_ids=[part_id], to_desk_id=story.desk_id)
            part.reader_id = story.desk_id
            part.save(update_fields=["reader_id"])
            _agree(part_id, story, language, moment.day)
        record("empowerment.let_read", part_id)


def bring(*, part_id: UUID, from_id: UUID, conversation_id: UUID, once: str) -> bool:
    """A copy of what she kept with an earlier story, into this one: neither says that there is the other.

    from_id: the earlier story, which she opened with its own code. Raises StoryGone, NotNow.
    """
    with acting_as(Story(from_id)):
        own(from_id)
        with acting_as(OURSELVES):
            (thing,) = opened([_locked(part_id, from_id)], why="she_brings_it").values()
    return keep(conversation_id=conversation_id, thing=thing, once=once)


def forget(subject_id: UUID) -> None:
    """For `vault.shredding`: one thing that she took back, or all that she kept with a story that is destroyed."""
    with acting_as(OURSELVES):
        _untie(subject_id)
        for part_id in list(JourneyPart.objects.filter(conversation_id=subject_id).values_list("id", flat=True)):
            _take_away(part_id)


def _untie(part_id: UUID) -> None:
    """Taken back by itself: the review that was tied to her story is nobody's from now on."""
    part = JourneyPart.objects.select_for_update().filter(id=part_id).first()
    if part is not None:
        if part.review_id is not None:
            Review.objects.filter(id=part.review_id).update(conversation_id=None)
        _take_away(part_id)


def _take_away(part_id: UUID) -> None:
    consents_over(ref=part_id)
    DataKey.objects.filter(subject_id=part_id).delete()
    JourneyPart.objects.filter(id=part_id).delete()


def move_story(move: Move) -> None:
    """It goes with her story, and no desk reads it: the old one answers her no more, the new one has no yes of hers."""
    JourneyPart.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)


def _locked(part_id: UUID, conversation_id: UUID) -> JourneyPart:
    part = JourneyPart.objects.select_for_update().filter(id=part_id, conversation_id=conversation_id).first()
    if part is None:
        raise NotNow
    return part


def _write(part_id: UUID, story: Conversation, thing: Thing, review_id: UUID | None, day: date) -> None:
    key_row, key = new_key(subject_id=part_id, desk_id=story.desk_id, kind="journey")
    key_row.save(force_insert=True)
    JourneyPart.objects.create(
        id=part_id,
        desk_id=story.desk_id,
        reader_id=story.desk_id,
        conversation_id=story.id,
        kind=thing.kind,
        kept_on=day,
        review_id=review_id,
        sealed=seal(thing.as_text, key=key, cell=cell_of(part_id)),
    )


def _agree(part_id: UUID, story: Conversation, language: str, day: date) -> None:
    keep_yes_to_keeping(
        conversation_id=story.id,
        ref=part_id,
        recipient_id=network.desk(story.desk_id).organisation_id,
        language=language,
        words_version=WORDS,
        day=day,
    )
