"""Given somebody at the desk, the forms and pages of concerns and cases: what they keep, offer and refuse."""

import re
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework import services
from saphan.casework.models import Concern
from saphan.network.models import Organisation
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from tests.casework.given import Desk, Say, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


def test_a_concern_in_one_form(nok: Client, say: Say, blue_prawn: UUID) -> None:
    # Given her icon says pay
    conversation = say()
    form = nok.get(f"/desk/story/{conversation}/concern/").content.decode()
    assert "Overtime not paid" in form and 'data-key="4"' in form

    # When Nok presses a key, types the name and saves
    sent = {"kind": "unpaid_overtime", "respondent": "Blue Prawn", "since": "2026-02-01", "first_hand": "yes"}
    sent |= {"number_affected": "1", "until": "", "stage": "", "line": "", "proof": ""}
    picked = {"meant_by": "Blue Prawn", "respondent_id": str(blue_prawn)}
    assert nok.post(f"/desk/story/{conversation}/concern/", sent | picked).status_code == 302

    # Then there is a case and a concern
    page = nok.get(f"/desk/story/{conversation}/").content.decode()
    assert "Overtime not paid" in page and "Blue Prawn Foods" in page
    with acting_as(System("test")):
        concern = Concern.objects.get()
    assert (concern.stage, str(concern.period_from), concern.period_to) == ("employment", "2026-02-01", None)


SENT = {
    "kind": "late_pay",
    "since": "2026-02-01",
    "until": "2026-02-01",
    "first_hand": "no",
    "number_affected": "3",
    "stage": "exit",
    "line": "night line",
    "proof": "payslip",
}


def test_saving_before_anybody_was_picked_shows_who_may_be_meant(nok: Client, say: Say, blue_prawn: UUID) -> None:
    conversation = say()
    address = f"/desk/story/{conversation}/concern/"
    for unpicked in ({}, {"meant_by": "Other", "respondent_id": str(blue_prawn)}):
        answer = nok.post(address, {**SENT, "respondent": "blue praun", **unpicked}, headers={"HX-Request": "true"})
        html = answer.content.decode()
        assert (answer.status_code, answer["HX-Retarget"]) == (422, "#story")
        assert f'value="{blue_prawn}" checked' in html and 'value="blue praun"' in html
        assert 'value="late_pay" required data-key="2" checked' in html and "night line" in html
    with acting_as(System("test")):
        assert not Concern.objects.exists()


def test_a_new_name_is_kept_when_nobody_fits(nok: Client, say: Say) -> None:
    conversation = say()
    sent = {
        **SENT,
        "respondent": "Uncle Lin",
        "meant_by": "Uncle Lin",
        "respondent_id": "new",
        "respondent_kind": "sub_agent",
    }
    assert nok.post(f"/desk/story/{conversation}/concern/", sent).status_code == 302
    assert Organisation.objects.get(name="Uncle Lin").provisional
    with acting_as(System("test")):
        concern = Concern.objects.get()
    assert (concern.first_hand, concern.number_affected, str(concern.period_to)) == (False, 3, "2026-02-28")
    assert "new name, not matched yet" in nok.get(f"/desk/story/{conversation}/").content.decode()


def test_what_cannot_be_says_so_and_keeps_what_was_typed(nok: Client, say: Say, blue_prawn: UUID) -> None:
    conversation = say()
    picked = {"respondent": "Blue Prawn Foods", "meant_by": "Blue Prawn Foods", "respondent_id": str(blue_prawn)}
    answer = nok.post(f"/desk/story/{conversation}/concern/", {**SENT, **picked, "until": "2026-01-01"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "The time begins before today" in html and "Blue Prawn Foods" in html and "night line" in html


def test_candidates_while_typing(nok: Client, blue_prawn: UUID) -> None:
    html = nok.post("/desk/respondents/", {"respondent": "blue praun"}).content.decode()
    assert f'value="{blue_prawn}" checked' in html and "keep “blue praun” as a new name" in html
    assert 'value="new" checked' in nok.post("/desk/respondents/", {"respondent": "Xyzzy"}).content.decode()
    assert "radio" not in nok.post("/desk/respondents/", {"respondent": " "}).content.decode()


def test_correcting_and_withdrawing(nok: Client, desk: Desk, say: Say, blue_prawn: UUID) -> None:
    conversation = say()
    concern = services.record_from_talk(
        conversation_id=conversation,
        case_id=None,
        respondent=blue_prawn,
        by=desk.nok,
        kind="late_pay",
        stage="employment",
        period_from=clock.today(),
    )
    form = nok.get(f"/desk/concern/{concern}/").content.decode()
    assert "Blue Prawn Foods" in form and 'value="late_pay" required data-key="2" checked' in form

    sent = {**SENT, "respondent": "Lin", "meant_by": "Lin", "respondent_id": "new", "respondent_kind": "recruiter"}
    assert nok.post(f"/desk/concern/{concern}/", sent).status_code == 302
    assert nok.post(f"/desk/concern/{concern}/", sent).status_code == 409
    with acting_as(System("test")):
        new = Concern.objects.get(supersedes_id=concern).id
    assert "counts no more" in nok.get(f"/desk/concern/{new}/withdraw/").content.decode()
    assert nok.post(f"/desk/concern/{new}/withdraw/").status_code == 302
    assert nok.post(f"/desk/concern/{new}/withdraw/").status_code == 409
    assert nok.get(f"/desk/concern/{random_id()}/").status_code == 404
    with acting_as(System("test")):
        assert Concern.objects.filter(withdrawn_on=None).count() == 0


def test_a_case_page(nok: Client, desk: Desk, say: Say) -> None:
    conversation, second = say(), say("me too")
    assert nok.post(f"/desk/story/{conversation}/case/").status_code == 302
    html = nok.get("/desk/cases/").content.decode()
    case = re.search(r"/desk/case/([0-9a-f-]{36})/", html)[1]  # type: ignore[index]
    address = f"/desk/case/{case}/"

    assert nok.post(f"/desk/story/{second}/case/", {"case_id": case}).status_code == 302
    assert nok.post(f"/desk/story/{second}/case/", {"case_id": case}).status_code == 409
    nok.post(f"{address}need/", {"kind": "shelter"})
    nok.post(f"{address}facts/", {"what": "affected", "number": "60"})
    nok.post(f"{address}facts/", {"what": "quarrel", "quarrel": "2026-03-01"})
    nok.post(f"{address}facts/", {"what": "age", "under_18": "yes"})
    assert nok.post(f"{address}facts/", {"what": "affected", "number": "many"}).status_code == 409
    html = nok.get(address).content.decode()
    need = re.search(r"/need/([0-9a-f-]{36})/", html)[1]  # type: ignore[index]
    assert nok.post(f"{address}need/{need}/").status_code == 302
    html = nok.get(address).content.decode()
    for words in ("A safe place to stay", "60 people affected", 'value="2026-03-01"', "Under 18", "2 voices", "met"):
        assert words in html
    assert nok.post(f"{address}close/", {"outcome": "full"}).status_code == 409
    assert nok.post(f"{address}close/", {"outcome": "partial"}).status_code == 302
    assert "Remedied in part" in nok.get(address).content.decode()
    assert sign_in(Client(), member(desk.preecha)).get(address).status_code == 403


def test_another_desks_case_looks_like_none(desk: Desk, other_desk: Desk, say: Say) -> None:
    case = services.open_case(conversation_id=say(), by=desk.nok)
    theirs = sign_in(Client(), member(other_desk.ann))
    assert theirs.get(f"/desk/case/{case}/").status_code == 404
    assert theirs.post(f"/desk/case/{case}/close/", {"outcome": "partial"}).status_code == 404
    assert str(case) not in theirs.get("/desk/cases/").content.decode()
