"""Given an issue that went the whole way by the services, the indicators say so from their facts alone."""

from datetime import timedelta

import pytest

from saphan.impact import recounting
from saphan.store import clock
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def test_the_walk_is_seen_in_the_indicators(walk: Walk) -> None:
    walk.remedied()
    clock.pass_time(timedelta(days=2))
    recounting.fold_ended_days()
    found = recounting.figures(clock.today())

    def of(indicator: str, code: str = "") -> tuple[int, int]:
        return found[indicator, code].numerator, found[indicator, code].denominator

    assert of("acknowledged_in_time") == of("planned_in_time") == of("promises_delivered") == (1, 1)
    assert of("confirmed_by_workers") == (2, 3)
    assert of("plans_enough") == (3, 3)
    assert of("remedied_by_recipient", "supplier") == (1, 1)
    assert of("retaliation") == (0, 1)
    assert found["days_to_remedy", ""].value is not None
    assert recounting.recount().differed == 0
