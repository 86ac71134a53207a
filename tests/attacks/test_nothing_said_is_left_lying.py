"""Somebody has the disk, the logs and the queue, and not the key file: she finds none of the words."""

import logging
import traceback
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import Error as DatabaseError
from django.db import connection

from saphan.store import Staff, System, acting_as
from saphan.store.postgres.base import OutsideActing
from saphan.store.tasks import run_waiting
from saphan.store.writing import insert, send
from saphan.voice.inbound import Handle, Inbound, Media
from saphan.voice.intake import accept
from saphan.voice.models import Conversation, Message
from saphan.web.logs import QuietFormatter
from tests import ground
from tests.attacks import canary
from tests.conftest import HOME


def said(desk_id: UUID, once: str | None = None) -> UUID:
    media = Media("audio/ogg", canary.WORDS.encode(), original=canary.WORDS.encode())
    handle = Handle("phone", canary.NUMBER)
    inbound = Inbound(desk_id, "web", "en", once or str(uuid4()), text=canary.WORDS, media=media, handle=handle)
    return accept(inbound).conversation_id


def provoke(desk_id: UUID) -> list[BaseException]:
    """Make the database refuse her words in as many ways as we can think of; returns what was raised."""
    conversation = said(desk_id)
    message = Message(desk_id=desk_id, conversation_id=conversation, inbound=True, sealed=b"", size=0)
    message.language = canary.WORDS * 3  # longer than the column
    no_such_column = 'SELECT "canary-7Qx9 they lock the dormitory at night" FROM voice_message'
    wrong_type = ("SELECT * FROM voice_message WHERE id = %s::uuid", [canary.WORDS])
    refused: list[BaseException] = []
    for attempt in (
        lambda: insert(message),
        lambda: message.save(force_insert=True),
        lambda: Conversation.objects.filter(id=conversation).update(place_line=canary.WORDS * 3),
        lambda: connection.cursor().execute(*wrong_type),
        lambda: connection.cursor().execute(no_such_column),
        lambda: connection.cursor().execute("SELECT %s::text, 1 / 0", [canary.WORDS]),
        lambda: send([("INSERT INTO voice_wrong_try (id, at) VALUES (%s, %s)", [canary.WORDS, canary.WORDS])]),
    ):
        with pytest.raises((DatabaseError, psycopg.Error, ValueError)) as caught, acting_as(System("test")):
            attempt()
        refused.append(caught.value)
    return refused


def test_the_stolen_database_holds_no_word(fresh_database: str, desk_key: UUID) -> None:
    once = str(uuid4())
    said(desk_key, once)
    said(desk_key, once)
    found = [(table, traces) for table, row in canary.every_row(fresh_database) if (traces := canary.said_in(row))]
    assert found == []


def test_the_search_finds_a_word_that_lies_open(fresh_database: str, desk_key: UUID) -> None:
    with ground.as_owner(HOME, fresh_database) as owner:
        owner.execute(
            "INSERT INTO voice_page_feedback VALUES (%s, %s, 'en', true, now())", [uuid4(), canary.WORDS[:30]]
        )
        owner.execute("INSERT INTO voice_page_draft VALUES (%s, %s, now())", [b"x", canary.WORDS.encode()])
    found = {table for table, row in canary.every_row(fresh_database) if canary.said_in(row)}
    assert found == {"voice_page_feedback", "voice_page_draft"}


def test_the_queue_holds_ids_only(fresh_database: str, desk_key: UUID) -> None:
    conversation_id = said(desk_key)
    with ground.as_owner(HOME, fresh_database) as owner:
        jobs = owner.execute("SELECT args FROM procrastinate_jobs").fetchall()
    assert [set(args) for (args,) in jobs] == [{"conversation_id"}]
    assert jobs[0][0]["conversation_id"] == str(conversation_id)


def test_a_failed_task_leaves_no_word_in_the_queue(
    fresh_database: str, desk_key: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(desk_key)
    monkeypatch.setattr("saphan.voice.understanding.identify", lambda *texts, **hints: [][0])
    with pytest.raises(IndexError):
        run_waiting()
    assert not any(canary.said_in(row) for table, row in canary.every_row(fresh_database) if "procrastinate" in table)


def test_the_servers_log_holds_no_word(fresh_database: str, desk_key: UUID) -> None:
    provoke(desk_key)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(ground.Place(HOME).socket), user="saphan_owner", password="wrong", dbname="postgres")
    log = canary.server_log()
    assert b"password authentication failed" in log  # this is the log that the server writes now
    assert canary.said_in(log) == []


def test_no_file_beside_the_database_holds_a_word(fresh_database: str, desk_key: UUID) -> None:
    said(desk_key)
    assert [file.name for file in canary.own_files() if canary.said_in(file.read_bytes())] == []


def test_errors_say_a_state_and_a_constraint_and_nothing_else(fresh_database: str, desk_key: UUID) -> None:
    for error in provoke(desk_key):
        whole = "".join(traceback.format_exception(error, limit=0)) + str(error) + repr(error.__context__)
        assert canary.said_in(whole.encode()) == [], whole


@pytest.mark.django_db
def test_a_refusal_outside_names_the_table_only(desk_key: UUID) -> None:
    with pytest.raises(OutsideActing) as refused:
        Message.objects.filter(language=canary.WORDS).exists()
    assert str(refused.value) == "voice_message"


def test_log_lines_name_the_error_and_the_place(fresh_database: str, desk_key: UUID) -> None:
    for error in provoke(desk_key):
        record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, f"failed: {canary.WORDS}", (), None)
        record.exc_info = (type(error), error, error.__traceback__)
        line = QuietFormatter().format(record)
        assert canary.said_in(line.encode()) == []
        assert type(error).__name__ in line


def test_what_is_said_is_not_shown_by_repr(desk_key: UUID) -> None:
    inbound = Inbound(desk_key, "web", "en", "token", text=canary.WORDS, handle=Handle("phone", canary.NUMBER))
    assert canary.said_in(repr(inbound).encode()) == []
    assert "token" not in repr(inbound)


def test_audit_and_facts_hold_codes_only(fresh_database: str, desk_key: UUID) -> None:
    """Every value in a payload is short and coded: no sentence can hide there."""
    said(desk_key)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        Conversation.objects.update(status="answered")
    with ground.as_owner(HOME, fresh_database) as owner:
        payloads = owner.execute("SELECT detail FROM vault_event UNION ALL SELECT payload FROM vault_fact").fetchall()
    values = [value for (payload,) in payloads for value in payload.values() if isinstance(value, str)]
    assert values
    assert all(len(value) <= 40 and " " not in value for value in values)
