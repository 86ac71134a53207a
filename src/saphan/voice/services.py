"""Everything that changes a story. Each act stands in the module of its moment; rooms above call it from here."""

from saphan.voice.answering import (
    assign,
    close,
    mark_read,
    note_spoken_with,
    place_is_known,
    put_off,
    reply,
    see_danger,
)
from saphan.voice.consent import consents_over, end_consent, record_consent_in_talk
from saphan.voice.deleting import delete_story
from saphan.voice.intake import accept
from saphan.voice.keys_of_words import keep_from_search, mark, unmark
from saphan.voice.letters import set_letters
from saphan.voice.linking.joining import link_lost
from saphan.voice.returning import give_number, reopen
from saphan.voice.saying import (
    choose_word,
    open_linked,
    page_was_clear,
    raise_danger,
    say_more,
    see_answers,
    set_details,
    wish_claim,
    word_opens,
)
from saphan.voice.telling import Reader, answer, ask, close_asks, tell

__all__ = [
    "Reader",
    "accept",
    "answer",
    "ask",
    "assign",
    "choose_word",
    "close",
    "close_asks",
    "consents_over",
    "delete_story",
    "end_consent",
    "keep_from_search",
    "link_lost",
    "mark",
    "mark_read",
    "note_spoken_with",
    "open_linked",
    "page_was_clear",
    "place_is_known",
    "put_off",
    "raise_danger",
    "record_consent_in_talk",
    "give_number",
    "reopen",
    "reply",
    "say_more",
    "see_answers",
    "see_danger",
    "set_details",
    "set_letters",
    "tell",
    "unmark",
    "wish_claim",
    "word_opens",
]
