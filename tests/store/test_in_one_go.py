"""A transaction that only writes travels in one pipeline, and is all or nothing like any other."""

from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from saphan.store import Intake, Lookup, System, acting_as
from saphan.store.acting import current_caller
from saphan.store.clock import now
from saphan.store.writing import acting_in_one_go, statement_for
from saphan.voice.inbound import Handle, Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Contact, PageDraft

HASH = b"h" * 32
BY_HASH = Lookup(HASH)


def draft() -> PageDraft:
    return PageDraft(token_hash=HASH, sealed=b"sealed", until=now())


def kept() -> int:
    with acting_as(System("test")):
        return PageDraft.objects.count()


def test_what_the_block_leaves_is_committed_when_it_ends(fresh_database: str) -> None:
    with acting_in_one_go(BY_HASH) as (moment, statements):
        assert current_caller() == BY_HASH
        assert moment.now.tzinfo is not None
        statements.append(statement_for(draft()))
    assert current_caller() is None
    connection.close()
    assert kept() == 1


def test_a_refused_row_takes_the_whole_with_it_and_the_connection_goes_on(fresh_database: str) -> None:
    with pytest.raises(IntegrityError, match="23505 voice_page_draft_pkey"), acting_in_one_go(BY_HASH) as (_, rows):
        rows += [statement_for(draft()), statement_for(draft())]
    assert kept() == 0


def test_the_database_knows_who_acts(fresh_database: str) -> None:
    """A policy refuses what this caller may not add."""
    with pytest.raises(Exception, match="42501"), acting_in_one_go(Lookup(b"x" * 32)) as (_, statements):
        statements.append(statement_for(draft()))
    assert kept() == 0


def test_an_error_in_the_block_sends_nothing(fresh_database: str) -> None:
    with pytest.raises(RuntimeError), acting_in_one_go(BY_HASH) as (_, statements):
        statements.append(statement_for(draft()))
        raise RuntimeError
    assert current_caller() is None
    assert kept() == 0


@pytest.mark.django_db
def test_inside_another_transaction_it_belongs_to_that_one() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        with acting_in_one_go(BY_HASH) as (_, statements):
            statements.append(statement_for(draft()))
        assert kept() == 1
        raise RuntimeError
    assert kept() == 0


def test_one_handle_at_the_same_moment_is_one_contact_and_two_voices(fresh_database: str, desk_key: UUID) -> None:
    together, kept_as = Barrier(4), []

    def speak() -> None:
        together.wait()
        handle = Handle("phone", "+66800000001")
        kept_as.append(accept(Inbound(desk_key, "web", "en", once=str(uuid4()), text="pay is late", handle=handle)))
        connection.close()

    speakers = [Thread(target=speak) for _ in range(4)]
    for speaker in speakers:
        speaker.start()
    for speaker in speakers:
        speaker.join()
    assert len({accepted.conversation_id for accepted in kept_as}) == 4
    with acting_as(System("test")):
        assert Contact.objects.count() == 1


def test_a_caller_that_may_add_nothing_leaves_the_next_one_clean(fresh_database: str, desk_key: UUID) -> None:
    """The settings end with their transaction; the next one on this connection starts without a caller."""
    with acting_in_one_go(Intake(desk_key, uuid4())):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('saphan.caller', true), '')")
        assert cursor.fetchone() == ("",)
