"""Given a poll, or a board: nobody is asked before the company promised to answer, whoever writes, and it is kept."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from saphan.dialogue.promises import services
from saphan.dialogue.promises.rule import before_the_yes, standing
from saphan.dialogue.refusals import NotNow, NotYet
from saphan.network.models import Notice
from saphan.store import Staff, System, acting_as, clock
from saphan.store.callers import Partner
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Fact
from tests import ground
from tests.conftest import HOME
from tests.dialogue.promises.given import OfAKind, a_board, a_poll

pytestmark = pytest.mark.django_db
SYSTEM = System("test")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMED = ("remedy", "organisation_id", "recipient_id")
SOMEBODY = Partner(uuid4(), uuid4(), frozenset({"partner"}))


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture(params=[a_poll, a_board])
def one(request: pytest.FixtureRequest) -> OfAKind:
    made: Callable[[], OfAKind] = request.param
    return made()


def proposed(one: OfAKind) -> UUID:
    row_id = one.drafted()
    services.propose(one.kind, row_id, one.at.lead)
    return row_id


def accepted(one: OfAKind) -> UUID:
    row_id = proposed(one)
    services.accept(one.kind, row_id, one.at.responder)
    return row_id


def row_of(one: OfAKind, row_id: UUID) -> Any:
    with acting_as(SYSTEM):
        return one.kind.rows.objects.get(id=row_id)


def facts(one: OfAKind, what: str) -> list[dict[str, object]]:
    with acting_as(SYSTEM):
        return list(Fact.objects.filter(kind=f"dialogue.{one.kind.name}_{what}").values_list("payload", flat=True))


def bells(staff_id: UUID) -> list[str]:
    return list(Notice.objects.filter(staff_id=staff_id).values_list("kind", flat=True))


def yes(one: OfAKind, row_id: UUID, terms: str = "t") -> dict[str, Any]:
    said = {"desk_id": one.at.desk_id, "recipient_id": one.at.company, "terms": terms, "on": clock.today()}
    return {**said, f"{one.kind.name}_id": row_id}


def refused(one: OfAKind, row_id: UUID, why: str, **change: Any) -> None:
    with (
        acting_as(SYSTEM),
        pytest.raises(IntegrityError, match=f"dialogue_{one.kind.name}_{why}"),
        transaction.atomic(),
    ):
        one.kind.rows.objects.filter(id=row_id).update(**change)


# -- by its services


def test_it_begins_once_the_company_said_yes(one: OfAKind) -> None:
    row_id = proposed(one)
    with pytest.raises(NotYet) as lacks:
        one.begins(row_id)
    assert lacks.value.ways_out == ("accepted",) == services.lacks(one.kind, row_id, one.at.lead)
    with pytest.raises(NotAllowed):
        services.accept(one.kind, row_id, SOMEBODY)
    for _ in range(2):
        services.accept(one.kind, row_id, one.at.responder)
    assert services.lacks(one.kind, row_id, one.at.lead) == ()
    one.begins(row_id)
    assert row_of(one, row_id).state == one.begun["state"]
    assert (facts(one, "proposed"), facts(one, "accepted")) == ([{"remedy": "desk"}], [{"days": 14}])
    assert bells(one.at.responder.id) == [f"dialogue.{one.kind.name}_for_you"]
    assert bells(one.at.lead.id) == [f"dialogue.{one.kind.name}_accepted"]
    for act in (services.accept, services.decline):
        with pytest.raises(NotNow):
            act(one.kind, row_id, one.at.responder)


def test_a_company_says_no_and_its_earlier_yes_counts_for_nothing(one: OfAKind) -> None:
    row_id = accepted(one)
    with pytest.raises(NotAllowed):
        services.decline(one.kind, row_id, SOMEBODY)
    services.decline(one.kind, row_id, one.at.responder)
    row = row_of(one, row_id)
    assert (row.state, row.terms, facts(one, "declined")) == ("draft", "", [{}])
    assert f"dialogue.{one.kind.name}_declined" in bells(one.at.lead.id)
    with pytest.raises(NotAllowed):  # a draft is the desk's own
        services.decline(one.kind, row_id, one.at.responder)
    services.propose(one.kind, row_id, one.at.lead)
    assert services.lacks(one.kind, row_id, one.at.lead) == ("accepted",)


def test_a_no_that_comes_as_it_begins_is_refused(one: OfAKind, monkeypatch: pytest.MonkeyPatch) -> None:
    row_id = accepted(one)
    monkeypatch.setattr(services, "notify", lambda **_bell: one.begins(row_id))
    with pytest.raises(NotNow):
        services.decline(one.kind, row_id, one.at.responder)


def test_what_was_accepted_is_what_begins(one: OfAKind) -> None:
    row_id = accepted(one)
    with acting_as(SYSTEM):
        one.kind.rows.objects.filter(id=row_id).update(threshold=12)
    with pytest.raises(NotYet):
        one.begins(row_id)


def test_a_yes_to_one_is_none_to_another_that_says_the_same(one: OfAKind) -> None:
    first, second = accepted(one), proposed(one)
    assert row_of(one, first).terms == row_of(one, second).terms
    for caller in (one.at.lead, one.at.responder):
        assert {card.id: card.state for card in one.cards_of(caller)} == {first: "accepted", second: "proposed"}
    assert services.lacks(one.kind, second, one.at.lead) == ("accepted",)


def test_only_leads_of_the_desk_ask_a_company_and_only_for_a_draft(one: OfAKind) -> None:
    row_id = one.drafted()
    for by in (Staff(uuid4(), one.at.desk_id, frozenset({"caseworker"})), Staff(uuid4(), uuid4(), frozenset({"lead"}))):
        for act in (services.propose, services.lacks):
            with pytest.raises(NotAllowed):
                act(one.kind, row_id, by)
        with pytest.raises(NotAllowed):
            services.keep_draft(one.kind, dict.fromkeys(NAMED), by=by, once=None, row_id=row_id)
    services.propose(one.kind, row_id, one.at.lead)
    with pytest.raises(NotNow):
        services.propose(one.kind, row_id, one.at.lead)
    assert row_of(one, row_id).proposals == 1


# -- by the database, whoever writes


@pytest.mark.parametrize("accepts", [False, True])
def test_nothing_begins_that_nobody_promised_to_answer(one: OfAKind, accepts: bool) -> None:
    row_id = accepted(one) if accepts else proposed(one)
    refused(one, row_id, "is_accepted", **one.begun, terms="other terms")
    for column, nothing in one.not_whole.items():
        refused(one, row_id, "is_a", **one.begun, **{column: nothing})
    row = row_of(one, row_id)
    row.id = uuid4()
    for name, value in one.begun.items():
        setattr(row, name, value)
    with acting_as(SYSTEM), pytest.raises(Exception, match=f"{one.kind.name}_is_accepted"), transaction.atomic():
        one.kind.rows.objects.bulk_create([row])
    with acting_as(one.at.lead), pytest.raises(Exception, match="42501|is_accepted"), transaction.atomic():
        one.kind.rows.objects.bulk_create([row])
    with acting_as(one.at.lead):
        assert one.kind.rows.objects.filter(id=row_id).update(**one.begun) == 0
    assert row_of(one, row_id).state == "proposed"


def test_nobody_but_the_company_writes_its_yes_and_whoever_writes_it_signs(one: OfAKind) -> None:
    row_id = proposed(one)
    for caller in (one.at.lead, SYSTEM, SOMEBODY):
        with acting_as(caller), pytest.raises(Exception, match="42501|SP002|yes_is_its_own"), transaction.atomic():
            one.kind.yes.objects.create(**yes(one, row_id), by=one.at.lead.id)  # type: ignore[attr-defined]
    with acting_as(one.at.responder), pytest.raises(Exception, match="42501"), transaction.atomic():
        one.kind.yes.objects.create(**yes(one, row_id), by=uuid4())  # type: ignore[attr-defined]
    assert services.lacks(one.kind, row_id, one.at.lead) == ("accepted",)


def test_what_was_promised_stays_once_it_began(one: OfAKind) -> None:
    row_id = accepted(one)
    one.begins(row_id)
    of_all = {"threshold": 99, "remedy": "union", "languages": ["en"], "recipient_id": uuid4(), "terms": "others"}
    for column, value in {**of_all, **one.promised, "organisation_id": uuid4(), "state": "draft"}.items():
        refused(one, row_id, "stays_as_promised", **{column: value})


def test_the_owner_of_the_tables_is_held_too(one: OfAKind) -> None:
    """A row of its own that waits; nothing turns it into one that began, and nobody else says the company's yes."""
    table, row = one.kind.rows._meta.db_table, row_of(one, proposed(one))
    columns = [field.column for field in row._meta.fields if field.column != "languages"]
    values = [uuid4() if name == "id" else getattr(row, name) for name in columns]
    listed = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, columns))
    new = psycopg.sql.SQL("INSERT INTO {} ({}, languages) VALUES ({}, '[\"en\"]')").format(
        psycopg.sql.Identifier(table), listed, psycopg.sql.SQL(", ").join([psycopg.sql.Placeholder()] * len(columns))
    )
    begin = psycopg.sql.SQL("UPDATE {} SET state = %s").format(psycopg.sql.Identifier(table))
    said = {**yes(one, values[columns.index("id")]), "id": uuid4(), "by": one.at.lead.id}
    names = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, said))
    say = psycopg.sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        psycopg.sql.Identifier(one.kind.yes._meta.db_table),
        names,
        psycopg.sql.SQL(", ").join([psycopg.sql.Placeholder()] * len(said)),
    )
    with ground.as_owner(HOME, connection.settings_dict["NAME"]) as owner:
        for statement, given, why in ((begin, [one.begun["state"]], "promised"), (say, list(said.values()), "its yes")):
            with pytest.raises(psycopg.errors.CheckViolation, match=why), owner.transaction():
                owner.execute(new, values)
                owner.execute(statement, given)


# -- the rule


def test_where_it_stands_and_what_is_missing_before_the_yes() -> None:
    assert [standing(state, True) for state in ("draft", "proposed", "open")] == ["draft", "accepted", "open"]
    assert standing("proposed", False) == "proposed"
    assert before_the_yes(("remedy", "accepted")) == ("remedy",)
