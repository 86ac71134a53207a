"""`acting_as`: the only door to protected data."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from saphan.store import clock
from saphan.store.callers import SETTINGS, Caller, Counting, OneMessage, OneStory, Staff, System
from saphan.store.refusals import DeskFrozen

_SET = "SELECT " + ", ".join(f"set_config('saphan.{name}', %s, true)" for name in SETTINGS)
_CLOCK = ", (SELECT extract(epoch FROM clock_offset) FROM store_deployment)"

# Staff are asked for their desk in the same round trip; of a frozen one the database is told that nobody acts.
_SHUT = "SELECT EXISTS (SELECT FROM store_frozen_desk WHERE desk_id = %s) AS shut"
_EACH_UNLESS_SHUT = (f"set_config('saphan.{name}', CASE WHEN shut THEN '' ELSE %s END, true)" for name in SETTINGS)
_SET_UNLESS_FROZEN = f"WITH door AS MATERIALIZED ({_SHUT}) SELECT shut, {', '.join(_EACH_UNLESS_SHUT)}"  # noqa: S608  constants only
_DOOR = " FROM door"
OF_A_DESK = (Staff, OneStory, OneMessage)

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
    Raises DeskFrozen for staff of a frozen desk, also when it was frozen since the transaction began.
    """
    former = _current.get()
    with transaction.atomic():
        _tell_database(caller)
        mark = _current.set(caller)
        try:
            yield Moment(clock.now())
        finally:
            _current.reset(mark)
        if former != caller and (former is not None or _is_inside_a_longer_transaction()):
            _tell_database(former)


@contextmanager
def at_least_as(caller: Counting | System) -> Iterator[None]:
    """`acting_as`, for reading; where whoever acts sees as much already there is nothing to open.

    The system sees every coded table that counting sees.
    """
    if isinstance(_current.get(), type(caller) | System):
        yield
        return
    with acting_as(caller):
        yield


@contextmanager
def known_as(caller: Caller) -> Iterator[Moment]:
    """Only Python knows who acts: for rows that are made now and sent, with `settings_of`, right afterwards."""
    mark = _current.set(caller)
    try:
        yield Moment(clock.now())
    finally:
        _current.reset(mark)


def settings_of(caller: Caller | None) -> tuple[str, list[Any]]:
    """The statement that tells the database who acts until its transaction ends; for staff of a frozen desk, nobody."""
    settings = caller.settings() if caller is not None else {}
    values = [settings.get(name, "") for name in SETTINGS]
    if isinstance(caller, OF_A_DESK):
        return _SET_UNLESS_FROZEN + _clock_too() + _DOOR, [caller.desk_id, *values]
    return _SET + _clock_too(), values


def _clock_too() -> str:
    return _CLOCK if clock.follows_database() else ""


def current_caller() -> Caller | None:
    """Who acts now, or None outside `acting_as`."""
    return _current.get()


def _is_inside_a_longer_transaction() -> bool:
    """True when leaving does not end the transaction, so that the settings would stay."""
    return len(connection.savepoint_ids) > 0


def _tell_database(caller: Caller | None) -> None:
    """Raises DeskFrozen; the database sees nobody acting then."""
    statement, values = settings_of(caller)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        told = cursor.fetchone()
    if clock.follows_database():
        clock.shift_to(told[-1])
    if isinstance(caller, OF_A_DESK) and told[0]:
        raise DeskFrozen
