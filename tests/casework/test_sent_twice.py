"""A form of the desk that is sent twice counts once; what has other words counts by itself."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from saphan.casework.models import Case, Concern, Note
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.models import Message
from tests.casework.given import Desk, Say, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nok(desk: Desk) -> Client:
    return sign_in(Client(), member(desk.nok))


@pytest.fixture
def story_id(say: Say) -> UUID:
    return say()


def count(model: type[models.Model], **where: Any) -> int:
    with acting_as(System("test.count")):
        return model._default_manager.filter(**where).count()


def once_on(client: Client, page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', client.get(page).content.decode())
    assert found
    return found.group(1)


def test_a_reply_sent_twice_is_one_message(nok: Client, story_id: UUID) -> None:
    once = once_on(nok, reverse("casework:conversation", args=[story_id]))
    address = reverse("casework:reply", args=[story_id])
    for _ in range(2):
        assert nok.post(address, {"reply": "We can help.", "once": once}).status_code == 302
    assert count(Message, inbound=False) == 1
    nok.post(address, {"reply": "Call us.", "once": once})
    assert count(Message, inbound=False) == 2, "she went back and wrote something else"


def test_an_answer_that_closes_is_given_once(nok: Client, story_id: UUID) -> None:
    for _ in range(2):
        nok.post(reverse("casework:answer_and_close", args=[story_id, "thanks_test"]))
    assert count(Message, inbound=False) == 1


def test_a_note_and_a_case_sent_twice_are_one(nok: Client, story_id: UUID) -> None:
    once = once_on(nok, reverse("casework:conversation", args=[story_id]))
    for _ in range(2):
        nok.post(reverse("casework:note", args=[story_id]), {"note": "She rang.", "once": once})
        nok.post(reverse("casework:open_case", args=[story_id]), {"once": once})
    assert (count(Note), count(Case)) == (1, 1)


def test_a_concern_sent_twice_is_one_concern_in_one_case(nok: Client, story_id: UUID, blue_prawn: UUID) -> None:
    address = reverse("casework:record_concern", args=[story_id])
    form = {
        "kind": "unpaid_overtime",
        "respondent": "Blue Prawn",
        "meant_by": "Blue Prawn",
        "respondent_id": str(blue_prawn),
        "since": "2026-02-01",
        "first_hand": "yes",
        "number_affected": "1",
        "once": once_on(nok, address),
    }
    for _ in range(2):
        assert nok.post(address, form).status_code == 302
    assert (count(Concern), count(Case)) == (1, 1)
