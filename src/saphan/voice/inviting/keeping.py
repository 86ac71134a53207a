"""The question on her page, and what she says to it. Nobody is asked twice, and nothing said is a no."""

from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.vault.recording import record
from saphan.voice.consent import POLLS, end_yes_to_polls
from saphan.voice.inviting import finding
from saphan.voice.inviting.judging import IN_HER_CHAT
from saphan.voice.models import Consent, Conversation, Message
from saphan.voice.stories import hold, own
from saphan.voice.wishes.keeping import wish_of

OURSELVES = System("voice.inviting")


def say(*, conversation_id: UUID, yes: bool, language: str, by: Story, words: str = IN_HER_CHAT) -> None:
    """Whether we may ask her questions sometimes; the last word counts, at once. Raises StoryGone.

    A no before anything was offered is a no too, so that nobody offers it. words: version of the sentences that she
    read (`judging`); a yes to others ends the one before.
    """
    with acting_as(by) as moment:
        story = own(conversation_id)
        standing = Consent.objects.filter(conversation_id=conversation_id, purpose=POLLS, ended_on=None).first()
        if standing is not None and standing.given == yes and (not yes or standing.words_version == words):
            return
        end_yes_to_polls(conversation_id, moment.day)
        consent = Consent.objects.create(
            desk_id=story.desk_id,
            conversation_id=conversation_id,
            purpose=POLLS,
            given=yes,
            language=language,
            words_version=words,
            on=moment.day,
        )
        record("voice.consent_given", consent.id, detail={"given": yes, "how": "page"})


def says_yes(conversation_id: UUID) -> bool:
    return yes_to(conversation_id) is not None


def yes_to(conversation_id: UUID) -> str | None:
    """Version of the sentences to which her yes stands; None without one."""
    with acting_as(Story(conversation_id)):
        hers = Consent.objects.filter(conversation_id=conversation_id, purpose=POLLS, given=True, ended_on=None)
        return hers.values_list("words_version", flat=True).first()


def words_for(conversation_id: UUID) -> str:
    """Version of the sentences to which a yes of hers could be kept today; "" where none could."""
    with acting_as(OURSELVES) as moment:
        story = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        return finding.words_for(story, moment.now) if story else ""


def could_be_asked(conversation_id: UUID) -> bool:
    return bool(words_for(conversation_id))


def is_offered(conversation_id: UUID) -> bool:
    """Whether the question stands on her page by itself: on one day, after our first answer. Later it is a choice."""
    if not could_be_asked(conversation_id):
        return False
    with acting_as(OURSELVES) as moment:
        hold(conversation_id)
        story = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        if story is None or not _is_answered(story.id) or _has_said(story.id):
            return False
        wish = wish_of(story)
        if wish.polls_offered_on is None:
            wish.polls_offered_on = moment.day
            wish.save()
        return wish.polls_offered_on == moment.day


def _is_answered(conversation_id: UUID) -> bool:
    ours = Message.objects.filter(conversation_id=conversation_id, inbound=False, part="reply", recalled_on=None)
    return ours.exists()


def _has_said(conversation_id: UUID) -> bool:
    return Consent.objects.filter(conversation_id=conversation_id, purpose=POLLS).exists()
