"""Given a union at a workplace: a lead notes it, the workers of that place and their desk read how to reach it."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from saphan.casework import services as casework
from saphan.network.models import Staff, WorkersBody
from saphan.network.services import create_organisation
from saphan.store import callers
from saphan.voice import intake
from saphan.voice.inbound import Inbound
from saphan.voice.selectors import story
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db

BODY = {"kind": "union", "name": "Pier Workers Union", "how_to_reach": "Room 2, Sundays", "languages": "my, th"}


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def ann(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id, "lead", name="Ann"))


@pytest.fixture
def plant() -> UUID:
    return create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")


def test_a_lead_notes_and_ends_one(ann: Client, desk_id: UUID, plant: UUID) -> None:
    address = reverse("network:note_workers_body", args=[plant])
    for wrong in ({**BODY, "kind": "club"}, {**BODY, "name": " "}, {**BODY, "how_to_reach": ""}):
        refused = ann.post(address, wrong)
        assert refused.status_code == 409 and "how to reach it" in refused.content.decode()
    assert ann.post(reverse("network:note_workers_body", args=[uuid4()]), BODY).status_code == 409
    assert not WorkersBody.objects.exists()

    ann.post(address, BODY)
    page = ann.get(reverse("network:organisation", args=[plant])).content.decode()
    assert "Pier Workers Union" in page and "my and th" in page
    nok = sign_in(Client(), desk_person(desk_id, name="Nok"))
    assert nok.post(address, BODY).status_code == 403

    row = WorkersBody.objects.get()
    assert ann.post(reverse("network:end_workers_body", args=[uuid4(), row.id])).status_code == 404
    ann.post(reverse("network:end_workers_body", args=[plant, row.id]))
    assert "Pier Workers Union" not in ann.get(reverse("network:organisation", args=[plant])).content.decode()


def test_she_is_told_once_the_desk_knows_where_she_works(ann: Client, desk_id: UUID, plant: UUID) -> None:
    # Given a union at the plant, and a worker who has not said where she works
    ann.post(reverse("network:note_workers_body", args=[plant]), BODY)
    told = intake.accept(Inbound(desk_id, "web", "en", once="first-words-1", text="No pay"))
    assert story(told.conversation_id, word_given=True).workers_bodies == ()

    # When the desk records her concern at that plant
    row: Staff = desk_person(desk_id, name="Nok")
    nok = callers.Staff(row.id, desk_id, frozenset({"caseworker"}))
    case_id = casework.open_case(conversation_id=told.conversation_id, by=nok)
    casework.record_concern(
        case_id=case_id,
        conversation_id=told.conversation_id,
        by=nok,
        kind="late_pay",
        respondent_id=plant,
        stage="employment",
        period_from=date(2026, 1, 1),
    )

    # Then her page names the union, and so does the case
    [body] = story(told.conversation_id, word_given=True).workers_bodies
    assert (body.name, body.how_to_reach) == ("Pier Workers Union", "Room 2, Sundays")
    client = sign_in(Client(), row)
    assert "Room 2, Sundays" in client.get(reverse("casework:case", args=[case_id])).content.decode()
