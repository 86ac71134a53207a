"""Somebody with the superuser's password changes the audit: the seals show it, or the head that was written down."""

import threading
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connections, transaction

from saphan.config import auditing, command, doctor, starting
from saphan.store import Staff, System, acting_as, clock
from saphan.store.embedded import Cluster
from saphan.store.ids import first_id_since
from saphan.store.place import Place
from saphan.vault import audit
from saphan.vault.models import Event, Seal
from saphan.vault.recording import record
from tests import ground
from tests.conftest import HOME

ACTOR = Staff(UUID(int=9), UUID(int=1))


def happen(number: int) -> None:
    for each in range(number):
        with acting_as(ACTOR):
            record("voice.read", uuid4(), detail={"number": each, "which": "ä", "right": True, "none": None})


def seal() -> int:
    return audit.seal_committed()


@pytest.fixture
def sealed(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three seals of five events each, and two events in the tail."""
    monkeypatch.setattr(audit, "BATCH", 5)
    monkeypatch.setattr(audit, "_looked_at_all", None)
    happen(15)
    assert seal() == 15
    happen(2)
    return fresh_database


@pytest.fixture
def superuser(sealed: str) -> Iterator[psycopg.Connection]:
    with Cluster(Place(HOME)).connect(database=sealed) as root:
        root.execute("SET session_replication_role = replica")  # no trigger stands in the way
        yield root


def events(number: int) -> list[UUID]:
    """Those of one seal."""
    with acting_as(System("test")):
        return Seal.objects.get(number=number).event_ids


def test_what_nobody_touched_stands(sealed: str) -> None:
    found = audit.verify()
    assert (found.seals, found.events, found.problems, found.tail) == (3, 15, (), 2)
    assert found.tail_since is not None
    assert seal() == 2
    assert audit.verify().tail == 0
    assert seal() == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE vault_event SET caller_id = gen_random_uuid() WHERE id = %s",
        "UPDATE vault_event SET at = at + interval '1 microsecond' WHERE id = %s",
        "UPDATE vault_event SET detail = detail || '{\"number\": 99}' WHERE id = %s",
        "UPDATE vault_event SET object_id = NULL WHERE id = %s",
        "UPDATE vault_event SET act = 'voice.reae' WHERE id = %s",
        "UPDATE vault_event SET desk_id = NULL WHERE id = %s",
        "UPDATE vault_event SET caller = 'system' WHERE id = %s",
    ],
)
def test_a_changed_event_is_found(superuser: psycopg.Connection, change: str) -> None:
    changed = events(2)[3]
    superuser.execute(change.encode(), [changed])
    assert audit.verify().problems == (f"event {changed} of seal 2 was changed or stands in another's place",)


def test_a_removed_event_is_found(superuser: psycopg.Connection) -> None:
    removed = events(1)[0]
    superuser.execute("DELETE FROM vault_event WHERE id = %s", [removed])
    assert audit.verify().problems == (f"event {removed} of seal 1 was removed",)


def test_two_events_that_changed_places_are_found(superuser: psycopg.Connection) -> None:
    one, other = events(1)[1], events(3)[2]
    spare = uuid4()
    for former, becomes in ((one, spare), (other, one), (spare, other)):
        superuser.execute("UPDATE vault_event SET id = %s WHERE id = %s", [becomes, former])
    assert {problem.split()[1] for problem in audit.verify().problems} == {str(one), str(other)}


def test_another_order_within_a_seal_is_found(superuser: psycopg.Connection) -> None:
    superuser.execute("UPDATE vault_seal SET event_ids = %s WHERE number = 2", [events(2)[::-1]])
    assert "seal 2 was changed" in audit.verify().problems


def test_an_event_forgotten_from_its_seal_is_found(superuser: psycopg.Connection) -> None:
    """Also by somebody who computes the seal's own hash anew: the next one does not follow it."""
    forgotten = events(2)[4]
    superuser.execute("DELETE FROM vault_event WHERE id = %s", [forgotten])
    with acting_as(System("test")):
        forged = Seal.objects.get(number=2)
    forged.event_ids, forged.digests = forged.event_ids[:4], bytes(forged.digests)[:128]
    superuser.execute(
        "UPDATE vault_seal SET event_ids = %s, digests = %s, head = %s WHERE number = 2",
        [forged.event_ids, forged.digests, audit.head_of(forged)],
    )
    assert audit.verify().problems == ("seal 3 does not follow the one before it",)


def test_ids_that_were_moved_among_the_digests_are_found(superuser: psycopg.Connection) -> None:
    """A seal's hash runs over its ids and then its digests: the same bytes, cut elsewhere, would name no event."""
    happen(2)
    assert seal() == 4
    kept, ids = str(audit.head()), events(4)
    with acting_as(System("test")):
        bytes_of_both = b"".join(each.bytes for each in ids) + bytes(Seal.objects.get(number=4).digests)
    superuser.execute("DELETE FROM vault_event WHERE id = ANY (%s)", [ids])
    superuser.execute("UPDATE vault_seal SET event_ids = '{}', digests = %s WHERE number = 4", [bytes_of_both])
    assert audit.verify(kept).problems == ("seal 4 was changed",)


def test_a_missing_seal_in_the_middle_is_found(superuser: psycopg.Connection) -> None:
    superuser.execute("DELETE FROM vault_seal WHERE number = 2")
    assert audit.verify().problems == ("seal 2 is missing",)


def test_a_removed_last_seal_shows_against_a_head_that_was_written_down(superuser: psycopg.Connection) -> None:
    kept = str(audit.head())
    assert audit.verify(kept).problems == ()
    superuser.execute("DELETE FROM vault_seal WHERE number = 3")
    assert audit.verify().problems == ()
    assert audit.verify(kept).problems == ("seal 3 was written down, and the last one here is 2",)
    clock.pass_time(timedelta(minutes=1))
    seal()
    clock.pass_time(-timedelta(minutes=1))
    assert audit.verify(kept).problems == ("seal 3 is not the one that was written down",)


@pytest.mark.parametrize(
    "typed", ["{number}:{digits}", "SEAL {number} {groups}", "{number} {groups}\n", "{whole}", "{number}-{digits}"]
)
def test_a_head_is_read_however_it_was_written_down(sealed: str, typed: str) -> None:
    found = audit.head()
    assert found is not None
    groups = str(found).rpartition(": ")[2]
    assert audit.read_head(typed.format(number=3, digits=found.digits.upper(), groups=groups, whole=str(found))) == (
        3,
        found.digits,
    )


@pytest.mark.parametrize("typed", ["", "17", "ab", "seal 3", "x" * 50])
def test_what_is_no_head_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="forty digits"):
        audit.read_head(typed)


def test_an_event_that_commits_late_is_sealed_later(sealed: str) -> None:
    # Given an event whose transaction is still open while younger ones are sealed
    written, end = threading.Event(), threading.Event()

    def hold() -> None:
        with acting_as(ACTOR):
            record("voice.late", None)
            written.set()
            end.wait(10)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    written.wait(10)
    happen(3)
    assert seal() == 5

    # When it commits
    end.set()
    holder.join()
    late = audit.verify()
    assert (late.tail, late.problems) == (1, ())

    # Then the next seal holds it, although its id is older than theirs
    assert seal() == 1
    with acting_as(System("test")):
        event = Event.objects.get(act="voice.late")
        last = Seal.objects.order_by("-number")[0]
        assert last.event_ids == [event.id]
        assert event.id < max(Seal.objects.get(number=last.number - 1).event_ids)
    assert audit.verify().problems == ()


def test_two_who_seal_at_once_seal_everything_once(sealed: str) -> None:
    def work() -> None:
        for _ in range(5):
            happen(3)
            seal()
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal()
    found = audit.verify()
    assert (found.problems, found.tail, found.events) == ((), 0, 15 + 2 + 45)
    with acting_as(System("test")):
        held = [event_id for seal in Seal.objects.all() for event_id in seal.event_ids]
    assert len(held) == len(set(held))


def test_once_a_day_also_ids_of_a_wrong_clock_are_looked_for(sealed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seal()
    with acting_as(System("test")):
        Event(id=UUID(int=5), at=clock.now(), caller="system", act="test.old").save(force_insert=True)
    assert seal() == 0
    assert audit.verify().tail == 1
    monkeypatch.setattr(audit, "_looked_at_all", None)
    assert seal() == 1
    assert first_id_since(60) > UUID(int=5)


def test_nobody_who_serves_changes_a_seal(sealed: str) -> None:
    for caller in (ACTOR, System("test")):
        for change in (lambda: Seal.objects.update(number=9), lambda: Seal.objects.all()._raw_delete("default")):
            try:
                with acting_as(caller):
                    assert change() == 0
            except DatabaseError as error:
                assert str(error).startswith("SP001")
    with pytest.raises(ProgrammingError, match="42501"), transaction.atomic(), acting_as(ACTOR):
        Seal(number=9, event_ids=[], digests=b"", last_id=UUID(int=0), previous=b"x", head=b"", at=clock.now()).save(
            force_insert=True
        )
    with ground.as_owner(HOME, sealed) as owner, pytest.raises(psycopg.Error) as refused:
        owner.execute("DELETE FROM vault_seal")
    assert refused.value.sqlstate == "SP001"
    assert audit.verify().problems == ()


def test_the_commands_say_it_and_answer_for_scripts(
    superuser: psycopg.Connection, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "database_at_hand", lambda place: nullcontext())
    command.main(["audit-head"])
    kept = capsys.readouterr().out
    assert kept.startswith(f"seal 3 of {clock.today()}: ")
    with pytest.raises(SystemExit) as ended:
        command.main(["verify-audit", "--head", kept])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "15 events in 3 seals stand as sealed" in said
    assert "2 events are not sealed yet, the oldest for 0 min" in said
    superuser.execute("DELETE FROM vault_event WHERE id = %s", [events(1)[0]])
    assert auditing.verify("") == 1
    assert "WRONG  event" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="Not a head"):
        command.main(["verify-audit", "--head", "seventeen"])


@pytest.mark.django_db
def test_without_a_seal_there_is_no_head_and_the_doctor_says_who_is_late() -> None:
    with pytest.raises(starting.NotReady, match="once a minute"):
        auditing.tell_head()
    with clock.stopped_at(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        happen(1)
        assert "audit" in {seen.thing for seen in doctor.audit_tail() if not seen.what_to_do}
        clock.pass_time(timedelta(hours=2, minutes=5))
        assert "worker alive" in next(iter(doctor.audit_tail())).what_to_do
        assert auditing._age(timedelta(hours=2, minutes=5)) == "2 h 5 min"
