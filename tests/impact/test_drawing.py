"""Lines and intervals as numbers for an SVG: in proportion, and open where nothing is known."""

import pytest

from saphan.impact import drawing


def test_a_line_rises_with_its_values_and_stays_inside() -> None:
    line = drawing.spark([0, 5, 10], width=112, height=62, edge=6)
    assert [(point.x, point.y) for point in line.points] == [(22.7, 56), (56, 31), (89.3, 6)]
    assert line.lines == ("M22.7 56L56 31L89.3 6",)
    assert line.gaps == line.band == ()


def test_a_gap_is_no_line_and_never_a_zero() -> None:
    line = drawing.spark([4, None, 8, 8])
    assert [point.at for point in line.points] == [0, 2, 3]
    assert len(line.lines) == 1  # one point alone is a dot
    assert len(line.gaps) == 1


def test_intervals_are_a_band_within_the_drawing() -> None:
    line = drawing.spark([0.5, 0.6], [(0.3, 0.7), (0.4, 0.8)], most=1)
    assert line.band == ("M63 21.6L177 16.4L177 37.2L63 42.4Z",)


def test_nothing_at_all_can_be_drawn() -> None:
    assert drawing.spark([]).lines == ()
    assert drawing.spark([None, None]).points == ()
    assert drawing.spark([0, 0]).points[0].y == 58


@pytest.mark.parametrize(
    ("value", "low", "high", "drawn"), [(0.5, 0.25, 0.75, (160, 80, 160)), (9, None, None, (320, None, None))]
)
def test_an_interval_stands_around_its_value(
    value: float, low: float | None, high: float | None, drawn: tuple[float, float | None, float | None]
) -> None:
    found = drawing.interval(value, low, high, 1)
    assert (found.middle, found.left, found.length) == drawn
