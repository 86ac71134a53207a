"""Given a language without pages, a desk writes down the words that it learns, and only that desk reads them."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.network.models import DeskTerm
from saphan.store.acting import acting_as
from saphan.store.callers import System
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/desk/terms/"
WORD = {"language": "shn", "term": "ၵၢၼ်", "meaning": "work", "note": "also: a job"}


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def nok(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id, name="Nok"))


def kept() -> int:
    with acting_as(System("test")):
        return DeskTerm.objects.count()


def test_a_word_is_noted_read_and_removed(nok: Client, desk_id: UUID) -> None:
    assert "No word yet" in nok.get(PAGE).content.decode()
    assert nok.post(PAGE, WORD).status_code == 302
    page = nok.get(PAGE).content.decode()
    assert all(words in page for words in ("Shan", "ၵၢၼ်", "also: a job", "Nok"))
    with acting_as(System("test")):
        term = DeskTerm.objects.get()
    assert nok.post(f"{PAGE}{uuid4()}/remove/").status_code == 404
    assert nok.post(f"{PAGE}{term.id}/remove/").status_code == 302
    assert kept() == 0


@pytest.mark.parametrize("wrong", [{"term": " "}, {"meaning": ""}, {"language": "my"}, {"language": "xx"}])
def test_half_a_word_is_refused_and_given_back(nok: Client, wrong: dict[str, str]) -> None:
    refused = nok.post(PAGE, {**WORD, **wrong})
    assert refused.status_code == 409
    assert "Say the language, the word and what it means" in refused.content.decode()
    assert "also: a job" in refused.content.decode()
    assert kept() == 0


def test_the_same_word_is_noted_once(nok: Client) -> None:
    nok.post(PAGE, WORD)
    assert nok.post(PAGE, WORD).status_code == 409
    assert kept() == 1


def test_another_desk_reads_none_and_a_reviewer_has_no_list(nok: Client, desk_id: UUID) -> None:
    nok.post(PAGE, WORD)
    other = sign_in(Client(), desk_person(open_desk("River Desk"), name="Mya"))
    assert "ၵၢၼ်" not in other.get(PAGE).content.decode()
    with acting_as(System("test")):
        term = DeskTerm.objects.get()
    assert other.post(f"{PAGE}{term.id}/remove/").status_code == 404
    assert sign_in(Client(), desk_person(desk_id, "reviewer", name="Tida")).get(PAGE).status_code == 403
    assert kept() == 1
