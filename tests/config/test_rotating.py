"""Keys are changed while people speak, come back and read: nothing is lost, nothing doubled, and it may be killed."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as installed
from django.contrib.sessions.models import Session
from django.db import connections
from pytest_django import Settings

from saphan.config import command, doctor, key_sheet, rotating, starting
from saphan.config.starting import NotReady
from saphan.network import integrations, one_time, people, rekeying
from saphan.network.models import Staff as StaffRow
from saphan.network.refusals import LinkSpent
from saphan.network.sealed import open_factor, seal_factor
from saphan.network.sessions import SessionStore
from saphan.store import Staff, System, acting_as, turns
from saphan.store.place import Place
from saphan.vault import keyring
from saphan.vault.keyring import KeyFileError, key_ring
from saphan.vault.models import DataKey, Event
from saphan.vault.sealing import Cell
from saphan.vault.services import open_texts
from saphan.voice.inbound import Handle, Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Contact, Conversation, Message
from saphan.voice.selectors import open_story
from tests.voice import given

NUMBERS = [f"+6681234{number:04d}" for number in range(12)]


@pytest.fixture(autouse=True)
def own_keys(django_db_setup: None, tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.SAPHAN_KEYS = Path(shutil.copy(installed.SAPHAN_KEYS, tmp_path / "keys.json"))
    settings.SAPHAN_KEYS.chmod(0o600)
    yield settings.SAPHAN_KEYS


@dataclass
class Crowd:
    """People who speak (with a number or without, some twice because the page hung), come back and read."""

    desk_id: UUID
    told: dict[str, tuple[str, UUID, str]] = field(default_factory=dict)  # once → claim code, story, words
    failed: list[BaseException] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def speak(self, seed: int) -> None:
        chance = random.Random(seed)
        try:
            while not self.stop.is_set():
                self._once(chance)
        except BaseException as error:  # noqa: BLE001  a thread's failure is the test's
            self.failed.append(error)
        finally:
            connections.close_all()

    def _once(self, chance: random.Random) -> None:
        once, words = str(uuid4()), f"words {uuid4()}"
        handle = Handle("phone", chance.choice(NUMBERS)) if chance.random() < 0.5 else None
        inbound = Inbound(self.desk_id, "web", "en", once=once, text=words, handle=handle)
        accepted = accept(inbound)
        self.told[once] = (accepted.claim_code, accepted.conversation_id, words)
        if chance.random() < 0.3:
            assert accept(inbound).claim_code == accepted.claim_code
        code, story, said = chance.choice(list(self.told.values()))
        assert open_story(code) == story
        assert said in read(self.desk_id, story)

    def goes_on(self, voices: int) -> None:
        """Wait until so many more were kept."""
        enough = len(self.told) + voices
        wait_for(lambda: len(self.told) >= enough or bool(self.failed))


def read(desk_id: UUID, story: UUID) -> list[str]:
    with acting_as(Staff(uuid4(), desk_id, frozenset({"caseworker"}))):
        rows = Message.objects.filter(conversation_id=story, part="said")
        cells = [(row.sealed, Cell("voice_message", "sealed", row.id)) for row in rows]
        return open_texts(cells, subject_id=story, why="conversation_read")


def killed_in_the_middle(database: str, *arguments: str) -> None:
    """`saphan rotate-keys`, killed as soon as it says how far it is."""
    command = [sys.executable, "-u", "-m", "saphan.config.command", "rotate-keys", *arguments]
    environment = {**os.environ, "SAPHAN_DATABASE": database, "SAPHAN_KEYS": str(installed.SAPHAN_KEYS)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if " of " in line and "key of" not in line:
                os.kill(process.pid, signal.SIGKILL)
                break
    assert process.returncode == -signal.SIGKILL


def test_key_rotation_under_load_loses_nothing(
    fresh_database: str, desk_key: UUID, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given people who speak and come back all the while, and small batches, so that a change takes long
    keyring.add_desk(installed.SAPHAN_KEYS, desk_key)
    monkeypatch.setattr("saphan.vault.rotation.BATCH", 7)
    monkeypatch.setattr("saphan.voice.rekeying.BATCH", 3)
    crowd = Crowd(desk_key)
    threads = [threading.Thread(target=crowd.speak, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    crowd.goes_on(250)

    # When both kinds of key are changed, changed again, and the desk's old ones are taken out
    desk, hashing = rotating.Key("key of the desk", desk_key), rotating.Key("key of the keyed hashes", None)
    for key in (desk, hashing, desk, hashing):
        rotating.change(key)
        crowd.goes_on(40)
    assert rotating.finish(desk)
    assert not rotating.finish(hashing)
    crowd.goes_on(40)
    crowd.stop.set()
    for thread in threads:
        thread.join(30)

    # Then every voice that was acknowledged opens under its code, none is there twice, and no number has two contacts
    assert crowd.failed == []
    for code, story, words in crowd.told.values():
        assert open_story(code) == story
        assert read(desk_key, story) == [words]
    with acting_as(System("test")):
        assert Conversation.objects.count() == len(crowd.told)
        contacts = Contact.objects.filter(handle_index__isnull=False)
        assert contacts.count() == len(NUMBERS)
        assert set(contacts.values_list("handle_key_version", flat=True)) == {3}
        assert set(DataKey.objects.values_list("desk_key_version", flat=True)) == {3}
    assert list(key_ring().desks[desk_key]) == [3]
    assert "stays, it is needed by" in capsys.readouterr().out


def test_a_change_that_was_killed_is_gone_on_with(fresh_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    # Given more stories than one batch holds
    desk = given.open_desk()
    voices = [given.a_voice(desk, f"words {number}") for number in range(230)]

    # When the change is killed in the middle, people speak on, and it is started again
    killed_in_the_middle(fresh_database, "--desk", "Bridge Thailand")
    with acting_as(System("test")):
        assert set(DataKey.objects.values_list("desk_key_version", flat=True)) == {1, 2}
    voices.append(given.a_voice(desk, "words 230"))
    assert all(f"words {number}" in read(desk.id, voice.conversation_id) for number, voice in enumerate(voices))
    (key,) = rotating.wanted("Bridge Thailand", hashing=False)
    rotating.change(key)

    # Then it went on without a third version, and the first is needed by nothing
    assert "had been cut off; it is done now" in capsys.readouterr().out
    assert key.versions == [1, 2]
    assert rotating.finish(key)
    assert all(f"words {number}" in read(desk.id, voice.conversation_id) for number, voice in enumerate(voices))


def wait_for(condition: object, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.django_db
def test_finishing_brings_over_what_came_late() -> None:
    desk = given.open_desk()
    hers = given.a_voice(desk).conversation_id
    key = rotating.Key("key", desk.id)
    assert rotating.finish(key)
    keyring.add_version(installed.SAPHAN_KEYS, desk.id)
    assert rotating.finish(key)
    assert key.versions == [2]
    assert read(desk.id, hers) == ["They keep our passports"]


@pytest.mark.django_db
def test_a_key_that_does_not_open_is_left_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    desk = given.open_desk()
    given.a_voice(desk)
    with acting_as(System("test")):
        DataKey.objects.update(wrapped=b"\x01" + bytes(60))
    key = rotating.Key("key", desk.id)
    rotating.change(key)
    assert "vault_data_key.wrapped: 1 stay under older versions" in capsys.readouterr().out
    assert not rotating.finish(key)


@pytest.mark.django_db
def test_nothing_is_taken_out_while_somebody_may_still_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = given.open_desk()
    keyring.add_version(installed.SAPHAN_KEYS, desk.id)
    monkeypatch.setattr(turns, "_running", lambda: {(1, "2/3")})
    monkeypatch.setattr(rotating, "LONGEST", 0.1)
    with pytest.raises(NotReady, match="run the same command again"):
        rotating.finish(rotating.Key("key", desk.id))
    assert rotating.Key("key", desk.id).versions == [1, 2]


def test_a_transaction_that_was_open_before_is_waited_for(fresh_database: str) -> None:
    begun, end = threading.Event(), threading.Event()

    def hold() -> None:
        with acting_as(System("test")):
            begun.set()
            end.wait(10)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(10)
    assert not turns.wait_for_those_before(0.2)
    end.set()
    assert turns.wait_for_those_before(10)
    holder.join()


@pytest.mark.django_db
def test_staff_stay_signed_in_and_keep_their_second_factor() -> None:
    # Given somebody with a second factor, a session and an invitation, under the first key
    desk = given.open_desk()
    row = StaffRow.objects.get(id=desk.lead_id)
    Authenticator.objects.create(user=row, type="totp", data={"secret": seal_factor("JBSWY3DPEHPK3PXP"), "n": 1})
    Authenticator.objects.create(user=row, type="recovery_codes", data={"seed": "1:not sealed by us"})
    session = SessionStore()
    session["step"] = "begun"
    session.save()
    link = people.new_link(staff_id=desk.lead_id)

    # When the key is changed
    (key,) = rotating.wanted(None, hashing=True)
    rotating.change(key)
    version = key.versions[-1]

    # Then all three work as before, and only what cannot move needs the old one
    assert rekeying.older_sessions(version) == 0
    assert rekeying.older_factors(version) == 1
    assert rekeying.older_links(version) == 1
    assert SessionStore(session.session_key)["step"] == "begun"
    assert Session.objects.get().session_data.startswith(f"{version}:")
    assert open_factor(Authenticator.objects.get(type="totp").data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert one_time.start(token=link.token, password="a long new password") == desk.lead_id
    assert rekeying.older_links(version) == 0
    with pytest.raises(LinkSpent):
        one_time.start(token=link.token, password="a long new password")


@pytest.mark.django_db
def test_another_systems_key_works_on_and_moves_when_it_is_used() -> None:
    desk = given.open_desk()
    lead = Staff(desk.lead_id, desk.id, frozenset({"lead"}))
    made = integrations.add_integration(desk_id=desk.id, name="Hotline", run_by="desk", by=lead)
    version = keyring.add_version(installed.SAPHAN_KEYS, None)
    assert rekeying.older_integrations(version) == 1
    found = integrations.integration_with(made.key)
    assert found is not None and found.desk_id == desk.id
    assert rekeying.older_integrations(version) == 0
    keyring.remove_version(installed.SAPHAN_KEYS, None, version - 1)
    assert integrations.integration_with(made.key) == found


@pytest.mark.django_db
def test_what_is_changed_is_on_record() -> None:
    desk = given.open_desk()
    key = rotating.Key("key", desk.id)
    rotating.change(key)
    rotating.finish(key)
    with acting_as(System("test")):
        found = Event.objects.filter(act__startswith="vault.key_").order_by("id").values_list("act", "detail__version")
        assert list(found) == [("vault.key_changed", 2), ("vault.key_removed", 1)]


@pytest.mark.django_db
def test_names_that_are_not_there_are_refused() -> None:
    with pytest.raises(NotReady, match="no desk with the name"):
        rotating.wanted("Nowhere", hashing=False)
    desk = given.open_desk()
    assert [key.desk_id for key in rotating.wanted("all", hashing=True)] == [desk.id, None]
    with pytest.raises(KeyFileError, match="is the newest"):
        keyring.remove_version(installed.SAPHAN_KEYS, desk.id, 1)
    with pytest.raises(KeyFileError, match="no key for desk"):
        keyring.add_version(installed.SAPHAN_KEYS, uuid4())


@pytest.mark.django_db
def test_the_command_changes_finishes_and_writes_the_sheet(
    tmp_path: Path, own_keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAPHAN_KEYS", str(own_keys))
    monkeypatch.setattr(starting, "database_at_hand", lambda place: nullcontext())
    monkeypatch.setattr(Place, "from_environment", classmethod(lambda cls: cls(tmp_path)))
    desk = given.open_desk()
    command.main(["rotate-keys", "--desk", desk_name := "Bridge Thailand"])
    assert (tmp_path / "key-sheet.txt").exists()
    with pytest.raises(SystemExit, match="just now. Take old keys out in 10 minutes"):
        command.main(["rotate-keys", "--desk", desk_name, "--finish"])
    os.utime(own_keys, (time.time() - 601, time.time() - 601))
    with pytest.raises(SystemExit) as ended:
        command.main(["rotate-keys", "--desk", desk_name, "--finish"])
    assert (ended.value.code, list(key_ring().desks[desk.id])) == (0, [2])
    with pytest.raises(SystemExit, match="Say which key"):
        command.main(["rotate-keys"])
    os.utime(own_keys, (time.time() - 601, time.time() - 601))
    with pytest.raises(SystemExit) as ended:
        command.main(["rotate-keys", "--finish"])
    assert ended.value.code == 0
    command.main(["key-sheet"])
    assert "Print it" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_key_sheet_older_than_the_newest_key_is_noticed(
    tmp_path: Path, own_keys: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAPHAN_HOME", str(tmp_path))
    monkeypatch.setenv("SAPHAN_KEYS", str(own_keys))
    place = Place.from_environment()

    def said() -> str:
        return {seen.thing: seen.what_to_do for seen in doctor.sheet()}["key sheet"]

    assert "saphan key-sheet" in said()
    sheet = key_sheet.write(place)
    assert said() == ""
    version = keyring.add_version(own_keys, None)
    assert "1 keys stand on no sheet" in said()
    key_sheet.write(place)
    assert said() == ""
    keyring.remove_version(own_keys, None, version - 1)
    assert said() == ""  # the sheet has more than is needed
    key = json.loads(own_keys.read_text())["hashing"][str(version)]
    assert key_sheet.read(sheet).keys["hashing"][str(version)] == key
    assert key not in place.key_sheet_made.read_text()
    printed = [seen.what_to_do for seen in doctor.sheet() if "number 2" in seen.thing]
    assert "delete it here" in printed[0]
    sheet.unlink()
    assert not any(seen.what_to_do for seen in doctor.sheet())
    settings.SAPHAN_DEMO = True
    assert not list(doctor.sheet())


def test_every_column_with_a_keyed_hash_is_registered() -> None:
    """Another room's new column is found here: say in its AppConfig.ready() how it moves to a new key."""
    from django.apps import apps
    from django.db.models import BinaryField

    from saphan.vault import keyed

    found = {
        f"{model._meta.db_table}.{column.name}"
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, BinaryField) and column.name.endswith(("_hash", "_index"))
    }
    registered = {each.name for each in keyed.columns()}
    assert found - registered == set(), "register it with saphan.vault.keyed.keyed(…)"
    cut_short = {
        "voice_search_key.key",
        "voice_trace.handles",
        "voice_trace.browsers",
        "empowerment_review_trace.browsers",
        "empowerment_review_trace.texts",
        "dialogue_board_question.askers",
    }
    assert registered - found == {"mfa_authenticator.data", "django_session.session_data", *cut_short}
