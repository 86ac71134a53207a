"""Given she checks an offer, reviews a recruiter and later speaks, all in one browser, and never says yes to keeping:
no value anywhere in the database leads from the one to the other.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from saphan.empowerment.reviews import taking
from saphan.languages.fingerprint import likeness
from saphan.store import System, acting_as, clock
from saphan.store.callers import Story
from saphan.store.tasks import run_waiting
from saphan.voice.models import Consent
from saphan.voice.services import end_consent
from saphan.voice.traces import marks
from tests.empowerment.journey.given import COMMENT, check_an_offer, recruiter, review
from tests.empowerment.journey.ties import Row, every_row, tied_to, values_of
from tests.voice.given import Browser, open_desk

CHECKS = frozenset({"empowerment_offer_check", "casework_fee_observation"})
REVIEWS = frozenset({"empowerment_review", "empowerment_review_comment", "empowerment_review_trace"})
# Whoever holds one of these rows knows that somebody spoke.
PERSON = frozenset({"voice_conversation", "voice_contact", "voice_message", "voice_trace", "voice_receipt"})


@pytest.fixture
def known(fresh_database: str, day_one: datetime) -> set[object]:
    """What stands openly: desks, organisations and who works there."""
    open_desk("Bridge Nepal", "NP")
    recruiter()
    return values_of(every_row(fresh_database, with_transactions=False))


def walk(**keep: str) -> str:
    """At four moments of one hour, on one phone; she says in her story what she wrote in the review. Her code."""
    phone, moment = Browser(), clock.now().replace(minute=5)
    with clock.stopped_at(moment):
        check_an_offer(phone, **keep)
    with clock.stopped_at(moment + timedelta(minutes=7)):
        review(phone, listed(), **keep)
    with clock.stopped_at(moment + timedelta(minutes=19)):
        code = phone.say(COMMENT)
        run_waiting()
    return code


def listed() -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id FROM empowerment_listing")
        return UUID(str(cursor.fetchone()[0]))


def tables_tied(seeds: frozenset[str], database: str, known: set[object], *, transactions: bool = True) -> set[str]:
    rows = every_row(database, with_transactions=transactions)
    assert seeds <= {row.table for row in rows} and {row.table for row in rows} >= PERSON
    return {row.table for row in tied_to(seeds, rows, known)}


def test_without_her_yes_nothing_leads_from_a_check_a_fee_or_a_review_to_her(
    fresh_database: str, known: set[object]
) -> None:
    walk()
    assert not tables_tied(CHECKS | REVIEWS, fresh_database, known) & PERSON
    # Nor from a check or a fee to the review of the same browser
    assert not tables_tied(CHECKS, fresh_database, known) & REVIEWS
    # And what is kept of nobody says no moment: a day at most
    rows = [row for row in every_row(fresh_database, with_transactions=False) if row.table in CHECKS | REVIEWS]
    values = [value for row in rows for value in row.values if isinstance(value, datetime | int)]
    assert [value for value in values if isinstance(value, datetime) or value % 24] == []


@pytest.fixture(params=["browser", "words"])
def fault(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Marks of reviews as those of stories."""
    monkeypatch.setattr(taking, *{"browser": ("BROWSER", marks.BROWSER), "words": ("REVIEW", "")}[request.param])
    yield


def test_a_mark_that_both_had_would_be_found(fresh_database: str, known: set[object], fault: None) -> None:
    walk()
    assert "voice_trace" in tables_tied(REVIEWS, fresh_database, known)


def test_with_her_yes_the_review_is_tied_and_no_check_and_no_fee_and_taking_it_back_unties(
    fresh_database: str, known: set[object]
) -> None:
    walk(keep="yes")
    assert "voice_conversation" in tables_tied(REVIEWS, fresh_database, known)
    # her story began in the moment of the check, and time stands still here: but for that, nothing
    known.add(clock.now().replace(minute=5))
    assert not tables_tied(CHECKS, fresh_database, known) & (PERSON | REVIEWS)
    with acting_as(System("test")):
        ids = list(Consent.objects.filter(ended_on=None).values_list("id", "conversation_id"))
    assert len(ids) == 2
    for consent_id, conversation_id in ids:
        end_consent(consent_id=consent_id, by=Story(conversation_id))
    assert not tables_tied(REVIEWS, fresh_database, known, transactions=False) & PERSON


def test_the_same_words_are_alike_in_two_reviews_and_not_in_a_review_and_a_story() -> None:
    one, two, said = (
        marks.signature_in(marks.of_text(uuid4(), COMMENT, of)[0]) for of in (taking.REVIEW, taking.REVIEW, "")
    )
    assert likeness(one, two) == 1.0 and likeness(one, said) < 0.1


def test_equal_days_codes_and_amounts_tie_nothing() -> None:
    one, other = Row("a", frozenset({"x"})), Row("b", frozenset({"x", "y"}))
    assert tied_to({"a"}, [one, other], set()) == {one, other}
    assert tied_to({"a"}, [one, other], {"x"}) == {one}
