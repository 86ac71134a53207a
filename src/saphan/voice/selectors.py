"""Everything that reads a story, by reader: the desk, the worker herself, the rooms above."""

from saphan.voice.coded import ConsentTally, ConversationFacts, consent_count, conversation_facts
from saphan.voice.inbox import Cursor, InboxFilter, InboxPage, InboxRow, inbox
from saphan.voice.keeping import KeepingPage, keeping
from saphan.voice.reading import (
    AskCard,
    AttachmentCard,
    ConsentCard,
    ConversationCard,
    Line,
    Thread,
    attachment,
    thread,
)
from saphan.voice.returning import Mistyped, NoSuchCode, open_story
from saphan.voice.story_page import StoryPage, desk_of_story, details, is_there, story

__all__ = [
    "AskCard",
    "AttachmentCard",
    "ConsentCard",
    "ConsentTally",
    "ConversationCard",
    "ConversationFacts",
    "Cursor",
    "InboxFilter",
    "InboxPage",
    "InboxRow",
    "KeepingPage",
    "Line",
    "Mistyped",
    "NoSuchCode",
    "StoryPage",
    "Thread",
    "attachment",
    "consent_count",
    "conversation_facts",
    "desk_of_story",
    "details",
    "inbox",
    "is_there",
    "keeping",
    "open_story",
    "story",
    "thread",
]
