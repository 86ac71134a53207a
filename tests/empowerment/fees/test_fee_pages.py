"""Given what people told on a corridor, anybody reads what many paid, and nobody what few did."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework.fees.seen import FeeSeen
from saphan.casework.fees.services import record_fee, withdraw_fee
from saphan.network.merging.acts import merge_organisations
from saphan.network.services import create_organisation
from saphan.store import clock
from saphan.store.callers import System
from saphan.store.ids import random_id

pytestmark = pytest.mark.django_db

TOLD, LATER = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)


def paid(dollars: int, many: int = 1, **more: Any) -> list[UUID]:
    """Each by another person, from Nepal to Malaysia, told in March."""
    usual: dict[str, Any] = {"desk_id": random_id(), "source": "review", "paid_on": date(2023, 6, 1), "currency": "USD"}
    usual |= {"origin": "NP", "destination": "MY", "worker": Decimal(dollars)}
    with clock.stopped_at(TOLD):
        return [record_fee(observation=FeeSeen(**{**usual, **more}), by=System("test")) for _ in range(many)]


def text(client: Client, address: str) -> str:
    with clock.stopped_at(LATER):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_many_paid_is_shown_with_its_median(client: Client) -> None:
    paid(3000, 12, receipt=Decimal(80), payer="loan")
    page = text(client, "/public/fees/NP-MY/")
    assert "paid 3,000 US dollars or more" in page and "months of work" in page
    assert ">80<" in page and "10–24" in page and "1 USD = 133.87 NPR (2024)" in page

    hers = text(client, "/en/fees/NP-MY/")
    assert "400,000 NPR" in hers and "It takes" in hers

    rows = text(client, "/public/fees/NP-MY.csv").splitlines()
    assert rows[1] == "NP-MY,worker,10–24,3000,3000,3000" and rows[4] == "NP-MY,employer,,,,"


def test_what_few_paid_is_not(client: Client) -> None:
    ids = paid(3000, 11)
    withdraw_fee(fee_id=ids[0], by=System("test"))
    paid(4000, 20, source="offer")  # asked is not paid
    paid(5000, 20, payer="employer")  # nor what the employer bore
    for address in ("/public/fees/NP-MY/", "/en/fees/NP-MY/", "/public/fees/NP-MY.csv"):
        page = text(client, address)
        assert "3,000" not in page and "3000" not in page and "5000" not in page
    assert "Too few people have told us" in text(client, "/en/fees/NP-MY/")
    assert "does not mean that nobody pays" in text(client, "/public/fees/NP-MY/")
    assert "NP-MY,asked,10–24,4000,4000,4000" in text(client, "/public/fees/NP-MY.csv")


def test_this_month_is_not_in_yet(client: Client) -> None:
    paid(3000, 12)
    with clock.stopped_at(TOLD):
        assert "3,000" not in client.get("/public/fees/NP-MY/").content.decode()


def test_recruiters_are_named_and_employers_are_not(client: Client) -> None:
    recruiter = create_organisation(kind="recruiter", name="Hill Manpower", country="NP")
    employer = create_organisation(kind="supplier", name="Blue Prawn Foods", country="MY")
    few = create_organisation(kind="recruiter", name="River Manpower", country="NP")
    paid(2000, 12, organisation_id=recruiter)
    paid(2500, 12, organisation_id=employer)
    paid(2600, 5, organisation_id=few)
    page = text(client, "/public/fees/NP-MY/")
    assert "Hill Manpower" in page and "Blue Prawn" not in page and "River" not in page


def test_every_corridor_is_offered_and_others_are_unknown(client: Client) -> None:
    assert "Nepal → Malaysia" in text(client, "/public/fees/")
    hers = text(client, "/en/fees/")
    assert "Nepal → Malaysia" in hers and "Tell us what you paid." in hers
    assert client.get("/public/fees/XX-YY/").status_code == 404
    assert client.get("/en/fees/XX-YY/").status_code == 404
    assert client.post("/public/fees/").status_code == 405


def test_a_recruiter_that_was_merged_is_one_with_the_other(client: Client) -> None:
    recruiter = create_organisation(kind="recruiter", name="Hill Manpower", country="NP")
    twin = create_organisation(kind="recruiter", name="Hil Man Power", country="NP")
    paid(2000, 6, organisation_id=recruiter)
    paid(3000, 6, organisation_id=twin)
    assert "Hill Manpower" not in text(client, "/public/fees/NP-MY/")
    merge_organisations(organisation_id=twin, read_as_id=recruiter, why="name", by=System("test"))
    page = text(client, "/public/fees/NP-MY/")
    assert page.count("Hill Manpower") == 1 and "Hil Man Power" not in page
