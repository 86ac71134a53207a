"""Given something unsafe or unfinished, serving is refused with a sentence that says what to do; nothing is opened."""

import os
import resource
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from saphan.config import starting
from saphan.config.starting import NotReady
from saphan.network.services import create_organisation, open_desk
from saphan.store.embedded import Cluster
from saphan.store.models import Deployment
from saphan.store.place import OWNER, SERVING, Place, from_address, is_private, made_once, write_secret
from saphan.store.roles import weaknesses
from saphan.vault import shred_log
from saphan.vault.keyring import KeyFileError
from tests import ground
from tests.conftest import HOME

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_desk(django_db_setup: None) -> None:
    organisation_id = create_organisation(kind="service", name="Desk", country="TH")
    open_desk(organisation_id=organisation_id, name="Desk", country="TH", languages=("my",), time_zone="Asia/Bangkok")


def test_all_is_well(a_desk: None) -> None:
    starting.check(bind="0.0.0.0")


def test_a_demo_is_served_to_this_machine_only(settings: Settings) -> None:
    settings.SAPHAN_DEMO = True
    for bind in ("0.0.0.0", "192.0.2.1", "::", "example.org"):
        with pytest.raises(NotReady, match="this machine only"):
            starting.check(bind=bind)
    for bind in ("127.0.0.1", "::1", "localhost"):
        starting.check_address(bind, demo=True)


def test_a_missing_key_file_is_said(a_desk: None, settings: Settings, tmp_path: Path) -> None:
    settings.SAPHAN_KEYS = tmp_path / "gone.json"
    with pytest.raises(KeyFileError, match="missing"):
        starting.check(bind="127.0.0.1")


def test_a_key_file_that_others_can_read_is_refused(a_desk: None, settings: Settings, tmp_path: Path) -> None:
    settings.SAPHAN_KEYS = tmp_path / "keys.json"
    settings.SAPHAN_KEYS.write_text("{}")
    settings.SAPHAN_KEYS.chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        starting.check(bind="127.0.0.1")


def test_a_desk_without_its_key_is_said(a_desk: None, settings: Settings, tmp_path: Path) -> None:
    from saphan.vault import keyring

    settings.SAPHAN_KEYS = tmp_path / "other.json"
    keyring.make(settings.SAPHAN_KEYS)
    with pytest.raises(KeyFileError, match="no key for desk"):
        starting.check(bind="127.0.0.1")


def test_a_demo_database_is_not_served_as_a_real_one() -> None:
    Deployment.objects.update(ever_demo=True)
    with pytest.raises(NotReady, match="held the demo"):
        starting.check(bind="127.0.0.1")


def test_a_real_database_is_not_served_as_a_demo(a_desk: None, settings: Settings) -> None:
    settings.SAPHAN_DEMO = True
    with pytest.raises(NotReady, match="is real"):
        starting.check(bind="127.0.0.1")


def test_without_a_desk_it_says_how_to_begin() -> None:
    with pytest.raises(NotReady, match="saphan init"):
        starting.check(bind="127.0.0.1")


def test_a_log_in_that_row_level_security_does_not_hold_is_named() -> None:
    with Cluster(Place(HOME)).connect() as root:
        assert "is a superuser" in weaknesses(root)
    with ground.as_owner(HOME, os.environ["SAPHAN_DATABASE"]) as owner:
        assert "owns tables" in weaknesses(owner)


def test_an_address_without_a_user_or_a_name_is_refused_without_repeating_it() -> None:
    for address in (
        "postgresql://host/name",
        "postgresql://me:hush@host/",
        "nonsense",
        "",
        "postgresql://me:hush@[bad/x",
    ):
        with pytest.raises(ValueError, match="DATABASE_URL") as refused:
            from_address(address, SERVING)
        assert "hush" not in str(refused.value)
    with pytest.raises(ValueError, match="SAPHAN_OWNER_DATABASE_URL"):
        from_address("", OWNER)


def test_an_address_is_read_with_its_options() -> None:
    read = from_address("postgresql://me:a%2Fb@%2FRun%2FSocket:5433/Saphan?sslmode=verify-full", SERVING)
    assert (read["HOST"], read["PORT"], read["NAME"], read["PASSWORD"]) == ("/Run/Socket", "5433", "Saphan", "a/b")
    assert read["OPTIONS"] == {"sslmode": "verify-full"}


def test_the_name_of_a_secret_is_on_disk_when_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[tuple[str, bool]] = []
    really = os.fsync

    def seen(handle: int) -> None:
        settled.append((str(Path(f"/proc/self/fd/{handle}").readlink()), (tmp_path / "keys.json").exists()))
        really(handle)

    monkeypatch.setattr(os, "fsync", seen)
    write_secret(tmp_path / "keys.json", "{}")
    assert settled[-1] == (str(tmp_path), True)
    made_once(tmp_path / "signing-key", lambda: "first")
    assert settled[-1][0] == str(tmp_path)
    settled.clear()
    shred_log.note(tmp_path / shred_log.NAME, [])
    shred_log.note(tmp_path / shred_log.NAME, [])
    assert [name.removeprefix(str(tmp_path)) for name, _ in settled] == ["/shredded.log", "", "/shredded.log"]


def test_a_secret_that_the_disk_has_no_room_for_leaves_no_part_of_it(tmp_path: Path) -> None:
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, former[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_secret(tmp_path / "keys.json", "x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret"
    assert made_once(file, lambda: "first") == "first"
    assert made_once(file, lambda: "second") == "first"
    assert is_private(file)
    assert [one.name for one in file.parent.iterdir()] == ["secret"]


def test_the_signing_key_is_no_password_of_the_database(settings: Settings) -> None:
    assert settings.SECRET_KEY not in Place(HOME).passwords().values()
    assert len(settings.SECRET_KEY) >= 50


def test_a_demo_and_real_work_live_in_different_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAPHAN_HOME")
    real = Place.from_environment().home
    monkeypatch.setenv("SAPHAN_DEMO", "1")
    assert Place.from_environment().home != real


def test_what_init_wrote_down_is_remembered_and_the_environment_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path)
    place.settings_file.write_text("SAPHAN_MAIL_FROM=a@b.example\nSAPHAN_SMTP_PORT=25\nPATH=/evil\nnonsense\n")
    monkeypatch.setenv("SAPHAN_SMTP_PORT", "587")
    monkeypatch.setenv("SAPHAN_MAIL_FROM", "")
    monkeypatch.delenv("SAPHAN_MAIL_FROM")
    before = os.environ["PATH"]
    starting.remember_settings(place)
    assert os.environ["SAPHAN_MAIL_FROM"] == "a@b.example"
    assert os.environ["SAPHAN_SMTP_PORT"] == "587"
    assert os.environ["PATH"] == before
    monkeypatch.delenv("SAPHAN_MAIL_FROM")


def test_health_says_yes_and_no_more(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
