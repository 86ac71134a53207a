"""Given a review of a recruiter: what she paid becomes a fee beside those of others, and leads nowhere else."""

from datetime import date
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework.models import FeeObservation
from saphan.empowerment.directory import services as directory
from saphan.empowerment.models import Review
from saphan.network import services as network
from saphan.store import System, acting_as, clock
from tests.empowerment.reviews.test_taking import only_review, walk_through
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
SYSTEM = System("test")
NEPAL_TO_MALAYSIA = {"origin": "NP", "destination": "MY"}


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def recruiter(desk_id: UUID) -> UUID:
    found = network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="NP")
    directory.list_organisation(organisation_id=found)
    return found


def fees() -> list[FeeObservation]:
    with acting_as(SYSTEM):
        return list(FeeObservation.objects.all())


def sent(recruiter: UUID, at: str, **answers: str) -> tuple[int, str]:
    client = Client()
    page = client.get(f"/en/who/{recruiter}/review/").content.decode()
    hidden = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("once", "key")}
    said = {"when": f"{clock.today().year}-1", "treatment": "2", **answers}
    found = client.post(f"/en/who/{recruiter}/review/", {**hidden, **said, "at": at})
    return found.status_code, unescape(found.content.decode())


def test_what_she_paid_is_a_fee_of_theirs_without_her(recruiter: UUID) -> None:
    status, page = sent(recruiter, "end", fee="4 lakh npr", **NEPAL_TO_MALAYSIA)
    assert status == 200 and "Thank you. It helps others." in page
    (fee,) = fees()
    assert (fee.source, fee.organisation_id, fee.origin, fee.destination) == ("review", recruiter, "NP", "MY")
    assert (fee.worker, fee.currency, fee.paid_on) == (400_000, "NPR", date(clock.today().year, 1, 1))
    assert fee.conversation_id is None
    assert not {fee.id, fee.person} & {only_review().id}


def test_the_pages_ask_for_the_sum_and_then_for_the_way(recruiter: UUID) -> None:
    assert "How much did you pay them in all?" in sent(recruiter, "fee")[1]
    status, page = sent(recruiter, "way", fee="a lot of it")
    assert status == 422 and "We cannot read this number." in page and 'value="a lot of it"' in page
    status, page = sent(recruiter, "way", fee="400 dollars")
    assert status == 422 and "Which money do you mean?" in page
    status, page = sent(recruiter, "way", fee="400 dollars", money="USD")
    assert status == 200 and "On which way was it?" in page
    status, page = sent(recruiter, "comment", fee="4 lakh npr", origin="NP", destination="")
    assert status == 422 and "Please choose both, or skip." in page
    assert fees() == []


def test_who_paid_nothing_or_does_not_say_where_is_asked_no_more(recruiter: UUID) -> None:
    page = sent(recruiter, "way")[1]
    assert "What else should we know?" in page and "On which way was it?" not in page
    assert 'name="at" value="fee"' in page  # the way back leads to the sum
    page = sent(recruiter, "comment", fee="4 lakh npr", skip="way", **NEPAL_TO_MALAYSIA)[1]
    assert "What else should we know?" in page
    sent(recruiter, "end", fee="4 lakh npr")
    assert fees() == [] and only_review()


def test_money_or_a_time_that_does_not_fit_costs_her_no_review(recruiter: UUID) -> None:
    sent(recruiter, "end", fee="900 kip", origin="LA", destination="TH")
    assert only_review() and fees() == []


def test_somebody_who_helps_her_writes_it_down_too(recruiter: UUID, desk_id: UUID) -> None:
    client = sign_in(Client(), desk_person(desk_id, "outreach", name="Ot"))
    sheet = {"organisation": str(recruiter), "language": "en", "answered": "yes", "once": str(uuid4())}
    told = {"when": f"{clock.today().year}-1", "treatment": "2", "agreed": "yes", "fee": "400 dollars"}
    address = "/desk/reviews/new/"
    page = client.post(address, {**sheet, **told}).content.decode()
    assert "Which money do you mean?" in page
    client.post(address, {**sheet, **told, "fee": "4 lakh npr", **NEPAL_TO_MALAYSIA})
    assert [fee.worker for fee in fees()] == [400_000]
    with acting_as(SYSTEM):
        assert Review.objects.get().verified == "met"


def test_of_an_employer_nobody_asks_it(desk_id: UUID) -> None:
    employer = network.create_organisation(kind="supplier", name="Blue Sea Foods", country="TH")
    directory.list_organisation(organisation_id=employer)
    page = walk_through(Client(), f"/en/who/{employer}/review/", {"when": f"{clock.today().year}-1", "pay": "2"})
    assert "Thank you. It helps others." in page
