"""Somebody with a database connection tries to change what happened: audit, facts, disclosures, sealed cells."""

import os
from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg import sql

from saphan.store import Staff, System, acting_as
from saphan.store.callers import Caller, Counting, Lookup, Partner, Story
from saphan.vault.models import Event
from saphan.vault.recording import record
from saphan.vault.sealing import CannotOpen, Cell
from saphan.vault.services import open_texts
from saphan.voice.inbound import Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Conversation, Message
from tests import ground
from tests.conftest import HOME

in_one_transaction = pytest.mark.django_db
STREAMS = ("vault_event", "vault_fact")
NOBODY = UUID(int=99)
CALLERS: tuple[Caller, ...] = (
    *(Staff(NOBODY, UUID(int=1), frozenset({"lead", "administrator"})), Partner(NOBODY, NOBODY)),
    *(Story(NOBODY), Counting(), Lookup(b"x"), System("test")),
)


def said(desk_id: UUID, words: str) -> UUID:
    return accept(Inbound(desk_id, "web", "en", once=str(uuid4()), text=words)).conversation_id


@pytest.fixture
def owner(fresh_database: str) -> Iterator[psycopg.Connection]:
    with ground.as_owner(HOME, fresh_database) as connected:
        yield connected


@in_one_transaction
@pytest.mark.parametrize("stream", STREAMS)
@pytest.mark.parametrize("caller", CALLERS, ids=lambda caller: type(caller).__name__)
def test_no_caller_changes_a_stream(desk_key: UUID, caller: Caller, stream: str) -> None:
    said(desk_key, "pay is late")
    before = contents(stream)
    for statement in (f"UPDATE {stream} SET desk_id = NULL", f"DELETE FROM {stream}"):  # noqa: S608  two names above
        with acting_as(caller), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0
    with pytest.raises(ProgrammingError, match="42501"), transaction.atomic(), acting_as(caller):
        connection.cursor().execute(f"TRUNCATE {stream}")
    assert contents(stream) == before


def contents(stream: str) -> list[tuple[object, ...]]:
    with acting_as(System("test")), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {stream} ORDER BY id")  # noqa: S608  two names above
        return cursor.fetchall()


@pytest.mark.parametrize("stream", STREAMS)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_not_even_the_owning_role_changes_a_stream(
    owner: psycopg.Connection, desk_key: UUID, stream: str, change: str
) -> None:
    said(desk_key, "pay is late")
    with pytest.raises(psycopg.Error) as refused:
        owner.execute(sql.SQL(change).format(sql.Identifier(stream)))
    assert refused.value.sqlstate == "SP001"


@in_one_transaction
def test_the_serving_role_cannot_switch_the_rule_off(desk_key: UUID) -> None:
    for statement in (
        "ALTER TABLE vault_event DISABLE TRIGGER ALL",
        "ALTER TABLE voice_message DISABLE ROW LEVEL SECURITY",
        "SET session_replication_role = replica",
        "SET ROLE saphan_owner",
        "CREATE POLICY open ON voice_message USING (true)",
        "CREATE TABLE copy_of_everything (t text)",
        "COPY voice_message TO PROGRAM 'cat'",
        "SELECT pg_read_file('PG_VERSION')",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(System("test")):
            connection.cursor().execute(statement)


@in_one_transaction
def test_an_event_says_who_acted_and_cannot_be_made_up_outside(desk_key: UUID) -> None:
    staff = Staff(uuid4(), desk_key, frozenset({"caseworker"}))
    with acting_as(staff):
        record("test.looked", NOBODY)
    with acting_as(System("test")):
        event = Event.objects.get(act="test.looked")
    assert (event.caller, event.caller_id, event.desk_id) == ("staff", staff.id, desk_key)
    with connection.connection.cursor() as cursor, pytest.raises(psycopg.errors.InsufficientPrivilege):
        cursor.execute(
            "INSERT INTO vault_event (id, at, caller, act, detail) VALUES (%s, now(), 'staff', 'test.made_up', '{}')",
            [uuid4()],
        )


def test_a_sealed_value_moved_to_another_row_does_not_open(owner: psycopg.Connection, desk_key: UUID) -> None:
    """An insider with the owning role swaps what two workers said, so that one seems to have said the other's words."""
    mine, hers = said(desk_key, "pay is late"), said(desk_key, "all is well")
    owner.execute("ALTER TABLE voice_message DISABLE TRIGGER stays_fixed")
    owner.execute(
        "UPDATE voice_message m SET sealed = o.sealed FROM voice_message o "
        "WHERE m.conversation_id = %s AND o.conversation_id = %s",
        [mine, hers],
    )
    assert_does_not_open(mine, desk_key)


def test_a_row_moved_to_another_conversation_does_not_open(owner: psycopg.Connection, desk_key: UUID) -> None:
    mine, hers = said(desk_key, "pay is late"), said(desk_key, "all is well")
    owner.execute("ALTER TABLE voice_message DISABLE TRIGGER stays_fixed")
    owner.execute("DELETE FROM voice_message WHERE conversation_id = %s", [mine])
    owner.execute("UPDATE voice_message SET conversation_id = %s WHERE conversation_id = %s", [mine, hers])
    assert_does_not_open(mine, desk_key)


def test_a_wrapped_key_moved_to_another_subject_does_not_open(owner: psycopg.Connection, desk_key: UUID) -> None:
    mine, hers = said(desk_key, "pay is late"), said(desk_key, "all is well")
    owner.execute(
        "UPDATE vault_data_key m SET wrapped = o.wrapped FROM vault_data_key o "
        "WHERE m.subject_id = %s AND o.subject_id = %s",
        [mine, hers],
    )
    assert_does_not_open(mine, desk_key)


def assert_does_not_open(conversation_id: UUID, desk_id: UUID) -> None:
    with pytest.raises(CannotOpen), acting_as(Staff(uuid4(), desk_id, frozenset({"caseworker"}))):
        message = Message.objects.get(conversation_id=conversation_id)
        cell = Cell("voice_message", "sealed", message.id)
        open_texts([(bytes(message.sealed), cell)], subject_id=conversation_id, why="conversation_read")


@in_one_transaction
def test_a_member_of_staff_cannot_hand_a_story_to_another_desk(desk_key: UUID, other_desk_key: UUID) -> None:
    conversation_id = said(desk_key, "pay is late")
    with pytest.raises(ProgrammingError, match="42501"), acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        Conversation.objects.filter(id=conversation_id).update(desk_id=other_desk_key)
    with acting_as(System("test")):
        assert Conversation.objects.get(id=conversation_id).desk_id == desk_key


def test_the_server_listens_on_no_network(owner: psycopg.Connection) -> None:
    assert owner.execute("SHOW listen_addresses").fetchone() == ("",)
    socket = ground.Place(HOME).socket
    assert socket.stat().st_mode & 0o077 == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(socket), user="saphan_root", dbname="postgres", password="")


@pytest.mark.parametrize("role", ["saphan_root", "saphan_owner", "saphan_serving"])
def test_nobody_logs_in_without_a_password(django_db_setup: None, role: str) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(ground.Place(HOME).socket), user=role, dbname=os.environ["SAPHAN_DATABASE"])
