"""What happens to a claim in the very moment in which somebody ends it."""

from uuid import UUID

import pytest

from saphan.remedy import claim_answers, claim_endings, claim_pages, claims
from saphan.remedy.claim_access import claim_to_change
from saphan.remedy.models import Claim, ClaimAnswer
from saphan.remedy.refusals import NoLongerOpen
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.models import Consent, Conversation
from saphan.voice.refusals import NoAnswerToThat
from tests.meanwhile import meanwhile
from tests.remedy.test_claims import SAFE, count, propose, she_says, state
from tests.remedy.walk import Walk, make
from tests.verification import world as worlds


@pytest.fixture
def walk(fresh_database: str) -> Walk:
    """The same walk in a database that commits."""
    walk = make(worlds.make())
    assert walk.somchai
    return walk


@pytest.fixture
def her(walk: Walk) -> UUID:
    return walk.stories[0]


@pytest.fixture
def shown(walk: Walk, her: UUID) -> UUID:
    claim_id = claims.wish_in_talk(conversation_id=her, by=walk.nok)
    claims.check_safety(claim_id=claim_id, answers=SAFE, safe=True, by=walk.nok)
    propose(walk, claim_id)
    she_says(claim_id, her, "yes", "claim")
    claims.show_claim(claim_id=claim_id, by=walk.nok)
    return claim_id


def test_nothing_is_answered_on_a_page_that_closes_in_that_moment(walk: Walk, shown: UUID) -> None:
    somchai = walk.somchai
    with acting_as(walk.nok):
        claim_endings.withdraw_claim(claim_id=shown, by=walk.nok)
        (theirs,) = meanwhile(lambda: claim_answers.answer_claim(claim_id=shown, words="Who is it?", by=somchai))
    assert isinstance(theirs.over(), NoLongerOpen)
    assert count(ClaimAnswer) == 0


def test_nothing_is_read_on_a_page_that_closes_in_that_moment(walk: Walk, shown: UUID) -> None:
    somchai, seen = walk.somchai, []
    with acting_as(walk.nok):
        claim_endings.withdraw_claim(claim_id=shown, by=walk.nok)
        (theirs,) = meanwhile(lambda: seen.append(claim_pages.shown_page(somchai, shown)))
    assert theirs.over() is None
    assert [(page.parts, page.reason) for page in seen] == [((), "taken_back")]


def test_she_and_her_desk_may_take_it_back_in_one_moment(walk: Walk, shown: UUID, her: UUID) -> None:
    # Given her desk is about to end it, and she takes it back on her page
    with acting_as(Story(her)):
        consent_id = Consent.objects.get(draft_id=shown, ended_on=None).id
    with acting_as(walk.nok):
        claim_to_change(shown, walk.nok, "shown")
        hers, again = meanwhile(*[lambda: voice.end_consent(consent_id=consent_id, by=Story(her))] * 2)
        claim_endings.withdraw_claim(claim_id=shown, by=walk.nok)

    # Then nobody is thrown out: it ended once, and she finds that it has
    assert all(isinstance(one.over(), NoAnswerToThat) for one in (hers, again))
    assert state(shown) == "over"
    with acting_as(System("test")):
        assert not Consent.objects.filter(draft_id=shown, ended_on=None).exists()


def test_nobody_wishes_in_a_story_that_is_deleted_in_that_moment(walk: Walk, her: UUID) -> None:
    with acting_as(Story(her)):
        voice.delete_story(conversation_id=her, by=Story(her))
        (wish,) = meanwhile(lambda: claims.wish_in_talk(conversation_id=her, by=walk.nok))
    assert isinstance(wish.over(), NotAllowed)
    run_waiting()
    with acting_as(System("test")):
        assert not Conversation.objects.filter(id=her, left_on=None).exists()
        assert not Claim.objects.exists()
