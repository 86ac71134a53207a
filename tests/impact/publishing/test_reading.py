"""Given editions that were let out, everybody reads the newest, and every version that ever stood, cheaply."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from saphan.impact.publishing import reading
from tests.impact.publishing.given import edition, figure

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)


def test_before_the_first_there_is_nothing() -> None:
    assert reading.newest() is None and reading.editions() == ()


def test_the_newest_stands_and_the_former_stay() -> None:
    edition(month=JULY)
    edition()
    corrected = edition([figure("voices_by_language", 300, 300)], corrects="counted_twice")
    assert reading.newest() == corrected and (corrected.version, corrected.corrects) == (3, "counted_twice")
    assert [(one.version, one.month.month) for one in reading.editions()] == [(3, 8), (2, 8), (1, 7)]


def test_figures_are_found_by_what_they_tell() -> None:
    one = edition()
    assert one.figure("voices_by_language").value == 265
    assert one.figure("voices_by_language", "lo", "2026").value is None
    assert [each.code for each in one.by_code("voices_by_language")] == ["my", "km", "ne"]
    assert [each.value for each in one.over_time("voices_by_language")] == [60, None, 75]


def test_reading_costs_two_queries_and_then_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition(month=JULY)
    edition()
    reading._known.clear()
    with django_assert_num_queries(2):
        reading.editions()
    with django_assert_num_queries(1):
        reading.newest()
