"""Given a tablet without network, a review is sealed on it, arrives once, and an unknown name is found later."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework.models import FeeObservation
from saphan.empowerment.directory import services as directory
from saphan.empowerment.models import Review, ReviewComment, ReviewUnplaced
from saphan.empowerment.outreach import desk_reading
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews import steps, unplaced
from saphan.empowerment.reviews.claimed import Claimed
from saphan.empowerment.reviews.desk_on_visit import taken_along
from saphan.empowerment.reviews.on_tablet import read as on_tablet_read
from saphan.network import services as network
from saphan.store import System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey
from tests.empowerment.outreach.given import Outreach, outreach
from tests.signed_in import desk_person, sign_in
from tests.voice.visits.given import Tablet, a_visit, caller

pytestmark = pytest.mark.django_db
SYSTEM = System("test")


@pytest.fixture
def pier() -> Outreach:
    return outreach()


@pytest.fixture
def recruiter(pier: Outreach) -> UUID:
    return listed("Golden Path Overseas", "MM")


def listed(name: str, country: str, kind: str = "recruiter") -> UUID:
    found = network.create_organisation(kind=kind, name=name, country=country, place="Yangon")
    directory.list_organisation(organisation_id=found)
    return found


def on_tablet(pier: Outreach) -> Tablet:
    visit_id = desk_reading.plan_page(pier.olu, pier.plan()).visit_id
    assert visit_id
    return pier.tablet(visit_id)


def answered(**more: Any) -> dict[str, Any]:
    known = {"language": "my", "whom": "Long Road", "organisation": "", "group": "recruiter", "agreed": ["yes"]}
    answers = {"first_hand": "yes", "when": f"{clock.today().year}-1", "treatment": "1", "comment": "They shouted."}
    return {**known, **answers, **more}


def send(tablet: Tablet, entry_id: UUID | None = None, **more: Any) -> dict[str, Any]:
    entry_id = entry_id or uuid4()
    content = json.dumps({"part": "review", "given": answered(**more)}).encode()
    return tablet.send(entry_id, tablet.seal(entry_id, content)).json()  # type: ignore[no-any-return]


def everything() -> tuple[list[Review], list[ReviewUnplaced], int]:
    with acting_as(SYSTEM):
        keys = DataKey.objects.filter(kind="review").count()
        return list(Review.objects.all()), list(ReviewUnplaced.objects.all()), keys


def test_whom_the_tablet_took_along_is_reviewed_once(pier: Outreach, recruiter: UUID) -> None:
    tablet, entry_id = on_tablet(pier), uuid4()
    for _ in range(2):
        assert send(tablet, entry_id, organisation=str(recruiter)) == {"kept": True, "line": ""}
    [review], waiting, _ = everything()
    assert (review.id, review.organisation_id, review.language, review.verified) == (entry_id, recruiter, "my", "met")
    assert (review.answers, review.first_hand, waiting) == ({"treatment": 1}, True, [])
    with acting_as(SYSTEM):
        assert ReviewComment.objects.get().review_id == entry_id


def test_a_name_waits_sealed_until_a_caseworker_says_who_is_meant(pier: Outreach, recruiter: UUID) -> None:
    tablet, entry_id = on_tablet(pier), uuid4()
    for _ in range(2):
        assert send(tablet, entry_id)["kept"]
    reviews, [row], _ = everything()
    assert (
        reviews == [] and b"Long Road" not in bytes(row.called or b"") and b"shouted" not in bytes(row.answers or b"")
    )

    # Then she who took it and those who work with stories see its name; others neither it nor its page
    address = f"/desk/reviews/{entry_id}/whom/"
    caseworker = sign_in(Client(), desk_person(pier.desk_id, "caseworker", name="Cho"))
    for client in (tablet.client, caseworker):
        assert "Long Road" in client.get("/desk/reviews/new/").content.decode()
    assert pier.signed_in("ola").get(address).status_code == 404
    assert sign_in(Client(), desk_person(outreach().desk_id, "caseworker", name="Far")).get(address).status_code == 404
    assert unplaced.unplaced(pier.lead) == ()

    # And one of another kind is refused, and changes nothing
    other = listed("Long Road Fishery", "MM", "workplace")
    assert caseworker.post(address, {"organisation": str(other)}).status_code == 409
    assert everything()[0] == []

    assert "Golden Path" in caseworker.post(address, {"name": "golden path"}).content.decode()
    assert caseworker.post(address, {"organisation": str(recruiter)}).status_code == 302
    [review], [row], keys = everything()
    assert (review.id, review.organisation_id, review.answers) == (entry_id, recruiter, {"treatment": 1})
    assert (row.called, row.answers, row.done_on, keys) == (None, None, clock.today(), 1)
    assert send(tablet, entry_id)["kept"] and len(everything()[0]) == 1
    assert caseworker.post(address, {"organisation": str(recruiter)}).status_code == 404


def test_what_nobody_can_place_goes_at_once_or_after_its_days(pier: Outreach) -> None:
    tablet, ids = on_tablet(pier), (uuid4(), uuid4())
    for each in ids:
        send(tablet, each)
    before = everything()
    with pytest.raises(NotAllowed):
        unplaced.put_aside(unplaced_id=ids[0], by=pier.ola)
    assert everything() == before
    assert tablet.client.post(f"/desk/reviews/{ids[0]}/whom/", {"aside": "yes"}).status_code == 302
    assert [one.id for one in unplaced.unplaced(pier.olu)] == [ids[1]]
    with clock.stopped_at(clock.now() + timedelta(days=180)):
        assert (unplaced.forget_old(), unplaced.forget_old()) == (1, 0)
    reviews, rows, keys = everything()
    assert (reviews, keys) == ([], 0) and all(row.answers is None and row.called is None for row in rows)


@pytest.mark.parametrize(
    "wrong",
    [{"agreed": []}, {"group": "brand"}, {"language": "xx"}, {"whom": " "}, {"treatment": "", "comment": ""}],
)
def test_without_her_yes_a_name_or_an_answer_nothing_is_kept(pier: Outreach, wrong: dict[str, Any]) -> None:
    answer = send(on_tablet(pier), **wrong)
    assert answer["kept"] is False and answer["line"]
    assert everything() == ([], [], 0)


@pytest.mark.parametrize(("wrong", "way_out"), [({"called": "x" * 201}, "too_long"), ({"sent": {}}, "says_nothing")])
def test_the_service_itself_refuses_what_the_sheet_never_sends(
    pier: Outreach, wrong: dict[str, Any], way_out: str
) -> None:
    sent = {"when": f"{clock.today().year}-1", "treatment": "2"}
    whole: dict[str, Any] = {"called": "Long Road", "group": "recruiter", "sent": sent, "language": "my"}
    with pytest.raises(DoesNotFit) as refused:
        unplaced.keep_unplaced(once=uuid4(), agreed=True, by=pier.olu, **{**whole, **wrong})
    assert refused.value.ways_out == (way_out,)
    with acting_as(System("test")):
        assert not ReviewUnplaced.objects.exists()


def test_what_she_paid_is_kept_as_a_fee_and_what_cannot_be_read_stays_in_her_words(
    pier: Outreach, recruiter: UUID
) -> None:
    tablet, paid = on_tablet(pier), {"fee": "400,000", "money": "MMK", "origin": "MM", "destination": "TH"}
    assert send(tablet, organisation=str(recruiter), **paid)["kept"]
    with acting_as(SYSTEM):
        [fee] = FeeObservation.objects.all()
        assert (fee.worker, fee.currency, fee.origin, fee.destination) == (400_000, "MMK", "MM", "TH")
    kind, today = "recruiter", clock.today()
    for less in ({"fee": "a cow"}, {"destination": ""}):
        given, claimed = read({**answered(), **paid, **less}, kind, today)
        assert claimed is None and given.comment.startswith("They shouted.\n") and "MMK" in given.comment
    given, claimed = read({**answered(), **paid, "origin": "", "destination": ""}, kind, today)
    assert (claimed, given.comment) == (None, "They shouted.")


def read(sent: dict[str, Any], kind: str, today: date) -> tuple[steps.Given, Claimed | None]:
    return on_tablet_read(kind, {name: str(value) for name, value in sent.items()}, "my", today)


def test_one_that_is_on_no_list_any_more_waits_as_a_name(pier: Outreach) -> None:
    hidden = network.create_organisation(kind="recruiter", name="Hidden House", country="MM")
    assert send(on_tablet(pier), organisation=str(hidden), whom="Hidden House")["kept"]
    assert [one.called for one in unplaced.unplaced(pier.olu)] == ["Hidden House"]


def test_the_sheet_takes_along_who_is_listed_the_visit_s_countries_first(pier: Outreach, recruiter: UUID) -> None:
    far = listed("Able Agents", "NP")
    network.create_organisation(kind="recruiter", name="Whom a worker named", country="MM")
    assert [one.id for one in taken_along({"MM"}) if one.id in (far, recruiter)] == [recruiter, far]
    tablet = on_tablet(pier)
    page = tablet.client.get(tablet.address).content.decode()
    assert 'data-part="review"' in page and "Golden Path Overseas · Yangon" in page and "Whom a worker" not in page

    # And whoever may not help with one has no such form, also on a tablet that goes out without a plan
    assert 'data-part="review"' in (other := a_visit(pier.desk_id)).client.get(other.address).content.decode()
    lead = a_visit(pier.desk_id, holder=desk_person(pier.desk_id, "lead", name="Lea"))
    assert 'data-part="review"' not in lead.client.get(lead.address).content.decode()
    assert caller(pier.rows["lead"]) and send(lead)["kept"] is False
