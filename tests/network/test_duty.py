"""Given a weekly roster in a desk's own time zone, what is said about duty is true at every hour."""

from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from saphan.network.duty import END_OF_DAY, Stretch, duty_now, in_rows, on_duty

BANGKOK = ZoneInfo("Asia/Bangkok")  # UTC+7
NOK, ANN = UUID(int=1), UUID(int=2)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """March 2026 in Bangkok; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=BANGKOK).astimezone(UTC)


def stretch(weekday: int, opens: time, closes: time, staff_id: UUID = NOK, name: str = "Nok") -> list[Stretch]:
    return [Stretch(staff_id, name, day, since, until) for day, since, until in in_rows(opens, closes, weekday)]


def test_on_duty_says_until_when() -> None:
    rows = stretch(0, time(9), time(17))
    now = duty_now(rows, BANGKOK, local(2, 10))
    assert (now.name, now.until, now.next_at) == ("Nok", local(2, 17), None)


def test_at_two_at_night_nobody_and_when_somebody_will_be() -> None:
    rows = stretch(0, time(9), time(17)) + stretch(1, time(9), time(17))
    now = duty_now(rows, BANGKOK, local(3, 2))
    assert (now.name, now.until, now.next_at) == ("", None, local(3, 9))


def test_a_night_is_two_rows_that_join() -> None:
    rows = stretch(4, time(18), time(6))
    assert [(row.weekday, row.opens, row.closes) for row in rows] == [(4, time(18), END_OF_DAY), (5, time(), time(6))]
    before, after = duty_now(rows, BANGKOK, local(6, 23)), duty_now(rows, BANGKOK, local(7, 2))
    assert before.until == after.until == local(7, 6)
    assert on_duty(rows, BANGKOK, local(7, 2)) == [NOK]


def test_a_night_over_the_end_of_the_week_joins_too() -> None:
    rows = stretch(6, time(20), time(4))
    assert duty_now(rows, BANGKOK, local(8, 23)).until == local(9, 4)
    assert duty_now(rows, BANGKOK, local(9, 2)).until == local(9, 4)


def test_the_last_minute_counts_and_the_closing_minute_does_not() -> None:
    rows = stretch(0, time(9), time(17))
    assert duty_now(rows, BANGKOK, local(2, 16, 59)).name == "Nok"
    assert duty_now(rows, BANGKOK, local(2, 17)).name == ""


def test_of_two_the_one_who_stays_longest_is_named_and_both_are_woken() -> None:
    rows = stretch(0, time(9), time(17)) + stretch(0, time(12), time(20), ANN, "Ann")
    assert duty_now(rows, BANGKOK, local(2, 13)).name == "Ann"
    assert on_duty(rows, BANGKOK, local(2, 13)) == [NOK, ANN]


def test_after_the_only_hour_of_the_week_the_next_is_in_a_week() -> None:
    rows = stretch(0, time(9), time(10))
    assert duty_now(rows, BANGKOK, local(2, 10)).next_at == local(9, 9)


def test_an_empty_roster_promises_nothing() -> None:
    now = duty_now([], BANGKOK, local(2, 10))
    assert (now.name, now.until, now.next_at) == ("", None, None)


def test_midnight_is_the_end_of_the_day() -> None:
    assert in_rows(time(18), time(0), 2) == in_rows(time(18), time(23, 59), 2) == [(2, time(18), END_OF_DAY)]


def test_the_clock_change_of_a_zone_is_kept() -> None:
    berlin = ZoneInfo("Europe/Berlin")  # 29 March 2026: 02:00 becomes 03:00
    rows = stretch(6, time(1), time(9))
    now = duty_now(rows, berlin, datetime(2026, 3, 29, 5, 0, tzinfo=UTC))
    assert now.until == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


def test_after_holidays_the_next_hour_is_still_said() -> None:
    """Given an hour on Mondays only, and two Mondays off; on Sunday the 8th nothing else is true than the 23rd."""
    rows = stretch(0, time(9), time(10))
    off = [date(2026, 3, 9), date(2026, 3, 16)]
    assert duty_now(rows, BANGKOK, local(8, 12), off).next_at == local(23, 9)
    whole_month = [date(2026, 3, number) for number in range(1, 32)]
    assert duty_now(rows, BANGKOK, local(2, 9), whole_month).next_at == datetime(2026, 4, 6, 2, tzinfo=UTC)
