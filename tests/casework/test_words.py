"""Given what staff and workers read, it is there in their languages, short, and true to the numbers."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from saphan.casework import approved_replies, codes, months
from saphan.casework.statement import month_before
from saphan.casework.wording import language_name, span
from saphan.standards.concern_kinds import all_kinds, families
from saphan.voice.vocabulary import ICONS, STEPS

FORBIDDEN = ("submit", "stakeholder", "grievance", "case number")


@pytest.mark.parametrize("code", approved_replies.ALL)
@pytest.mark.parametrize("language", ["my", "th", "km", "ne"])
def test_each_approved_reply_is_written_in_her_language(code: str, language: str) -> None:
    with translation.override(language):
        for sentence in approved_replies.ALL[code].sentences:
            assert translation.gettext(sentence) != sentence
    assert approved_replies.is_written_in(language)


def test_a_language_without_a_catalogue_reads_english_and_says_so() -> None:
    assert approved_replies.words("we_read_you", "shn") == approved_replies.words("we_read_you", "en")
    assert not approved_replies.is_written_in("shn")
    assert approved_replies.is_written_in("en")


@pytest.mark.parametrize("code", approved_replies.ALL)
def test_her_sentences_are_short_and_kind(code: str) -> None:
    for sentence in approved_replies.ALL[code].sentences:
        assert len(sentence.split()) <= 12
        assert not any(word in sentence.lower() for word in FORBIDDEN)


def test_each_reply_has_a_key_of_its_own() -> None:
    keys = [reply.key for reply in approved_replies.ALL.values()]
    assert len(set(keys)) == len(keys)


def test_every_code_has_words() -> None:
    assert set(ICONS) <= set(codes.ICONS)
    assert set(STEPS) <= set(codes.STEPS)
    with translation.override("th"):
        assert [code for code, kind in all_kinds().items() if codes.kind_name(code) == kind.name] == []
        assert [letter for letter, name in families().items() if codes.family_name(letter) == name] == []


def test_how_long_she_waits() -> None:
    spans = {0: "0 min", 59: "59 min", 60: "1 h 00", 125: "2 h 05", 24 * 60: "1 day", 3 * 24 * 60 + 5: "3 days"}
    assert {minutes: span(timedelta(minutes=minutes)) for minutes in spans} == spans
    assert span(timedelta(minutes=-5)) == "0 min"


def test_languages_by_name() -> None:
    with translation.override("en"):
        assert (language_name("my"), language_name("km"), language_name("zz-9")) == ("Burmese", "Khmer", "zz-9")
    with translation.override("th"):
        assert language_name("my") == "พม่า"


def test_months_to_choose() -> None:
    offered = months.to_choose(date(2026, 3, 2))
    assert offered[:4] == [date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1)]
    assert (offered[months.BACK], offered[months.BACK + 1]) == (date(2024, 3, 1), date(2023, 1, 1))
    assert months.last_day_of(date(2026, 2, 1), date(2026, 3, 2)) == date(2026, 2, 28)
    assert months.last_day_of(date(2026, 3, 1), date(2026, 3, 2)) == date(2026, 3, 2)


def test_the_month_before() -> None:
    assert month_before(date(2026, 3, 31)) == date(2026, 2, 1)
    assert month_before(date(2026, 1, 1)) == date(2025, 12, 1)


@pytest.mark.parametrize("language", ["my", "th", "km", "ne"])
def test_what_a_referral_says_in_codes_is_written_in_her_language(language: str) -> None:
    """She reads these very words before she says yes to a referral."""
    kinds = [code for code, kind in all_kinds().items() if kind.is_a_concern]
    english = {*map(str, codes.NEEDS.values()), *map(codes.kind_name, kinds)}
    with translation.override(language):
        hers = {*map(str, codes.NEEDS.values()), *map(codes.kind_name, kinds)}
    assert hers & english == set()
    assert len(hers) == len(english)
