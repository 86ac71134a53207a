"""Promises are counted for figures once their day has come: kept by it, or late."""

from collections import Counter
from datetime import timedelta

import pytest

from saphan.remedy import services as remedy
from saphan.remedy.kept_promises import promises_of
from saphan.store import System, acting_as, clock
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def counted(walk: Walk) -> Counter[bool]:
    with acting_as(System("test")):
        return promises_of([walk.plant], clock.today())[walk.plant]


def test_one_promise_is_open_then_late_then_late_though_delivered(walk: Walk) -> None:
    commitment_id = walk.agreed()
    assert counted(walk) == Counter()
    clock.pass_time(timedelta(days=21))
    assert counted(walk) == Counter({False: 1})
    remedy.deliver(commitment_id=commitment_id, by=walk.somchai)
    assert counted(walk) == Counter({False: 1})


def test_one_that_is_delivered_by_its_day_is_kept(walk: Walk) -> None:
    remedy.deliver(commitment_id=walk.agreed(), by=walk.somchai)
    assert counted(walk) == Counter({True: 1})
