"""Given a concern, a caseworker writes down what she paid, in any digits, and takes a line back."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework import services
from saphan.casework.fees.models import FeeObservation
from saphan.casework.models import Concern
from saphan.store.acting import acting_as
from saphan.store.callers import System
from tests.casework.given import Desk, Say, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db

TYPED = {"currency": "NPR", "line": "service", "payer": "loan", "paid_on": "2026-01-01", "origin": "NP"}
TYPED |= {
    "destination": "TH",
    "proof": "receipt",
    "worker": "४,५०,०००",
    "receipt": "10 000",
    "cap": "",
    "employer": "0",
}


@pytest.fixture
def address(desk: Desk, say: Say, blue_prawn: UUID) -> str:
    story = say()
    concern_id = services.record_from_talk(
        conversation_id=story,
        case_id=None,
        respondent=blue_prawn,
        by=desk.nok,
        kind="fee_overcharge",
        stage="origin",
        period_from=date(2026, 1, 1),
    )
    return f"/desk/concern/{concern_id}/fees/"


def rows() -> list[FeeObservation]:
    with acting_as(System("test")):
        return list(FeeObservation.objects.order_by("recorded_on", "id"))


def test_four_amounts_in_her_digits(nok: Client, address: str, blue_prawn: UUID) -> None:
    # When Nok opens the page from the concern, and saves
    assert 'value="TH" selected' in nok.get(address).content.decode()
    assert nok.post(address, TYPED).status_code == 302

    # Then each amount stands by itself, beside her story and whom it is about
    (row,) = rows()
    assert (row.worker, row.receipt, row.cap, row.employer) == (450_000, 10_000, None, 0)
    assert (row.source, row.organisation_id, row.stage, row.payer) == ("concern", blue_prawn, "origin", "loan")
    page = nok.get(address).content.decode()
    assert "<strong>450,000</strong>" in page and "Recruitment service" in page

    # And she takes it back
    assert nok.post(address, {"withdraw": str(row.id)}).status_code == 302
    assert rows()[0].withdrawn_on is not None and "counts no more" in nok.get(address).content.decode()
    assert nok.post(address, {"withdraw": str(row.id)}).status_code == 409


def test_what_does_not_fit_is_shown_again(nok: Client, address: str) -> None:
    for wrong in ({"worker": "a lot"}, {"worker": "", "receipt": "", "employer": ""}, {"origin": ""}):
        answer = nok.post(address, TYPED | wrong)
        assert answer.status_code == 422 and "service" in answer.content.decode()
    assert nok.post(address, TYPED | {"worker": "-5"}).status_code == 409
    assert rows() == []


def test_only_people_of_stories(desk: Desk, other_desk: Desk, address: str) -> None:
    for somebody, status in ((desk.preecha, 403), (other_desk.nok, 404)):
        browser = sign_in(Client(), member(somebody))
        assert browser.get(address).status_code == status
        assert browser.post(address, TYPED).status_code == status
    assert rows() == []


def test_the_story_leads_there(nok: Client, address: str) -> None:
    with acting_as(System("test")):
        conversation_id = Concern.objects.get().conversation_id
    assert address in nok.get(f"/desk/story/{conversation_id}/").content.decode()
