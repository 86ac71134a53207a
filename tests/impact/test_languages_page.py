"""Given catalogues and reviewers, everybody reads which words a person has read, and what is offered without pages."""

from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from saphan.impact import languages
from saphan.network import word_reviews
from saphan.network.models import WordReview
from saphan.voice.aloud import questions
from saphan.voice.aloud.models import SpokenQuestion
from saphan.voice.aloud.playing import CanBeHeard

pytestmark = pytest.mark.django_db
PAGE = "/public/languages/"


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_the_page_is_there_in_every_language(language: str) -> None:
    answer = Client().get(PAGE, {"language": language})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "ខ្មែរ" in page
    assert f'lang="{language}"' in page


def test_a_name_stands_where_a_person_has_read() -> None:
    sentence = word_reviews.sentences("km", "voice")[0]
    WordReview.objects.create(
        language="km",
        room="voice",
        digest=sentence.digest,
        sentence=sentence.english[0],
        verdict="accepted",
        said=list(sentence.said),
        by=uuid4(),
        name="Sokha Invented",
        on=date(2026, 3, 2),
    )
    khmer = next(one for one in languages.with_pages() if one.code == "km")
    assert (khmer.accepted, khmer.by, khmer.is_here) == (1, ("Sokha Invented",), True)
    page = Client().get(PAGE).content.decode()
    assert "Sokha Invented" in page
    assert "Made by a machine; no person has accepted it yet." in page, "of the other languages"


def test_what_is_offered_where_there_are_no_pages() -> None:
    rows = {one.code: one for one in languages.without_pages()}
    assert {"shn", "mnw", "ksw", "kac", "cnh", "rhg"} <= rows.keys()
    assert rows["shn"].identified and not rows["shn"].spoken
    assert rows["shn"].closest[0] == ("my", "မြန်မာ")
    assert not rows["rki"].identified
    page = Client().get(PAGE).content.decode()
    assert "တႆး" in page and 'href="/my/"' in page
    assert page.count("No audio yet") == len(rows) + len(languages.with_pages()) - 1


def recorded(
    language: str, code: str, *, by_machine: bool = False, verdict: str = "accepted", digest: str = ""
) -> None:
    SpokenQuestion.objects.create(
        language=language,
        code=code,
        digest=digest or questions.digest(code, language),
        kind="audio/mpeg",
        content=b"",
        by_machine=by_machine,
        on=date(2026, 3, 2),
        verdict=verdict,
    )


def test_how_many_questions_can_be_heard() -> None:
    # Given two questions read in Shan, one that waits and one of older words; in Khmer one by a machine, too
    recorded("shn", "say")
    recorded("shn", "code")
    recorded("shn", "danger", verdict="waiting")
    recorded("shn", "about", digest="of former words")
    recorded("km", "say")
    recorded("km", "say", by_machine=True)
    recorded("km", "code", by_machine=True)
    # Then only what a worker can hear counts, and a person goes before a machine
    shan = next(one for one in languages.without_pages() if one.code == "shn")
    khmer = next(one for one in languages.with_pages() if one.code == "km")
    of = len(questions.CODES)
    assert (shan.heard, khmer.heard) == (CanBeHeard(2, 0, of), CanBeHeard(2, 1, of))
    page = Client().get(PAGE).content.decode()
    assert f"<td>2 / {of}" in page and f"Listen: 2 / {of}" in page
    assert page.count("A machine speaks here.") == 1
