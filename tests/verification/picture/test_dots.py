"""The drawing of voices: everything inside, in order of time, and no day where only a month is known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from saphan.verification.picture.dots import LARGE, LEFT, RIGHT, WIDTH, Dot, Heard, draw

days = some.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
weeks = days.map(lambda day: Heard(date.fromisocalendar(*day.isocalendar()[:2], 1), by_month=False))
months = days.map(lambda day: Heard(day.replace(day=1), by_month=True))
voices = some.lists(some.lists(weeks | months, min_size=1, max_size=4), max_size=8)


@given(voices)
def test_everything_is_inside_and_each_voice_has_a_line(said: list[list[Heard]]) -> None:
    drawing = draw(said)
    assert [line.number for line in drawing.lines] == list(range(1, len(said) + 1))
    for line in drawing.lines:
        assert line.y < drawing.height
        assert all(dot.x >= LEFT and dot.x + dot.width <= WIDTH - RIGHT for dot in line.dots)
        assert line.start <= line.end
    assert len(drawing.ticks) <= 12


def test_later_stands_further_right() -> None:
    drawing = draw([[Heard(date(2026, 3, 2), False)], [Heard(date(2026, 4, 6), False)]])
    first, second = (line.dots[0].x for line in drawing.lines)
    assert first < second


def test_a_month_is_a_bar_over_all_of_it() -> None:
    (line,) = draw([[Heard(date(2026, 12, 1), True)]]).lines
    assert line.dots == (Dot(LEFT, WIDTH - LEFT - RIGHT),)


def test_two_things_in_one_week_are_one_dot() -> None:
    (line,) = draw([[Heard(date(2026, 3, 2), False)] * 2]).lines
    assert [dot.times for dot in line.dots] == [2]


def test_the_more_was_said_in_a_week_the_bigger_its_dot() -> None:
    said = {
        times: draw([[Heard(date(2026, 3, 2), False)] * times]).lines[0].dots[0].radius for times in (1, 2, 20, 900)
    }
    assert said[1] < said[2] < said[20] <= said[900] == LARGE


def test_nobody_is_no_drawing() -> None:
    assert draw([]).lines == ()
