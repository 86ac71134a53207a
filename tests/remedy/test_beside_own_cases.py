"""Given a worker's own case is before a company, when an issue that she is part of is to go there, all are warned."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from saphan.network.models import Staff
from saphan.remedy import claim_endings, claims, selectors
from saphan.remedy import services as remedy
from saphan.remedy.models import Claim, Disclosure, Draft
from saphan.remedy.refusals import BesideAnOwnCase, NotNow
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from saphan.voice.models import Ask
from tests.remedy.test_claims import SAFE, propose, she_says
from tests.remedy.walk import Walk
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def her(walk: Walk) -> UUID:
    return walk.stories[0]


def wished(walk: Walk, her: UUID) -> UUID:
    claim_id = claims.wish_in_talk(conversation_id=her, by=walk.nok)
    claims.check_safety(claim_id=claim_id, answers=SAFE, safe=True, by=walk.nok)
    return claim_id


def show_own_case(walk: Walk, her: UUID) -> UUID:
    """Her own case stands on the plant's page."""
    assert walk.somchai
    claim_id = wished(walk, her)
    propose(walk, claim_id)
    she_says(claim_id, her, "yes", "claim", "name")
    claims.show_claim(claim_id=claim_id, by=walk.nok)
    return claim_id


def agreed_draft(walk: Walk) -> UUID:
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    return draft_id


def warned(draft_id: UUID) -> set[UUID]:
    with acting_as(System("test")):
        return set(Ask.objects.filter(ref=draft_id, beside=True).values_list("conversation_id", flat=True))


def refused(walk: Walk, draft_id: UUID) -> BesideAnOwnCase:
    """It does not go out, and nothing changed."""
    stage = walk.stage()
    with pytest.raises(BesideAnOwnCase) as said:
        remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)
    assert walk.stage() == stage
    with acting_as(System("test")):
        assert not Disclosure.objects.exists()
    return said.value


def reasons(walk: Walk, draft_id: UUID) -> tuple[str, ...]:
    return selectors.draft_page(walk.preecha, draft_id).finding.reasons


def test_she_is_warned_when_asked_and_the_verifier_before_disclosing(walk: Walk, her: UUID) -> None:
    # Given her own case was shown, and then all are asked about a draft for the same company
    show_own_case(walk, her)
    draft_id = agreed_draft(walk)

    # Then she alone was asked with the warning, and it does not go out before the verifier has read hers
    assert warned(draft_id) == {her}
    refused(walk, draft_id)
    assert reasons(walk, draft_id) == ("own_case_unseen",)

    remedy.see_own_cases(draft_id=draft_id, by=walk.preecha)
    with acting_as(System("test")):
        assert Event.objects.filter(act="remedy.own_cases_seen", object_id=draft_id).count() == 1
    assert remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)


def test_another_own_case_later_is_another_warning(walk: Walk, her: UUID) -> None:
    show_own_case(walk, her)
    draft_id = agreed_draft(walk)
    remedy.see_own_cases(draft_id=draft_id, by=walk.preecha)

    # When a second worker behind it is asked about her own case, for the same company
    propose(walk, wished(walk, walk.stories[1]))
    refused(walk, draft_id)

    # Then the verifier reads it again; the worker was warned when she was asked about her own case
    remedy.see_own_cases(draft_id=draft_id, by=walk.preecha)
    assert remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)


def test_who_agreed_without_the_warning_is_asked_anew(walk: Walk, her: UUID) -> None:
    # Given she agreed to a draft, and her own case went to the same company without anybody's warning
    draft_id = agreed_draft(walk)
    claim_id = show_own_case(walk, her)
    with acting_as(System("test")):
        Claim.objects.filter(id=claim_id).update(together=False)
    remedy.see_own_cases(draft_id=draft_id, by=walk.preecha)

    assert refused(walk, draft_id).ways_out == ("write_anew",)
    assert reasons(walk, draft_id) == ("own_case_unwarned",)
    anew = agreed_draft(walk)
    assert warned(anew) == {her}
    remedy.see_own_cases(draft_id=anew, by=walk.preecha)
    assert remedy.disclose_issue(draft_id=anew, by=walk.preecha)


def test_what_was_taken_back_was_read(walk: Walk, her: UUID) -> None:
    claim_endings.withdraw_claim(claim_id=show_own_case(walk, her), by=walk.nok)
    draft_id = agreed_draft(walk)
    assert warned(draft_id) == {her}
    refused(walk, draft_id)


def test_nobody_is_warned_of_what_cannot_meet(walk: Walk, her: UUID) -> None:
    # Given her own case is before the plant; when the issue is to go to its buyer, nothing stands beside it
    show_own_case(walk, her)
    draft_id = walk.draft(to=walk.brand)
    assert not warned(draft_id) and selectors.draft_page(walk.preecha, draft_id).standing.own_cases == 0
    with pytest.raises(NotNow):
        remedy.see_own_cases(draft_id=draft_id, by=walk.preecha)

    # And a wish that names no company yet is nothing to be warned of either
    wished(walk, walk.stories[1])
    assert not warned(walk.draft(to=walk.brand))


def test_only_a_verifier_takes_it_upon_herself(walk: Walk, her: UUID) -> None:
    show_own_case(walk, her)
    draft_id = walk.draft()
    for stranger in (walk.nok, walk.ann):
        with pytest.raises(NotAllowed):
            remedy.see_own_cases(draft_id=draft_id, by=stranger)
    with acting_as(System("test")):
        assert Draft.objects.get(id=draft_id).beside_seen is None


def test_the_pages_say_it(walk: Walk, her: UUID) -> None:
    show_own_case(walk, her)
    draft_id = walk.draft()
    preecha = sign_in(Client(), Staff.objects.get(id=walk.preecha.id))
    nok = sign_in(Client(), Staff.objects.get(id=walk.nok.id))
    page = reverse("remedy:draft", args=[draft_id])

    said = preecha.get(page).content.decode()
    assert "Beside somebody" in said and "Read the warning first" in said
    assert "has her own case before Blue Prawn Foods" in said
    assert preecha.post(reverse("remedy:see_own_cases", args=[draft_id])).status_code == 302
    assert "Read and weighed" in preecha.get(page).content.decode()
    assert "also has her own case" in nok.get(reverse("casework:conversation", args=[her])).content.decode()
    other = nok.get(reverse("casework:conversation", args=[walk.stories[1]])).content.decode()
    assert "also has her own case" not in other

    buyer = walk.draft(to=walk.brand)
    assert preecha.post(reverse("remedy:see_own_cases", args=[buyer])).status_code == 409


def test_her_page_says_it(walk: Walk, her: UUID) -> None:
    show_own_case(walk, her)
    draft_id = walk.draft()
    asked = {story: voice_page(story, draft_id) for story in walk.stories}
    assert [asked[story] for story in walk.stories] == [True, False, False]


def voice_page(story: UUID, draft_id: UUID) -> bool:
    from saphan.voice.story_page import story as story_page

    page = story_page(story, word_given=True)
    return next(ask.beside for ask in page.asks if ask.ref == draft_id)
