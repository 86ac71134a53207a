"""Contacts, conversations and messages, consent, and what a worker was told and asked. All sealed or coded."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saphan.store.ids import ordered_id, random_id
from saphan.store.protection import (
    SYSTEM,
    Belongs,
    Protection,
    also,
    intake_of,
    is_looked_up,
    lookup_of,
    one_message_of,
    one_story_of,
    setting,
    stories_of,
    story_of,
)
from saphan.voice.aloud.models import MachineVoice as MachineVoice
from saphan.voice.aloud.models import ReadingLink as ReadingLink
from saphan.voice.aloud.models import SpokenQuestion as SpokenQuestion
from saphan.voice.channels.models import CallBack as CallBack
from saphan.voice.channels.models import ChannelAccount as ChannelAccount
from saphan.voice.channels.models import Delivery as Delivery
from saphan.voice.channels.models import InboundEvent as InboundEvent
from saphan.voice.channels.models import Way as Way
from saphan.voice.input_class import ANSWERED_US
from saphan.voice.linking.models import Link as Link
from saphan.voice.marks import Ending as Ending
from saphan.voice.marks import ImportedRow as ImportedRow
from saphan.voice.marks import PageFeedback as PageFeedback
from saphan.voice.marks import Receipt as Receipt
from saphan.voice.marks import WrongTry as WrongTry
from saphan.voice.search_models import SearchKey as SearchKey
from saphan.voice.traces.models import Trace as Trace
from saphan.voice.visits.models import Visit as Visit
from saphan.voice.visits.models import VisitEntry as VisitEntry
from saphan.voice.wishes.models import Wish as Wish

IN_A_STORY = (Belongs("voice_conversation", "conversation_id", may_move=True),)
BEHIND_GLASS = also(one_story_of(), "part IN ('said', 'place', 'reply')")  # no number, nor the row that may hold it
HER_OWN_CONTACT = also(intake_of(), f"(id = {setting('contact')} OR {is_looked_up('handle_index')})")


class Status(models.TextChoices):
    WAITING = "waiting"
    ANSWERED = "answered"
    LATER = "later"
    CLOSED = "closed"


class Urgency(models.IntegerChoices):
    ORDINARY = 0
    SOON = 1
    DANGER = 2


class Tell(models.TextChoices):
    """Her answer to "may anyone else be told?". IF_…: only if so many say it, herself among them."""

    NOBODY = "nobody"
    ASK_FIRST = "ask_first"
    WORDS_WITHOUT_NAME = "words_without_name"
    IF_2 = "if_2"
    IF_3 = "if_3"
    IF_5 = "if_5"
    IF_10 = "if_10"


class Contact(models.Model):
    """A worker or job seeker as one desk knows her: by a blind index of her handle, if she gave one.

    The handle itself is a sealed message (part `handle`) of each conversation in which she gave it.
    """

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    language = models.CharField(max_length=12)
    dialect = models.CharField(max_length=12, blank=True)
    handle_kind = models.CharField(max_length=12, blank=True)
    handle_index = models.BinaryField(null=True)
    handle_key_version = models.SmallIntegerField(default=1, db_default=1)
    safe_times = ArrayField(models.CharField(max_length=16), default=list)
    clock = models.SmallIntegerField(null=True)  # minutes that hers is ahead of UTC; None: as that of the desk

    protection = Protection(
        read=(stories_of(), SYSTEM, HER_OWN_CONTACT),
        add=(stories_of(), intake_of(), SYSTEM),
        change=(stories_of(), HER_OWN_CONTACT, SYSTEM),
        remove=(SYSTEM,),
    )

    class Meta:
        db_table = "voice_contact"
        constraints = [
            models.UniqueConstraint(fields=["desk_id", "handle_index"], name="voice_contact_handle_once"),
        ]


class Conversation(models.Model):
    """Everything said with one contact on one thread; found again by its claim code. Coded columns only."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    contact_id = models.UUIDField()
    code_hash = models.BinaryField(unique=True)
    code_key_version = models.SmallIntegerField()
    word_hash = models.BinaryField(null=True)
    word_key_version = models.SmallIntegerField(default=1, db_default=1)
    word_tries = models.SmallIntegerField(default=0)
    word_tries_on = models.DateField(null=True)
    channel = models.CharField(max_length=16)
    language = models.CharField(max_length=12)
    dialect = models.CharField(max_length=12, blank=True)
    icon = models.CharField(max_length=20, blank=True)
    about_someone_else = models.BooleanField(null=True)
    place_organisation_id = models.UUIDField(null=True)
    place_line = models.CharField(max_length=80, blank=True)
    reply_by = models.CharField(max_length=8, default="code")
    tell = models.CharField(max_length=20, choices=Tell, default=Tell.ASK_FIRST)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    urgency = models.SmallIntegerField(choices=Urgency, default=Urgency.ORDINARY)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    first_read_on = models.DateField(null=True)
    assigned_to = models.UUIDField(null=True)
    follow_up_on = models.DateField(null=True)
    danger_at = models.DateTimeField(null=True)
    danger_seen_at = models.DateTimeField(null=True)
    lead_told_at = models.DateTimeField(null=True)
    left_on = models.DateField(null=True)
    kept_from_search = models.BooleanField(default=False, db_default=False)
    reads_zawgyi = models.BooleanField(default=False, db_default=False)  # her phone shows nothing else
    number_given_on = models.DateField(null=True)  # a code was read out to her who was told none when she began

    protection = Protection(
        read=(stories_of(), story_of("id"), one_story_of("id"), lookup_of("code_hash"), SYSTEM),
        add=(also(intake_of(), story_of("id").sql), SYSTEM),
        change=(stories_of(), story_of("id"), SYSTEM),
    )

    class Meta:
        db_table = "voice_conversation"
        indexes = [
            models.Index(
                fields=["desk_id", "status", "-urgency", "waiting_since", "id"], name="voice_conversation_inbox"
            ),
            models.Index(fields=["desk_id", "status", "-urgency", "opened_at", "id"], name="voice_conversation_shelf"),
        ]


class Message(models.Model):
    """One thing said, sealed. part: what it answers (`said`, `place`, `about`, `handle`, `reply`…)."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    inbound = models.BooleanField()
    part = models.CharField(max_length=12, default="said")
    kind = models.CharField(max_length=12, default="text")
    input_class = models.CharField(max_length=12, default="voice")
    rule = models.CharField(max_length=16, blank=True, default="")  # of `input_class`; "" for what is ours
    language = models.CharField(max_length=12, blank=True)
    sealed = models.BinaryField()
    normalised = models.BinaryField(null=True)
    zawgyi_percent = models.SmallIntegerField(null=True)  # how likely it came in Zawgyi; null until it was looked at
    other_reading = models.BinaryField(null=True)  # as the other encoding, where neither is sure
    size = models.IntegerField()
    at = models.DateTimeField()
    author = models.UUIDField(null=True)
    approved_reply = models.CharField(max_length=40, blank=True)
    seen_by_her_on = models.DateField(null=True)
    supersedes_id = models.UUIDField(null=True)
    recalled_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), story_of(), BEHIND_GLASS, one_message_of(), SYSTEM),
        add=(stories_of(), story_of(), intake_of(), SYSTEM),
        change=(stories_of(), story_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("conversation_id", "inbound", "part", "sealed", "at", "author"),
        belongs=IN_A_STORY,
    )

    class Meta:
        db_table = "voice_message"
        indexes = [models.Index(fields=["conversation_id", "id"], name="voice_message_thread")]


class Attachment(models.Model):
    """A photo or recording without its metadata, sealed; the untouched original only when she said "keep as proof"."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    message_id = models.UUIDField()
    media_type = models.CharField(max_length=40)
    size = models.IntegerField()
    sha256 = models.BinaryField()
    sealed = models.BinaryField()
    proof_subject_id = models.UUIDField(null=True)
    proof_sealed = models.BinaryField(null=True)
    received_at = models.DateTimeField()

    protection = Protection(
        read=(stories_of(), story_of(), one_story_of(), SYSTEM),
        add=(stories_of(), story_of(), intake_of(), SYSTEM),
        change=(stories_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("conversation_id", "message_id", "sha256", "sealed", "received_at"),
        belongs=IN_A_STORY,
    )

    class Meta:
        db_table = "voice_attachment"
        indexes = [
            models.Index(fields=["message_id"], name="voice_attachment_message"),
            models.Index(fields=["conversation_id", "id"], name="voice_attachment_story"),
        ]


class PageDraft(models.Model):
    """What one browser has typed and where it is, sealed under a key that only its cookie holds; gone after a day."""

    token_hash = models.BinaryField(primary_key=True)
    sealed = models.BinaryField()
    until = models.DateTimeField()
    key_version = models.SmallIntegerField(default=1, db_default=1)

    protection = Protection(
        read=(lookup_of("token_hash"), SYSTEM),
        add=(lookup_of("token_hash"),),
        change=(lookup_of("token_hash"),),
        remove=(lookup_of("token_hash"), SYSTEM),
    )

    class Meta:
        db_table = "voice_page_draft"


class Consent(models.Model):
    """What she agreed to, for whom and for which words; dated, and ended rather than erased."""

    id = models.UUIDField(primary_key=True, default=random_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    purpose = models.CharField(max_length=20)
    recipient_id = models.UUIDField(null=True)
    draft_id = models.UUIDField(null=True)
    given = models.BooleanField()
    parts = ArrayField(models.CharField(max_length=12), default=list)  # of what was asked, those she said yes to
    language = models.CharField(max_length=12)
    how = models.CharField(max_length=12, default="page")
    words_version = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), story_of(), one_story_of(), SYSTEM),
        add=(stories_of(), story_of(), SYSTEM),
        change=(stories_of(), story_of(), SYSTEM),
        fixed=(
            "conversation_id",
            "purpose",
            "recipient_id",
            "draft_id",
            "given",
            "parts",
            "language",
            "how",
            "on",
            "words_version",
        ),
        belongs=IN_A_STORY,
    )

    class Meta:
        db_table = "voice_consent"
        indexes = [models.Index(fields=["draft_id"], name="voice_consent_draft")]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation_id", "purpose", "recipient_id", "draft_id"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="voice_consent_one_answer",
            ),
        ]


class Told(models.Model):
    """A step of her story that she can read: a code, a day, no company."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    step = models.CharField(max_length=40)
    on = models.DateField()
    seen_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), story_of(), one_story_of(), SYSTEM),
        add=(stories_of(), story_of(), intake_of(), SYSTEM),
        change=(story_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=("conversation_id", "step", "on"),
        belongs=IN_A_STORY,
    )

    class Meta:
        db_table = "voice_told"
        indexes = [models.Index(fields=["conversation_id", "id"], name="voice_told_story")]


class Ask(models.Model):
    """A question to her about something of an upper room (`ref`), with the fixed words that it is about."""

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    question = models.CharField(max_length=20)
    ref = models.UUIDField()
    words = models.TextField(blank=True)
    sealed = models.BinaryField(null=True)  # the parts she may say yes or no to, each with her very words
    until = models.DateField(null=True)
    beside = models.BooleanField(default=False, db_default=False)  # her own case is before the same company: warn her
    by_record = models.BooleanField(default=False, db_default=False)  # they have no log-in: we tell them
    language = models.CharField(max_length=12)
    recipient_id = models.UUIDField(null=True)
    recipient_kind = models.CharField(max_length=12, blank=True)
    recipient_name = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField()
    closed_on = models.DateField(null=True)

    protection = Protection(
        read=(stories_of(), story_of(), one_story_of(), SYSTEM),
        add=(stories_of(), SYSTEM),
        change=(stories_of(), story_of(), SYSTEM),
        remove=(SYSTEM,),
        fixed=(
            "conversation_id",
            "question",
            "ref",
            "words",
            "sealed",
            "until",
            *("beside", "by_record", "language", "recipient_id", "asked_on"),
        ),
        belongs=IN_A_STORY,
    )

    class Meta:
        db_table = "voice_ask"
        constraints = [
            models.UniqueConstraint(
                fields=["conversation_id", "question", "ref"], condition=Q(closed_on=None), name="voice_ask_one_open"
            ),
        ]


class Answer(models.Model):
    """What she answered, as a code, and to which parts she said yes. A changed mind is a new row; the last counts."""

    INPUT_RULE = ANSWERED_US

    id = models.UUIDField(primary_key=True, default=ordered_id)
    desk_id = models.UUIDField()
    conversation_id = models.UUIDField()
    ask_id = models.UUIDField()
    code = models.CharField(max_length=20)
    parts = ArrayField(models.CharField(max_length=12), default=list)
    on = models.DateField()

    protection = Protection(
        read=(stories_of(), story_of(), one_story_of(), SYSTEM),
        add=(stories_of(), story_of(), SYSTEM),
        change=(SYSTEM,),
        remove=(SYSTEM,),
        fixed=("conversation_id", "ask_id", "code", "on"),
        belongs=(Belongs("voice_ask", "ask_id", ("desk_id", "conversation_id")),),
    )

    class Meta:
        db_table = "voice_answer"
        indexes = [
            models.Index(fields=["ask_id", "-id"], name="voice_answer_last"),
            models.Index(fields=["conversation_id", "id"], name="voice_answer_story"),
        ]
