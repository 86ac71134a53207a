"""Given a name that somebody typed, what the form proposes, what is kept of the decision, and what is not."""

import logging
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework import services
from saphan.casework.forgetting import forget
from saphan.casework.models import Concern
from saphan.network.matching.models import Decision, Mark
from saphan.network.models import Organisation
from saphan.network.services import add_alias, create_organisation
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.store.refusals import Refusal
from saphan.vault.models import Event
from tests.casework.given import Desk, Say

pytestmark = pytest.mark.django_db
SENT = {
    "kind": "late_pay",
    "since": "2026-02-01",
    "until": "",
    "first_hand": "yes",
    "number_affected": "3",
    "stage": "",
    "line": "",
    "proof": "",
}


def about(typed: str, respondent_id: object) -> dict[str, str]:
    return {**SENT, "respondent": typed, "meant_by": typed, "respondent_id": str(respondent_id)}


def decisions() -> list[Decision]:
    with acting_as(System("test")):
        return list(Decision.objects.all())


def test_a_decision_keeps_levels_and_version_and_not_what_was_typed(nok: Client, say: Say, blue_prawn: UUID) -> None:
    # Given a name that is spelled as it sounds, with a place beside it
    conversation, typed = say(), "bloo praun, samut sakhorn"

    # When Nok picks the one that is meant
    assert nok.post(f"/desk/story/{conversation}/concern/", about(typed, blue_prawn)).status_code == 302

    # Then what stands there are codes: whom the house proposed and how, and whom she took
    (kept,) = decisions()
    assert (kept.organisation_id, kept.band, kept.place, kept.picked) == (blue_prawn, "ask", 1, True)
    assert kept.candidates[0]["id"] == str(blue_prawn) and kept.candidates[0]["levels"]["country"] == "same"
    assert "keys 1" in kept.version and "weights 1" in kept.version
    with acting_as(System("test")):
        everything = [*Decision.objects.values(), *Event.objects.values()]
    assert "bloo" not in str(everything) and "sakhorn" not in str(everything)


def test_none_of_those_shown_is_a_decision_too(nok: Client, say: Say, blue_prawn: UUID) -> None:
    sent = {**about("Blue Prawn", "new"), "respondent_kind": "recruiter"}
    assert nok.post(f"/desk/story/{say()}/concern/", sent).status_code == 302
    (kept,) = decisions()
    assert (kept.place, kept.picked, kept.candidates[0]["id"]) == (0, False, str(blue_prawn))
    assert kept.organisation_id == Organisation.objects.get(provisional=True).id


def test_correcting_is_decided_anew(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    said = {"kind": "late_pay", "stage": "employment", "period_from": clock.today()}
    new, picked = services.Named("Uncle Lin", "TH", "sub_agent"), services.Picked(blue_prawn, "blue prawn", "TH")
    concern = services.record_from_talk(conversation_id=say(), case_id=None, respondent=new, by=desk.nok, **said)  # type: ignore[arg-type]
    services.correct_from_talk(concern_id=concern, respondent=picked, by=desk.nok)
    assert [kept.band for kept in sorted(decisions(), key=lambda one: one.place)] == ["new", "ask"]


def test_what_was_refused_leaves_no_decision(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    said = {"kind": "late_pay", "stage": "employment", "period_from": clock.today()}
    gone, here = services.Picked(random_id(), "Blue Prawn", "TH"), services.Picked(blue_prawn, "Blue Prawn", "TH")
    for respondent, by in ((gone, desk.nok), (here, desk.preecha)):
        with pytest.raises(Refusal):
            services.record_from_talk(conversation_id=say(), case_id=None, respondent=respondent, by=by, **said)  # type: ignore[arg-type]
    assert decisions() == []


def test_a_decision_goes_with_the_story(nok: Client, say: Say, blue_prawn: UUID) -> None:
    conversation, other = say(), say("me too")
    for each in (conversation, other):
        nok.post(f"/desk/story/{each}/concern/", about("Blue Prawn", blue_prawn))
    forget(conversation)
    with acting_as(System("test")):
        (left,) = Concern.objects.filter(conversation_id=other)
    assert [kept.concern_id for kept in decisions()] == [left.id]


def test_a_deleted_organisation_is_said_and_nothing_is_lost(nok: Client, say: Say, blue_prawn: UUID) -> None:
    sent = about("Blue Prawn", random_id())
    answer = nok.post(f"/desk/story/{say()}/concern/", sent)
    assert answer.status_code == 409
    assert "Pick the organisation it is about" in answer.content.decode()
    assert f'value="{blue_prawn}"' in answer.content.decode()


def test_nobody_named_is_asked_for(nok: Client, say: Say) -> None:
    answer = nok.post(f"/desk/story/{say()}/concern/", about("", ""))
    assert answer.status_code == 422
    assert "Write who it is about." in answer.content.decode()


def test_among_equals_a_person_picks(nok: Client, say: Say) -> None:
    for name in ("Golden Star Foods", "Golden Star Shoes", "Golden Star Toys"):
        create_organisation(kind="supplier", name=name, country="TH")
    html = nok.post("/desk/respondents/", {"respondent": "Golden Star"}).content.decode()
    assert html.count("part of its name") == 3 and "checked" not in html
    answer = nok.post(f"/desk/story/{say()}/concern/", about("Golden Star", ""))
    assert answer.status_code == 422 and "Pick who is meant, then save." in answer.content.decode()
    assert decisions() == []


def test_the_form_says_why(nok: Client, blue_prawn: UUID) -> None:
    add_alias(organisation_id=blue_prawn, name="กุ้งฟ้า")
    html = nok.post("/desk/respondents/", {"respondent": "กุ้งฟ้า, samut sakhon"}).content.decode()
    assert "(กุ้งฟ้า)" in html and "another of its names" in html and "Place: the same" in html
    assert "Country: the same" in html and "\u00a0%" in html


def test_a_new_name_brings_its_number_and_place(nok: Client, say: Say) -> None:
    sent = {**about("Uncle Lin, Mae Sot, 02 000 0001", "new"), "respondent_kind": "sub_agent"}
    assert nok.post(f"/desk/story/{say()}/concern/", sent).status_code == 302
    lin = Organisation.objects.get(provisional=True)
    assert (lin.name, lin.place) == ("Uncle Lin", "Mae Sot")
    assert list(Mark.objects.values_list("organisation_id", "kind", "normal")) == [(lin.id, "phone", "+6620000001")]

    # And the next one who knows the number only finds him
    html = nok.post("/desk/respondents/", {"respondent": "02-000-0001"}).content.decode()
    assert f'value="{lin.id}" checked' in html and "Telephone: the same" in html


def test_several_one_concern_each(nok: Client, say: Say, blue_prawn: UUID) -> None:
    # Given she speaks of her employer and of a broker
    conversation = say()
    address = f"/desk/story/{conversation}/concern/"

    # When Nok saves the first and asks for the same about somebody else
    answer = nok.post(address, {**about("Blue Prawn", blue_prawn), "line": "night line", "also": "yes"})

    # Then the form stands there with everything but the name
    html = nok.get(answer["Location"]).content.decode()
    assert 'value="late_pay" required data-key="2" checked' in html and "night line" in html
    assert 'name="respondent" value=""' in html

    # And what is said of another story is not brought over
    elsewhere = nok.get(f"/desk/story/{say()}/concern/?{answer['Location'].partition('?')[2]}").content.decode()
    assert "night line" not in elsewhere


def test_what_is_typed_stands_in_no_address_and_no_log(
    nok: Client, say: Say, blue_prawn: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert nok.get("/desk/respondents/", {"respondent": "x"}).status_code == 405
    nok.post("/desk/respondents/", {"respondent": "Zanzibar Quay"})
    answer = nok.post(f"/desk/story/{say()}/concern/", {**about("Zanzibar Quay", "new"), "also": "yes"})
    assert "anzibar" not in answer["Location"] and "anzibar" not in caplog.text
