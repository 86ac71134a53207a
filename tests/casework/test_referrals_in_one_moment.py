"""Given a referral that ends by two hands in the same moment, nobody is thrown out, and it ends once."""

import pytest

from saphan.casework import referral_pages, services
from saphan.casework.models import Referral
from saphan.casework.referred import _locked
from saphan.casework.refusals import ReferralOver
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.voice import services as voice
from saphan.voice.models import Consent
from saphan.voice.refusals import NoAnswerToThat
from tests.casework.given import our_desk, their_desk, voices_for
from tests.casework.referred import Referred, organisation_of
from tests.meanwhile import meanwhile


@pytest.fixture
def referred(fresh_database: str) -> Referred:
    ours, theirs = our_desk(), their_desk()
    conversation_id = voices_for(ours)("They keep my passport", language="en")
    case_id = services.open_case(conversation_id=conversation_id, by=ours.nok)
    services.add_need(case_id=case_id, kind="legal", by=ours.nok)
    referral_id = services.propose_referral(
        conversation_id=conversation_id,
        recipient_id=organisation_of(theirs),
        chosen=services.Chosen(frozenset({"needs"}), frozenset(), "She goes home soon"),
        by=ours.nok,
    )
    found = Referred(ours, theirs, conversation_id, case_id, referral_id)
    found.she_says("yes", "needs")
    return found


def test_she_takes_it_back_while_they_decline(referred: Referred) -> None:
    story = Story(referred.conversation_id)
    with acting_as(story):
        consent_id = Consent.objects.get(given=True, ended_on=None).id
    with acting_as(System("test")):
        _locked(referred.referral_id, "sent")
        (hers,) = meanwhile(lambda: voice.end_consent(consent_id=consent_id, by=story))
        services.decline_referral(referral_id=referred.referral_id, reason="no_language", by=referred.theirs.nok)
    assert isinstance(hers.over(), NoAnswerToThat)
    assert (referred.row.status, referred.copies()) == ("declined", set())
    with acting_as(System("test")):
        assert not Consent.objects.filter(draft_id=referred.referral_id, ended_on=None).exists()


def test_they_read_and_answer_while_she_takes_it_back(referred: Referred) -> None:
    referral_id, nok = referred.referral_id, referred.theirs.nok
    seen: list[referral_pages.ReferralPage] = []
    with acting_as(Story(referred.conversation_id)):
        consent_id = Consent.objects.get(given=True, ended_on=None).id
        voice.end_consent(consent_id=consent_id, by=Story(referred.conversation_id))
        theirs, reads = meanwhile(
            lambda: services.answer_referral(referral_id=referral_id, text="Hello", by=nok),
            lambda: seen.append(referral_pages.referral_page(nok, referral_id)),
        )
    assert isinstance(theirs.over(), ReferralOver) and reads.over() is None
    assert [page.parts for page in seen] == [()]
    with acting_as(System("test")):
        assert Referral.objects.get(id=referred.referral_id).status == "withdrawn"
