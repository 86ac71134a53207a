"""`acting_as`: the only door to protected data."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from saphan.store import clock
from saphan.store.callers import SETTINGS, Caller

_SET = "SELECT " + ", ".join(f"set_config('saphan.{name}', %s, true)" for name in SETTINGS)
_SET_AND_CLOCK = f"{_SET}, (SELECT extract(epoch FROM clock_offset) FROM store_deployment)"  # noqa: S608  constants only

_current: ContextVar[Caller | None] = ContextVar("saphan_caller", default=None)


@dataclass(frozen=True, slots=True)
class Moment:
    """When this transaction happens, by Saphan's clock (UTC)."""

    now: datetime

    @property
    def day(self) -> date:
        return self.now.date()


@contextmanager
def acting_as(caller: Caller) -> Iterator[Moment]:
    """Open a transaction (or a savepoint of the running one) in which the database sees `caller`.

    The former caller is set again on leaving, because a released savepoint would keep the inner one.
    """
    former = _current.get()
    with transaction.atomic():
        nested = former is not None
        _tell_database(caller)
        mark = _current.set(caller)
        try:
            yield Moment(clock.now())
        finally:
            _current.reset(mark)
        if nested or _is_inside_a_longer_transaction():
            _tell_database(former)


@contextmanager
def known_as(caller: Caller) -> Iterator[Moment]:
    """Only Python knows who acts: for rows that are made now and sent, with `settings_of`, right afterwards."""
    mark = _current.set(caller)
    try:
        yield Moment(clock.now())
    finally:
        _current.reset(mark)


def settings_of(caller: Caller | None) -> tuple[str, list[str]]:
    """The statement that tells the database who acts until its transaction ends."""
    settings = caller.settings() if caller is not None else {}
    return _SET, [settings.get(name, "") for name in SETTINGS]


def current_caller() -> Caller | None:
    """Who acts now, or None outside `acting_as`."""
    return _current.get()


def _is_inside_a_longer_transaction() -> bool:
    """True when leaving does not end the transaction, so that the settings would stay."""
    return len(connection.savepoint_ids) > 0


def _tell_database(caller: Caller | None) -> None:
    statement, values = settings_of(caller)
    with connection.cursor() as cursor:
        if clock.follows_database():
            cursor.execute(_SET_AND_CLOCK, values)
            clock.shift_to(cursor.fetchone()[-1])
        else:
            cursor.execute(statement, values)
