"""Given a partner tells of a problem itself, or promises something of its own accord, the desk hears and answers it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from saphan.network.models import Notice
from saphan.network.models import Staff as Member
from saphan.remedy import own_pages, own_words
from saphan.remedy.own_models import OwnWord, OwnWordAct
from saphan.remedy.refusals import DoesNotFit, NotNow, WordsMissing
from saphan.store import System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Fact
from tests.remedy.walk import Walk
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
WORDS = "Two people paid our agent. We pay it back."


def rows() -> int:
    with acting_as(System("test")):
        return OwnWord.objects.count() + OwnWordAct.objects.count()


def facts(kind: str) -> list[dict[str, object]]:
    with acting_as(System("test")):
        return list(Fact.objects.filter(kind=kind).values_list("payload", flat=True))


def member(person_id: UUID) -> Member:
    return Member.objects.get(id=person_id)


def test_a_partner_tells_of_a_problem_and_the_desk_takes_it_up(walk: Walk) -> None:
    # Given the plant's page
    plant = sign_in(Client(), member(walk.somchai.id))
    page = plant.get("/partner/own-words/").content.decode()
    assert "Tell us of a problem that you found" in page and "Promise something" in page

    # When too little is written, what was typed stays and nothing is kept; then all of it
    assert plant.post("/partner/own-words/", {"kind": "problem", "family": "A", "words": ""}).status_code == 422
    assert rows() == 0
    assert plant.post("/partner/own-words/", {"kind": "problem", "family": "A", "words": WORDS}).status_code == 302

    # Then the desk is rung, reads it, and takes it up once
    assert Notice.objects.filter(kind="remedy.own_word", staff_id=walk.preecha.id).exists()
    desk = sign_in(Client(), member(walk.preecha.id))
    page = desk.get("/desk/own-words/").content.decode()
    assert WORDS in page and "We take it up" in page
    (row,) = own_pages.of_desk(walk.preecha)
    assert desk.post(f"/desk/own-words/{row.id}/", {"act": "taken_up"}).status_code == 302
    assert desk.post(f"/desk/own-words/{row.id}/", {"act": "taken_up"}).status_code == 409
    assert "We work on it with you" in plant.get("/partner/own-words/").content.decode()

    # And figures hear the kind of partner and what it is about, and not a word
    assert facts("remedy.own_problem_told") == [{"family": "A", "recipient_kind": "supplier"}]
    assert len(facts("remedy.own_problem_taken_up")) == 1


def test_a_brands_promise_is_kept_when_the_desk_knows(walk: Walk) -> None:
    brand = sign_in(Client(), member(walk.ellen.id))
    due = clock.today() + timedelta(days=30)
    brand.post("/partner/own-words/", {"kind": "promise", "words": "We pay what jobs cost.", "due_on": f"{due}"})
    (row,) = own_pages.of_partner(walk.ellen)
    assert row.state == "promised"
    clock.pass_time(timedelta(days=31))
    assert own_pages.of_partner(walk.ellen)[0].state == "late"

    # When the brand says that it is done, that is its own word only
    brand.post(f"/partner/own-words/{row.id}/kept/")
    brand.post(f"/partner/own-words/{row.id}/kept/")
    assert own_pages.of_partner(walk.ellen)[0].state == "kept"
    assert facts("remedy.own_promise_said_kept") == [{"in_time": False, "recipient_kind": "brand"}]
    assert facts("remedy.own_promise_confirmed") == []

    # When the desk says how it knows
    with pytest.raises(DoesNotFit):
        own_words.answer(own_word_id=row.id, act="confirmed", how="hearsay", by=walk.preecha)
    own_words.answer(own_word_id=row.id, act="confirmed", how="workers", by=walk.preecha)
    with pytest.raises(NotNow):
        own_words.answer(own_word_id=row.id, act="not_kept", how="visit", by=walk.ann)
    assert facts("remedy.own_promise_confirmed") == [{"how": "workers", "recipient_kind": "brand"}]
    page = brand.get("/partner/own-words/").content.decode()
    assert "workers say so" in page and "It is done" not in page


def test_nobody_else_reads_or_answers_it(walk: Walk) -> None:
    once = own_words.tell_of_a_problem(family="C", words=WORDS, by=walk.somchai)
    assert own_words.tell_of_a_problem(family="C", words=WORDS, by=walk.somchai, once=once) == once
    before = rows()
    assert own_pages.of_partner(walk.ellen) == []
    with pytest.raises(NotAllowed):
        own_words.say_kept(own_word_id=once, by=walk.ellen)
    with pytest.raises(NotNow):  # a problem is no promise
        own_words.say_kept(own_word_id=once, by=walk.somchai)
    with pytest.raises(NotAllowed):
        own_words.answer(own_word_id=once, act="taken_up", by=walk.nok)
    with pytest.raises(WordsMissing):
        own_words.promise(words=" ", due_on=clock.today(), by=walk.somchai)
    with pytest.raises(DoesNotFit):
        own_words.promise(words=WORDS, due_on=date(2020, 1, 1), by=walk.somchai)
    with pytest.raises(DoesNotFit):
        own_words.tell_of_a_problem(family="K", words=WORDS, by=walk.somchai)
    assert rows() == before
