"""Codes to words, for the templates of verification and of rooms that draw panels on its pages."""

from collections.abc import Sequence

from django import template

from saphan.casework import codes
from saphan.verification import words
from saphan.verification.pages import VoiceRow
from saphan.verification.picture import sentences
from saphan.verification.signals import words as signal_words

register = template.Library()
register.filter("kind_name", codes.kind_name)
register.filter("family_name", codes.family_name)
register.filter("language_name", words.language)
register.filter("what_rose", signal_words.what)
register.filter("where_it_rose", signal_words.where)
register.filter("usual_voices", signal_words.usual)
register.filter("percent", signal_words.percent)

TABLES: dict[str, words.Words] = {
    "stage": words.STAGES,
    "reason": words.REASONS,
    "missing": words.MISSING,
    "question": words.NEXT_QUESTIONS,
    "asked": words.QUESTIONS,
    "answered": words.ANSWERS,
    "finding": words.FINDINGS,
    "confidence": words.CONFIDENCES,
    "outcome": signal_words.OUTCOMES,
    "known_why": signal_words.WHY,
    "method": signal_words.METHODS,
    "refusal": words.REFUSALS,
    "way_out": words.WAYS_OUT,
    "channel": codes.CHANNELS,
    "proof": codes.PROOFS,
    "ground": sentences.GROUNDS,
    "tie": words.TIES,
}
register.filter("bundle_name", sentences.name)
register.filter("reasons_of", sentences.why_one)
register.filter("leans_on", sentences.leans_on)
register.filter("begin_with", sentences.begin_with)
register.filter("which_one", sentences.which)
register.filter("why_her", sentences.why_her)


@register.filter
def in_words(code: str, table: str) -> str:
    """`{{ issue.stage|in_words:"stage" }}`. Raises KeyError for a table that does not exist."""
    return words.word(TABLES[table], str(code))


@register.filter
def why_one_voice(voice: VoiceRow) -> str:
    """What the title of a line of dots says."""
    return words.heard(len(voice.said), voice.called_back, voice.own_desk)


@register.filter
def numbered(rows: Sequence[object], number: int) -> object:
    """The row that a line of the drawing stands for."""
    return rows[number - 1]
