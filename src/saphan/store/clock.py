"""All time comes from here. A demo may let days pass; a test may stop the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.conf import settings

_offset = timedelta()
_stopped: datetime | None = None


def now() -> datetime:
    """This moment, in UTC."""
    if _stopped is not None:
        return _stopped + _offset
    return datetime.now(UTC) + _offset


def today() -> date:
    return now().date()


def follows_database() -> bool:
    """A demo's clock is a row that every process reads when it opens a transaction."""
    return bool(settings.SAPHAN_DEMO)


def shift_to(seconds: float | None) -> None:
    """Take over the offset that the database holds, in seconds."""
    global _offset
    _offset = timedelta(seconds=float(seconds or 0))


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """For tests: time stands still at `moment` until `pass_time` moves it."""
    global _stopped, _offset
    former = (_stopped, _offset)
    _stopped, _offset = moment, timedelta()
    try:
        yield
    finally:
        _stopped, _offset = former


def pass_time(span: timedelta) -> None:
    """For tests and for the demo's time bar: move this process's clock."""
    global _offset
    _offset += span
