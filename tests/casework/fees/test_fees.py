"""Given a fee that somebody paid, its four amounts are kept apart, once; it counts no more when that is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from saphan.casework.fees.models import FeeObservation
from saphan.casework.fees.seen import FeeSeen
from saphan.casework.fees.services import record_fee, withdraw_fee
from saphan.casework.refusals import DoesNotFit, NotCountedAnyMore, WhoIsItAbout
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Intake, Story, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Fact
from saphan.voice.services import delete_story
from tests.casework.given import Desk, Say

pytestmark = pytest.mark.django_db


def seen(desk: Desk, **more: Any) -> FeeSeen:
    usual = FeeSeen(
        desk_id=desk.id,
        source="concern",
        origin="NP",
        destination="MY",
        paid_on=date(2026, 2, 14),
        currency="NPR",
        worker=Decimal("450000"),
        receipt=Decimal("10000"),
        cap=Decimal("10000"),
        employer=Decimal(0),
    )
    return replace(usual, **more)


def rows() -> list[FeeObservation]:
    with acting_as(System("test")):
        return list(FeeObservation.objects.order_by("id"))


def facts(kind: str) -> list[dict[str, Any]]:
    with acting_as(System("test")):
        return [fact.payload for fact in Fact.objects.filter(kind=kind)]


def test_four_amounts_stand_apart(desk: Desk, blue_prawn: UUID) -> None:
    # When Nok records what he paid, and what his receipt says
    fee_id = record_fee(observation=seen(desk, organisation_id=blue_prawn, proof="receipt"), by=desk.nok)

    # Then nothing is added up, the day is a month, and the fact carries codes
    (row,) = rows()
    assert (row.id, row.worker, row.receipt, row.cap, row.employer) == (fee_id, 450000, 10000, 10000, 0)
    assert (row.paid_on, row.recorded_by) == (date(2026, 2, 1), desk.nok.id)
    coded = {"source": "concern", "corridor": "NP-MY", "line": "all", "payer": row.payer}
    assert facts("casework.fee_recorded") == [{**coded, "year": "2026", "band": "NP-MY 2500+"}]

    # And the counters see it
    with acting_as(Counting()):
        assert FeeObservation.objects.count() == 1


def test_a_form_sent_twice_is_one_fee(desk: Desk) -> None:
    once = random_id()
    assert {record_fee(observation=seen(desk), by=desk.nok, once=once) for _ in range(2)} == {once}
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("source", "gossip"),
        ("origin", "Nepal"),
        ("destination", "my"),
        ("sector", "A B"),
        ("paid_on", date(2027, 1, 1)),
        ("currency", "XXX"),
        ("stage", "never"),
        ("line", "gift"),
        ("payer", "nobody"),
        ("proof", "dream"),
        ("worker", Decimal(-1)),
        ("receipt", Decimal("NaN")),
        ("employer", Decimal(10) ** 12),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, field: str, wrong: object) -> None:
    with pytest.raises(DoesNotFit) as refused:
        record_fee(observation=seen(desk, **{field: wrong}), by=desk.nok)
    assert refused.value.ways_out == (field,)
    assert rows() == [] and facts("casework.fee_recorded") == []


def test_nothing_paid_is_said_and_nothing_said_is_refused(desk: Desk) -> None:
    silent = {"receipt": None, "cap": None, "employer": None}
    record_fee(observation=seen(desk, **silent, worker=Decimal(0)), by=desk.nok)
    with pytest.raises(DoesNotFit):
        record_fee(observation=seen(desk, **silent, worker=None), by=desk.nok)
    assert [row.worker for row in rows()] == [0]


def test_who_may_not(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say()
    for by, observation in (
        (desk.preecha, seen(desk)),  # sees facts, never writes what a worker said
        (other_desk.nok, seen(desk)),
        (desk.nok, seen(other_desk)),
        (other_desk.nok, seen(other_desk, conversation_id=story)),
        (System("test"), seen(other_desk, conversation_id=story)),
        (Intake(desk.id, random_id()), seen(desk)),
    ):
        with pytest.raises(NotAllowed):
            record_fee(observation=observation, by=by)
    with pytest.raises(WhoIsItAbout):
        record_fee(observation=seen(desk, organisation_id=random_id()), by=desk.nok)
    assert rows() == []


def test_lines_of_one_story_are_one_persons(desk: Desk, say: Say) -> None:
    story = say()
    for line in ("service", "medical"):
        record_fee(observation=seen(desk, conversation_id=story, line=line), by=desk.nok)
    record_fee(observation=seen(desk), by=System("empowerment.review"))
    joined = random_id()
    record_fee(observation=seen(desk, source="review", person=joined), by=System("empowerment.review"))
    hers = {row.person for row in rows() if row.conversation_id}
    others = {row.person for row in rows() if not row.conversation_id}
    assert len(hers) == 1 and len(others) == 2 and joined in others and not hers & others


def test_withdrawn_is_a_date_and_a_negative_fact(desk: Desk, other_desk: Desk) -> None:
    fee_id = record_fee(observation=seen(desk), by=desk.nok)
    for by in (desk.preecha, other_desk.nok):
        with pytest.raises(NotAllowed):
            withdraw_fee(fee_id=fee_id, by=by)
    assert rows()[0].withdrawn_on is None

    withdraw_fee(fee_id=fee_id, by=desk.nok)

    assert rows()[0].withdrawn_on is not None
    assert [fact["why"] for fact in facts("casework.fee_withdrawn")] == ["withdrawn"]
    with pytest.raises(NotCountedAnyMore):
        withdraw_fee(fee_id=fee_id, by=System("test"))


def test_a_deleted_story_takes_its_fees_along(desk: Desk, say: Say) -> None:
    story = say()
    record_fee(observation=seen(desk, conversation_id=story), by=desk.nok)
    delete_story(conversation_id=story, by=Story(story))
    assert rows() == []
    assert [fact["why"] for fact in facts("casework.fee_withdrawn")] == ["deleted"]
