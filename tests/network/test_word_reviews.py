"""Given a native reviewer, she reads the translations of her languages, and accepts them or says it better."""

from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from saphan.config import word_review
from saphan.languages import reviewing
from saphan.network import word_reviews
from saphan.network.models import Staff, WordReview
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
PAGE, SAY, PLACE = "/desk/words/", "/desk/words/say/", "/desk/words/place/"


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def sokha(desk_id: UUID) -> Client:
    """Reads Khmer; Lao has no catalogues in this house that she could read."""
    person = desk_person(desk_id, "reviewer", name="Sokha")
    Staff.objects.filter(id=person.id).update(languages=["en", "km", "shn"])
    return sign_in(Client(), person)


@pytest.fixture
def leave() -> word_reviews.Sentence:
    return next(one for one in word_reviews.sentences("km", "voice") if one.english[0] == "Write")


def said(sentence: word_reviews.Sentence, **more: object) -> dict[str, object]:
    return {"language": "km", "room": "voice", "digest": sentence.digest, "name": "Sokha Invented", **more}


def test_she_sees_her_languages_and_no_others(sokha: Client, desk_id: UUID) -> None:
    page = sokha.get(PAGE).content.decode()
    assert "Khmer" in page and "?language=km&amp;room=voice" in page
    assert "Burmese" not in page and "Shan" not in page
    assert "Translations" in page, "in her menu"
    silent = sign_in(Client(), desk_person(desk_id, "reviewer", name="Tida"))
    assert "A lead writes on your page" in silent.get(PAGE).content.decode()
    assert sign_in(Client(), desk_person(desk_id, "lead", name="Ann")).get(PAGE).status_code == 403


def test_the_first_that_waits_then_one_after_another(sokha: Client) -> None:
    every = word_reviews.sentences("km", "voice")
    first = sokha.get(PAGE, {"language": "km", "room": "voice"})
    assert first.context["sentence"] == every[0]
    assert f"1 of {len(every)}" in first.content.decode()
    second = sokha.get(PAGE, {"language": "km", "room": "voice", "at": every[1].digest})
    assert (second.context["before"], second.context["after"]) == (every[0].digest, every[2].digest)
    assert "made by a machine" in second.content.decode()
    # A room or language that is not hers leads back to the list
    assert "sentence" not in sokha.get(PAGE, {"language": "my", "room": "voice"}).context
    assert "sentence" not in sokha.get(PAGE, {"language": "km", "room": "vault"}).context


def test_she_accepts_the_very_words(sokha: Client, leave: word_reviews.Sentence) -> None:
    following = word_reviews.sentences("km", "voice")[0].digest
    done = sokha.post(SAY, said(leave, verdict="accepted", next=following))
    assert done["Location"].endswith(f"room=voice&at={following}")
    row = WordReview.objects.get()
    assert (row.verdict, row.name, row.sentence, tuple(row.said)) == (
        *("accepted", "Sokha Invented", "Write"),
        leave.said,
    )
    page = sokha.get(PAGE, {"language": "km", "room": "voice", "at": leave.digest}).content.decode()
    assert "accepted by Sokha Invented" in page
    state = next(one for one in word_reviews.states("km") if one.room == "voice")
    assert (state.accepted, state.proposed, state.by, state.is_accepted) == (1, 0, ("Sokha Invented",), False)
    # Sent twice it is one acceptance
    sokha.post(SAY, said(leave, verdict="accepted"))
    assert WordReview.objects.count() == 1


def test_she_says_it_better(sokha: Client, leave: word_reviews.Sentence) -> None:
    for words in ("", leave.said[0]):
        refused = sokha.post(SAY, said(leave, verdict="proposed", said=words))
        assert refused.status_code == 409 and "Write other words" in refused.content.decode()
    assert not WordReview.objects.exists()
    sokha.post(SAY, said(leave, verdict="proposed", said="សូមសរសេរ"))
    state = next(one for one in word_reviews.states("km") if one.room == "voice")
    assert (state.accepted, state.proposed) == (0, 1)
    assert [row.said for row in word_reviews.proposals()] == [["សូមសរសេរ"]]
    # Who thinks again and accepts takes her proposal back by that
    sokha.post(SAY, said(leave, verdict="accepted"))
    assert list(word_reviews.proposals()) == []


@pytest.mark.parametrize("wrong", [{"language": "my"}, {"room": "store"}, {"digest": "0" * 32}])
def test_what_is_not_hers_or_was_changed_is_refused(
    sokha: Client, leave: word_reviews.Sentence, wrong: dict[str, object]
) -> None:
    refused = sokha.post(SAY, said(leave, verdict="accepted", **wrong))
    assert refused.status_code == 409
    assert not WordReview.objects.exists()


def test_the_page_on_which_it_stands_is_shown_in_a_frame_of_its_own(
    sokha: Client, leave: word_reviews.Sentence
) -> None:
    at = {"language": "km", "room": "voice", "at": leave.digest}
    around = sokha.get(PAGE, at)
    assert "frame-src 'self'" in around["Content-Security-Policy"]
    assert 'sandbox="allow-same-origin"' in around.content.decode()
    frame = sokha.get(PLACE, at)
    assert f"<mark>{leave.said[0]}</mark>" in frame.content.decode()
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    for wrong in ({"language": "my"}, {"room": "store"}, {"at": "0" * 32}):
        assert sokha.get(PLACE, {**at, **wrong}).status_code == 404


def test_acceptances_are_carried_into_the_files(
    sokha: Client, leave: word_reviews.Sentence, tmp_path: Path, desk_id: UUID
) -> None:
    # Given she accepted one sentence, and another reviewer proposed words for a second
    sokha.post(SAY, said(leave, verdict="accepted"))
    other = next(one for one in word_reviews.sentences("km", "voice") if one.english[0] == "Speak")
    sokha.post(SAY, said(other, verdict="proposed", said="សូមនិយាយ"))
    file = tmp_path / "voice" / "locale" / "km" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_bytes(word_reviews.file_of("km", "voice").read_bytes())

    # When the words are carried over
    lines = list(word_review.keep_reviews(tmp_path))

    # Then the file beside the catalogue says who and when, the mark of the machine is gone, and a second time is none
    assert lines == ["km  voice           1 kept", "km  voice        Sokha Invented: 'Speak' → 'សូមនិយាយ'"]
    kept = reviewing.acceptances(file)
    assert [(one.by, one.sentence) for one in kept.values()] == [("Sokha Invented", "Write")]
    assert f'{reviewing.MARK}msgid "Write"\n' not in file.read_text()
    assert list(word_review.keep_reviews(tmp_path))[:-1] == []
