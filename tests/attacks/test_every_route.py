"""Walks every route × every role × {own, another team's, another desk's, another partner's, none}, and proves denials.

What is expected stands in `routes.py`. Denials are walked with real commits, and a fingerprint of every table is taken
as the owning role before and after; what is allowed is tried in a transaction that is rolled back.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from psycopg import sql

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification.models import Issue
from tests import ground
from tests.attacks import route_forms, route_world, routes
from tests.attacks.route_world import CANARY, ELSEWHERE, NUMBER, Ground
from tests.attacks.routes import OWNERS, ROLES, Line
from tests.conftest import HOME, TEMPLATE

LESSON = ("slug", "digest", "lesson_sound_id")
NAMES_NO_THING = frozenset({"language", "step", "code", "channel", "account", "adapter", "volunteer", *LESSON}) | {
    *("corridor", "part", "place", "version", "file", "year", "indicator", "objective"),
}
READS_HER_WORDS = frozenset({"worker", "caseworker", "lead"})
ONE_LOOK = frozenset({"casework:behind_glass", "casework:decide_identity"})  # where one was opened to her
SESSIONS = frozenset({"django_session", "network_sign_in_cache", "voice_page_draft"})
"""What a refusal itself may write: a browser's session, counted sign-ins, the remark for a worker's next page."""
OF_EVERYBODY = frozenset({"anonymous", "worker", "caseworker", "supplier", "left"})
"""Who walks the addresses that are open to everybody and name no thing: one of each kind is enough."""
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
ALSO_WRITTEN_BY_READING = SESSIONS | {"vault_event"}


@dataclass(frozen=True)
class Route:
    """One address of the URL configuration. names: the things that it names."""

    name: str
    path: str
    names: tuple[str, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One try: this role, this route, this method, a thing of this owner."""

    line: Line
    route: Route
    method: str
    role: str
    owner: str

    @property
    def expected(self) -> str:
        return self.line.expected(self.role, self.owner)

    def __str__(self) -> str:
        return f"{self.method} {self.route.name} as {self.role}, {self.owner or 'no thing'}"


# -- the routes and the table


def every_route() -> dict[str, Route]:
    return {route.name: route for route in _routes(get_resolver().url_patterns, "", "/")}


def _routes(patterns: Any, space: str, path: str) -> Iterator[Route]:
    for each in patterns:
        here = path + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _routes(each.url_patterns, inner, here)
        elif isinstance(each, URLPattern):
            parameters = tuple(each.pattern.converters)
            names = tuple(name for name in parameters if name not in NAMES_NO_THING)
            yield Route(f"{space}{each.name}" if each.name else here, here, names, parameters)


LINES = routes.lines()


def test_the_table_names_every_route_and_no_other() -> None:
    every, listed = set(every_route()), {line.name for line in LINES}
    assert sorted(every - listed) == [], "add a line to tests/attacks/routes.py"
    assert sorted(listed - every) == [], "these routes are gone: take their lines out"


def test_a_thing_in_an_address_has_an_owner_in_the_table() -> None:
    every = every_route()
    assert [line.name for line in LINES if every[line.name].names and not line.opened and line.come_in] == []


# -- the world, made once


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    name = f"{os.environ['SAPHAN_DATABASE']}_routes"
    ground.copy(HOME, TEMPLATE, name)
    with (
        django_db_blocker.unblock(),
        ground.connected_to(name),
        clock.stopped_at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3600),  # a slow machine walks longer than five minutes
    ):
        yield route_world.build()
    ground.drop(HOME, name)


@pytest.fixture
def connected(world: Ground, django_db_blocker: Any) -> Iterator[Ground]:
    with django_db_blocker.unblock():
        yield world


def cells(world: Ground, role: str) -> list[Cell]:
    """Who is stopped at the door is so whose thing it may be: she tries one, her own where there is such."""
    every = every_route()
    return [
        Cell(line, every[line.name], method, role, owner)
        for line in LINES
        for method in line.methods
        for owner in _owners(world, role, every[line.name])[: None if role in line.come_in else 1]
    ]


def _owners(world: Ground, role: str, route: Route) -> tuple[str, ...]:
    """Of whom there is such a thing in this world."""
    if not route.names:
        return ("",)
    wanted = set(route.names)
    return tuple(owner for owner in OWNERS if wanted <= _ids(world, role, owner, route).keys())


def _ids(world: Ground, role: str, owner: str, route: Route) -> dict[str, str]:
    if owner == "none":
        return {name: "0" * 16 if name == "token" else str(uuid4()) for name in route.names}
    if owner != "mixed":
        ids = world.ids(role, owner)
        others = {name: other for (of, name), other in route_forms.OTHER_THINGS.items() if of == route.name}
        return {**ids, **{name: ids[other] for name, other in others.items() if other in ids}}
    if len(route.names) < 2:
        return {}
    foreign = world.ids(role, "partner" if role in routes.GROUPS["partners"] else "desk")
    last = route.names[-1]
    return {**world.ids(role, "own"), last: foreign[last]} if last in foreign else {}


# -- asking


def ask(world: Ground, cell: Cell) -> tuple[str, HttpResponse]:
    """Send it; returns what came back in the words of the table, and the answer itself."""
    browser = world.browsers[cell.role]
    ids = _ids(world, cell.role, cell.owner, cell.route)
    code = route_forms.CODES_IN_ADDRESSES.get(cell.route.name, "")
    words = route_forms.WORDS_IN_ADDRESSES | route_forms.WORDS_OF_ROUTES.get(cell.route.name, {})
    address = _address(cell.route, {**ids, **words, "code": code})
    client = browser.rested()
    if cell.method == "GET":
        answer = client.get(address)
    else:
        here = {"organisation_id": ids["organisation_id"]} if cell.route.name == "network:same" else {}
        form = route_forms.typed(cell.route.name, {**world.things["own"], **here})
        answer = client.post(address, {**form, "key": browser.form_key})
    return _outcome(answer), answer


def _address(route: Route, known: dict[str, str]) -> str:
    if route.name.startswith("/"):
        return route.path
    return reverse(route.name, kwargs={name: known[name] for name in route.parameters})


def _outcome(answer: HttpResponse) -> str:
    location = answer.headers.get("Location", "")
    if location.startswith(("/account/login/", "/account/code/again/", "/account/second-factor/set-up/")):
        return "in"
    if any(template.name == "voice/expired.html" for template in getattr(answer, "templates", ())):
        return "code"
    return "302" if answer.status_code == 303 else str(answer.status_code)


def fits(cell: Cell, outcome: str) -> bool:
    if cell.expected != "yes":
        return outcome == cell.expected
    also = {"!": {"409"}, "~": {"422"}, "?": {"in", "403", "404"}}
    return outcome in {"200", "302"}.union(*(also[mark] for mark in cell.line.marks))


def at_the_right_stage(world: Ground, cell: Cell) -> None:
    """Inside a transaction that is rolled back: the issue stands where this act has its place."""
    stage = route_forms.STAGES.get(cell.route.name)
    if stage and cell.method == "POST":
        with acting_as(System("test.routes")):
            Issue.objects.filter(id=world.things["own"]["issue_id"]).update(stage=stage)


# -- what stands in the database


def fingerprint() -> dict[str, str]:
    """Of each table, how many rows it has and a hash of them all; seen by the owning role."""
    with ground.as_owner(HOME, connection.settings_dict["NAME"]) as owner:
        tables = owner.execute(TABLES)
        return {name: _hash_of(owner, name) for (name,) in tables.fetchall() if name not in SESSIONS}


def _hash_of(owner: Any, table: str) -> str:
    shown_again = {"vault_event": sql.SQL(" WHERE act <> 'vault.opened'")}  # a page of hers that says no is read again
    every = sql.SQL("SELECT md5(t::text) FROM {} t {} ORDER BY 1")
    rows = owner.execute(every.format(sql.Identifier(table), shown_again.get(table, sql.SQL("")))).fetchall()
    return f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()[:16]}"


def writes_so_far() -> dict[str, int]:
    """Rows added, changed and removed by this connection, by table; those of sessions and of reading left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {name: count for name, count in cursor.fetchall() if name not in ALSO_WRITTEN_BY_READING}


# -- the walk


@pytest.mark.parametrize("role", ROLES)
def test_who_is_denied_is_told_so_and_changes_nothing(connected: Ground, role: str) -> None:
    """Given somebody in this role, when she tries all that is not hers, then every table stands as it stood."""
    denied = [cell for cell in cells(connected, role) if cell.expected != "yes"]
    before = fingerprint()
    wrong: list[str] = []
    for owner, tried in groupby(sorted(denied, key=lambda cell: cell.owner), key=lambda cell: cell.owner):
        for cell in tried:
            outcome, answer = ask(connected, cell)
            if not fits(cell, outcome):
                wrong.append(f"{cell}: {outcome}, not {cell.expected}")
            wrong += _leaks(cell, answer)
        after = fingerprint()
        changed = sorted(table for table in after if after[table] != before[table])
        wrong += [f"{role} changed {changed} by trying things of owner {owner!r}"] if changed else []
        before = after
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_is_let_in(connected: Ground, role: str) -> None:
    wrong: list[str] = []
    everybody = set(routes.GROUPS["everybody"])
    for cell in (cell for cell in cells(connected, role) if cell.expected == "yes"):
        if role not in OF_EVERYBODY and not cell.owner and set(cell.line.come_in) >= everybody:
            continue
        with transaction.atomic():
            at_the_right_stage(connected, cell)
            outcome, answer = ask(connected, cell)
            if not fits(cell, outcome):
                wrong.append(f"{cell}: {outcome}, not {cell.expected}")
            wrong += _leaks(cell, answer)
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def _leaks(cell: Cell, answer: HttpResponse) -> list[str]:
    """Words or numbers of a worker in an answer to somebody who must never read them."""
    if answer.streaming:
        return []
    hers = (CANARY, NUMBER)
    if cell.role in READS_HER_WORDS or (cell.expected == "yes" and cell.route.name in ONE_LOOK):
        hers = ()  # of the own desk; never those of another
    return [f"{cell}: shows a worker's words" for said in (*hers, ELSEWHERE) if said.encode() in answer.content]


def test_a_denial_proves_something_because_the_same_form_changes_something(connected: Ground) -> None:
    """Given the form of each route that writes, somebody who may send it changes something with it."""
    wanted = {line.name for line in LINES if line.writes}
    nothing = sorted(wanted - _written_by_someone(connected))
    assert not nothing, "\n".join(nothing)


def _written_by_someone(world: Ground) -> set[str]:
    found: set[str] = set()
    for role in ROLES:
        for cell in cells(world, role):
            if cell.expected == "yes" and cell.method == "POST" and cell.line.writes and cell.line.name not in found:
                with transaction.atomic():
                    at_the_right_stage(world, cell)
                    before = writes_so_far()
                    ask(world, cell)
                    if writes_so_far() != before:
                        found.add(cell.line.name)
                    transaction.set_rollback(True)
    return found


def test_other_methods_are_refused(connected: Ground) -> None:
    """Given somebody who comes in, the methods that the table does not name are answered with 405."""
    every, wrong = every_route(), []
    methods = {name: {method for line in LINES if line.name == name for method in line.methods} for name in every}
    for line in LINES:
        role = next((role for role in ROLES if role in line.come_in), "")
        for method in {"GET", "POST"} - methods[line.name]:
            owners = _owners(connected, role, every[line.name]) if role else ()
            cell = Cell(line, every[line.name], method, role, next(iter(owners), "none"))
            if role:
                with transaction.atomic():
                    outcome, _ = ask(connected, cell)
                    transaction.set_rollback(True)
                wrong += [] if outcome == "405" else [f"{cell}: {outcome}"]
    assert not wrong, "\n".join(wrong)
