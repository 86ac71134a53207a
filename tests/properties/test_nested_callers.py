"""However callers are nested and whatever fails inside, the database always sees the one who acts."""

from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saphan.store import Staff, System, acting_as
from saphan.store.acting import current_caller
from saphan.store.callers import SETTINGS, Caller, Counting, Intake, Lookup, Partner, Story

pytestmark = pytest.mark.django_db

ids = st.integers(1, 9).map(lambda number: UUID(int=number))
callers = st.one_of(
    st.builds(Staff, ids, ids, st.frozensets(st.sampled_from(["lead", "verifier"])), st.none() | ids),
    st.builds(Partner, ids, ids),
    st.builds(Story, ids),
    st.builds(Intake, ids, ids),
    st.builds(Lookup, st.binary(min_size=1, max_size=4)),
    st.builds(Counting),
    st.builds(System, st.just("test")),
)
nests = st.recursive(
    st.tuples(callers, st.booleans(), st.just([])),
    lambda inner: st.tuples(callers, st.booleans(), st.lists(inner, max_size=3)),
    max_leaves=8,
)


class Stumble(Exception):
    """Something inside failed."""


def seen_by_the_database() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"current_setting('saphan.{name}', true)" for name in SETTINGS))
        return {name: value for name, value in zip(SETTINGS, cursor.fetchone(), strict=True) if value}


def expected(caller: Caller | None) -> dict[str, str]:
    return {name: value for name, value in (caller.settings() if caller else {}).items() if value}


def walk(nest: tuple[Caller, bool, list[object]], outer: Caller | None) -> None:
    caller, stumbles, inside = nest
    try:
        with acting_as(caller):
            assert seen_by_the_database() == expected(caller)
            for each in inside:
                walk(each, caller)  # type: ignore[arg-type]
            assert seen_by_the_database() == expected(caller)
            if stumbles:
                raise Stumble
    except Stumble:
        pass
    assert current_caller() == outer
    assert seen_by_the_database() == expected(outer)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nest=nests)
def test_the_one_who_acts_is_the_one_who_is_seen(nest: tuple[Caller, bool, list[object]]) -> None:
    walk(nest, None)
