"""Given two desks, referrals as pages: proposed beside a story, answered in a talk, received, taken back."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saphan.casework import referral_pages
from saphan.casework.models import Referral
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import run_waiting
from saphan.voice.models import Consent
from tests.casework.given import Desk, Say, member
from tests.casework.referred import SAID, SECRET, WHY, Referred, organisation_of, refer
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def referred(say: Say, desk: Desk, other_desk: Desk, blue_prawn: UUID) -> Referred:
    return refer(say, desk, other_desk, blue_prawn)


@pytest.fixture
def theirs(other_desk: Desk) -> Client:
    return sign_in(Client(), member(other_desk.nok))


def page_of(client: Client, referral_id: UUID) -> str:
    return client.get(reverse("casework:referral", args=[referral_id])).content.decode()


def test_a_referral_is_proposed_and_answered_in_a_talk(nok: Client, theirs: Client, say: Say, other_desk: Desk) -> None:
    # Given a story, Nok chooses what would go along; without a reason or a recipient she is told so
    conversation_id = say("No pay since March", language="en")
    address = reverse("casework:refer", args=[conversation_id])
    form = nok.get(address).content.decode()
    line = re.search(r'name="line" value="([^"]+)"', form)
    assert line and "No pay since March" in form
    assert nok.post(address, {"line": line[1], "why": WHY}).status_code == 409
    refused = nok.post(address, {"line": line[1], "recipient": str(organisation_of(other_desk))})
    assert refused.status_code == 409 and "Nothing was written" in refused.content.decode()

    # When she asks, and writes down what the worker says about each part
    assert (
        nok.post(address, {"line": line[1], "recipient": str(organisation_of(other_desk)), "why": WHY}).status_code
        == 302
    )
    story = nok.get(reverse("casework:conversation", args=[conversation_id])).content.decode()
    answer = re.search(r'action="(/desk/story/[^"]+/referred/[^"]+)"', story)
    assert answer and WHY in story
    assert nok.post(answer[1], {"code": "yes"}).status_code == 409
    nok.post(answer[1], {"code": "yes", "part": ["said"]})
    run_waiting()

    # Then the other desk finds it, reads it, accepts and answers
    with acting_as(System("test")):
        referral_id = Referral.objects.get().id
    assert str(referral_id) in theirs.get(reverse("casework:referrals")).content.decode()
    shown = page_of(theirs, referral_id)
    assert "No pay since March" in shown and WHY not in shown
    assert theirs.post(reverse("casework:accept_referral", args=[referral_id])).status_code == 302
    sent = theirs.post(reverse("casework:answer_referral", args=[referral_id]), {"answer": "We have a lawyer"})
    assert sent.status_code == 302
    assert "We have a lawyer" in nok.get(reverse("casework:conversation", args=[conversation_id])).content.decode()
    assert "What she said" in page_of(nok, referral_id)

    # And when she takes it back in a talk, the other desk's page says that and nothing else
    nok.post(reverse("casework:withdraw_referral", args=[referral_id]))
    left = page_of(theirs, referral_id)
    assert "Consent was withdrawn: 2 Mar 2026" in left and "No pay since March" not in left
    late = theirs.post(reverse("casework:answer_referral", args=[referral_id]), {"answer": "Hello"})
    assert late.status_code == 409 and "over" in late.content.decode()


def test_declining_says_why_to_her_desk(nok: Client, theirs: Client, referred: Referred) -> None:
    referred.she_says("yes", "said")
    theirs.post(reverse("casework:decline_referral", args=[referred.referral_id]), {"reason": "not_safe"})
    assert "Your copy was destroyed" in page_of(theirs, referred.referral_id)
    assert "We cannot do it safely" in page_of(nok, referred.referral_id)


def test_the_table_of_who_may_know_names_the_parts(nok: Client, referred: Referred) -> None:
    story = reverse("casework:conversation", args=[referred.conversation_id])
    assert "asked" in nok.get(story).content.decode()
    referred.she_says("yes", "said", "reach")
    assert "What she said, How to reach her" in nok.get(story).content.decode()


def test_the_table_says_what_was_agreed_elsewhere(nok: Client, desk: Desk, blue_prawn: UUID, say: Say) -> None:
    story = say("They keep my passport")
    with acting_as(System("test")):
        Consent.objects.create(
            desk_id=desk.id,
            conversation_id=story,
            purpose="refer",
            recipient_id=blue_prawn,
            given=True,
            language="my",
            how="import",
            on=clock.today(),
        )
    assert "what she told another hotline" in nok.get(reverse("casework:conversation", args=[story])).content.decode()


def test_the_list_asks_for_names_once(desk: Desk, other_desk: Desk, blue_prawn: UUID) -> None:
    def made(number: int) -> int:
        with acting_as(desk.nok):
            for _ in range(number):
                offered = {"desk_id": desk.id, "asked_on": clock.today()}
                Referral.objects.create(to_desk_id=other_desk.id, recipient_id=organisation_of(other_desk), **offered)
                Referral.objects.create(recipient_id=blue_prawn, **offered)
        with CaptureQueriesContext(connection) as asked:
            _, sent = referral_pages.referrals(desk.nok)
        assert {card.other for card in sent} == {"Harbour Desk", "Blue Prawn Foods"}
        return len(asked)

    assert made(1) == made(5)


def test_strangers_find_nothing(theirs: Client, nok: Client, desk: Desk, referred: Referred) -> None:
    """Before she agrees the other desk finds no referral; a verifier does not come in; her own desk cannot accept."""
    assert theirs.get(reverse("casework:referral", args=[referred.referral_id])).status_code == 404
    assert theirs.get(reverse("casework:refer", args=[referred.conversation_id])).status_code == 404
    assert theirs.post(reverse("casework:withdraw_referral", args=[referred.referral_id])).status_code == 404
    assert (
        theirs.post(
            reverse("casework:referral_answered", args=[referred.conversation_id, referred.ask_id]),
            {"code": "yes", "part": ["said"]},
        ).status_code
        == 404
    )
    assert nok.post(reverse("casework:accept_referral", args=[referred.referral_id])).status_code == 404
    preecha = sign_in(Client(), member(desk.preecha))
    assert preecha.get(reverse("casework:referrals")).status_code == 403
    assert referred.row.status == "asked"


def test_no_part_is_ticked_before_she_was_asked(nok: Client, referred: Referred) -> None:
    story = nok.get(reverse("casework:conversation", args=[referred.conversation_id])).content.decode()
    asked = story[story.index("/referred/") :]
    asked = asked[: asked.index("</form>")]
    assert "checked" not in asked and SAID in asked and SECRET not in asked
