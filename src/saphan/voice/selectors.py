"""Everything that reads a story, by reader: the desk, the worker herself, the rooms above."""

from saphan.voice.coded import (
    ConsentTally,
    ConversationFacts,
    consent_count,
    conversation_facts,
    deleted_by_her,
    those_who_wait,
    told_and_traced,
)
from saphan.voice.inbox import (
    Cursor,
    InboxFilter,
    InboxPage,
    InboxRow,
    LanguageWaits,
    inbox,
    languages_that_wait,
)
from saphan.voice.keeping import KeepingPage, keeping
from saphan.voice.keys_of_words import Marked, marked
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
from saphan.voice.searching import Found, FoundStory, search
from saphan.voice.story_page import StoryPage, desk_of_story, details, is_there, story
from saphan.voice.visits.visits import OutreachDay, outreach_days

__all__ = [
    "AskCard",
    "AttachmentCard",
    "ConsentCard",
    "ConsentTally",
    "ConversationCard",
    "ConversationFacts",
    "Cursor",
    "Found",
    "FoundStory",
    "InboxFilter",
    "InboxPage",
    "InboxRow",
    "KeepingPage",
    "LanguageWaits",
    "Line",
    "Marked",
    "Mistyped",
    "NoSuchCode",
    "OutreachDay",
    "StoryPage",
    "Thread",
    "attachment",
    "consent_count",
    "conversation_facts",
    "told_and_traced",
    "deleted_by_her",
    "desk_of_story",
    "details",
    "inbox",
    "is_there",
    "keeping",
    "languages_that_wait",
    "marked",
    "open_story",
    "outreach_days",
    "search",
    "story",
    "those_who_wait",
    "thread",
]
