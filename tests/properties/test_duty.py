"""Whatever the roster, what is said about duty comes true."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from saphan.network.duty import Stretch, duty_now, in_rows, on_duty

ZONES = st.sampled_from([ZoneInfo(name) for name in ("Asia/Bangkok", "Asia/Kathmandu", "Europe/Berlin", "UTC")])
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))
A_MOMENT = timedelta(seconds=1)


@st.composite
def rosters(draw: st.DrawFn) -> list[Stretch]:
    rows = []
    for number in range(draw(st.integers(0, 6))):
        opens, closes, weekday = draw(TIMES), draw(TIMES), draw(st.integers(0, 6))
        who = UUID(int=number % 2 + 1)
        rows += [Stretch(who, str(who), day, since, until) for day, since, until in in_rows(opens, closes, weekday)]
    return rows


@given(rosters(), ZONES, MOMENTS)
def test_who_is_said_to_be_on_duty_is_until_then_and_not_after(
    rows: list[Stretch], zone: ZoneInfo, now: datetime
) -> None:
    said = duty_now(rows, zone, now)
    assert bool(said.name) == bool(on_duty(rows, zone, now))
    if said.until:
        assert said.until > now
        assert UUID(said.name) in on_duty(rows, zone, said.until - A_MOMENT)


@given(rosters(), ZONES, MOMENTS)
def test_when_nobody_is_somebody_will_be_when_it_was_said(rows: list[Stretch], zone: ZoneInfo, now: datetime) -> None:
    said = duty_now(rows, zone, now)
    if said.next_at:
        assert said.name == ""
        assert on_duty(rows, zone, said.next_at)
        assert not on_duty(rows, zone, now + (said.next_at - now) / 2)


@given(TIMES, TIMES, st.integers(0, 6))
def test_a_stretch_is_kept_in_rows_that_the_database_takes(opens: time, closes: time, weekday: int) -> None:
    rows = in_rows(opens, closes, weekday)
    assert 1 <= len(rows) <= 2
    assert all(since < until for _, since, until in rows)
