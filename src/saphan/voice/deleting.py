"""Deleting a story: its key and everything derived from it. What stays is a tombstone with a desk and a day."""

import secrets
from datetime import timedelta
from uuid import UUID

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.ids import random_id
from saphan.store.tasks import defer
from saphan.store.turns import patiently
from saphan.vault.models import DataKey
from saphan.vault.recording import record
from saphan.vault.shredding import Left, shred
from saphan.voice.linking.joining import forget_links
from saphan.voice.models import (
    Answer,
    Ask,
    Attachment,
    Consent,
    Contact,
    Conversation,
    Ending,
    Link,
    Message,
    Receipt,
    SearchKey,
    Status,
    Tell,
    Told,
    Urgency,
    Wish,
)
from saphan.voice.stories import own

HERS = (Answer, Ask, Message, Told, Ending, SearchKey, Wish)
REMOVED = tuple(model._meta.db_table for model in (*HERS, Attachment, Link, Contact))
AFTERWARDS = ("verification.take_voice_back",)
LEFT = {
    "voice_receipt": Left.with_columns(
        "token_hash desk_id key_version at",
        "that this send came once, until its time is over: a system that repeats it must not make her story again",
    ),
    "voice_conversation": Left.with_columns(
        "id desk_id contact_id code_hash code_key_version word_key_version reply_by tell status opened_at left_on",
        "a tombstone: a desk and a day; contact and code are random, the rest says the same of every deleted story",
    ),
    "voice_consent": Left.with_columns(
        "id desk_id conversation_id purpose recipient_id draft_id given language how words_version on until ended_on",
        "that somebody agreed to these words, with its dated end: what was shown rested on it; names no contact",
    ),
}


def delete_story(*, conversation_id: UUID, by: Story) -> None:
    """Take her story away for good: words, pictures, steps, answers, ways to reach her. Raises StoryGone.

    It cannot reach what others were shown already, nor what a person remembers. Somebody who works on it at this very
    moment does not stop her.
    """

    def delete() -> None:
        with acting_as(by):
            _count_no_more(own(conversation_id))
            with acting_as(System("voice.delete_story")):
                shred(conversation_id)

    patiently(delete)


def delete_again(subject_id: UUID) -> None:
    """A restored back-up brought back a story that she had deleted: for `vault.shredding`, before it goes again."""
    conversation = Conversation.objects.filter(id=subject_id, left_on=None).first()
    if conversation is not None:
        _count_no_more(conversation)


def _count_no_more(conversation: Conversation) -> None:
    """Figures and issues are told in the transaction that takes the story away."""
    coded = {"channel": conversation.channel, "language": conversation.language, "icon": conversation.icon}
    record("voice.story_deleted", conversation.id, fact=dict(coded))
    defer("verification.take_voice_back", conversation_id=conversation.id)


def forget_conversation(subject_id: UUID) -> None:
    """What voice derives from a subject, for `vault.shredding`: nothing, unless it is a conversation."""
    with acting_as(System("voice.forget_conversation")):
        conversation = Conversation.objects.select_for_update().filter(id=subject_id).first()
        if conversation is None:
            return
        _forget_attachments(subject_id)
        for model in HERS:
            model._default_manager.filter(conversation_id=subject_id).delete()
        _empty_receipts(subject_id)
        forget_links(subject_id)
        Consent.objects.filter(conversation_id=subject_id, ended_on=None).update(ended_on=clock.today())
        _forget_contact(conversation)
        _leave_a_tombstone(conversation)


def _empty_receipts(conversation_id: UUID) -> None:
    """What was sent stays known by its hash alone, from a day that it shares with others."""
    receipts = list(Receipt.objects.filter(conversation_id=conversation_id))
    Receipt.objects.filter(conversation_id=conversation_id).delete()
    for receipt in receipts:
        next_day = receipt.at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        receipt.conversation_id, receipt.sealed_answer, receipt.at = None, b"", next_day
    Receipt.objects.bulk_create(receipts)


def _forget_attachments(conversation_id: UUID) -> None:
    attachments = Attachment.objects.filter(conversation_id=conversation_id)
    proofs = [proof for proof in attachments.values_list("proof_subject_id", flat=True) if proof]
    attachments.delete()
    DataKey.objects.filter(subject_id__in=proofs).delete()


def _forget_contact(conversation: Conversation) -> None:
    """Her handle's blind index goes too, unless another story of hers still needs it.

    Locked first: of two stories that go in one moment, the second sees that it was the last.
    """
    Contact.objects.select_for_update().filter(id=conversation.contact_id).first()
    others = Conversation.objects.filter(contact_id=conversation.contact_id, left_on=None).exclude(id=conversation.id)
    if not others.exists():
        Contact.objects.filter(id=conversation.contact_id).delete()


def _leave_a_tombstone(conversation: Conversation) -> None:
    day = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    Conversation.objects.filter(id=conversation.id).update(
        contact_id=random_id(),
        code_hash=secrets.token_bytes(32),
        word_hash=None,
        word_tries=0,
        word_tries_on=None,
        channel="",
        language="",
        dialect="",
        icon="",
        about_someone_else=None,
        place_organisation_id=None,
        place_line="",
        reply_by="code",
        tell=Tell.NOBODY,
        status=Status.CLOSED,
        urgency=Urgency.ORDINARY,
        opened_at=day,
        waiting_since=None,
        first_read_on=None,
        assigned_to=None,
        follow_up_on=None,
        danger_at=None,
        danger_seen_at=None,
        lead_told_at=None,
        kept_from_search=False,
        reads_zawgyi=False,
        number_given_on=None,
        left_on=day.date(),
    )
