"""Given a back-up and the key file of an earlier version, today's source takes it over and opens its stories."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from saphan.casework.models import Case
from saphan.demo import story
from saphan.network.models import Organisation, Staff
from saphan.store import System, acting_as
from saphan.store.embedded import Cluster
from saphan.store.models import Deployment
from saphan.store.place import OWNER, Place
from saphan.vault.keyring import KeyFileError
from saphan.verification.models import Issue
from saphan.voice.models import Contact, Conversation, Message
from saphan.voice.selectors import thread
from tests import ground
from tests.conftest import HOME, TEMPLATE
from tests.source import ROOT, SOURCE

DEMO = ROOT / "tests" / "fixtures" / "demo-0.1.0"
READING = System("test")
MADE_ANEW = (
    f"{DEMO.name} was made by other migrations. Before that version is released, run tools/make_fixture.py again; "
    "afterwards put these files back as they were, and write a new migration instead."
)


def changed() -> list[str]:
    """Migrations that are no longer what they were when the dump was made."""
    made_by = json.loads((DEMO / "migrations.json").read_text())
    return [
        name
        for name, known in made_by.items()
        if not (SOURCE / name).exists() or sha256((SOURCE / name).read_bytes()).hexdigest() != known
    ]


@pytest.fixture(scope="module")
def restored(django_db_setup: None) -> Iterator[str]:
    """A new database with the dump in it, restored by the owner and brought up to date."""
    assert changed() == [], MADE_ANEW
    name = f"{os.environ['SAPHAN_DATABASE']}_restored"
    restore(DEMO / "demo.dump", name)
    yield name
    ground.drop(HOME, name)


@pytest.fixture
def taken_over(restored: str, settings: Settings, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """We serve it, with its own key file."""
    settings.SAPHAN_KEYS = tmp_path / "keys.json"
    shutil.copyfile(DEMO / "keys.json", settings.SAPHAN_KEYS)
    settings.SAPHAN_KEYS.chmod(0o600)
    with django_db_blocker.unblock(), ground.connected_to(restored):
        yield


@pytest.fixture
def new(tmp_path: Path) -> Iterator[str]:
    """A new database that went through a dump as well: PostgreSQL writes some conditions differently after one."""
    name, dump = f"{os.environ['SAPHAN_DATABASE']}_new", tmp_path / "new.dump"
    by_owner("pg_dump", "--format", "custom", "--file", str(dump), TEMPLATE)
    restore(dump, name)
    yield name
    ground.drop(HOME, name)


def restore(dump: Path, name: str) -> None:
    ground.make_empty(HOME, name)
    by_owner("pg_restore", "--no-owner", "--exit-on-error", "--dbname", name, str(dump))
    ground.migrate(name)


def by_owner(program: str, *arguments: str) -> str:
    place = Place(HOME)
    return subprocess.run(
        [str(Cluster(place).binary(program)), "--host", str(place.socket), "--username", OWNER, *arguments],
        env={**os.environ, "PGPASSWORD": place.passwords()[OWNER]},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def schema_of(database: str) -> list[str]:
    """As statements; a dump's random marks, a table's column order and the casts of a condition do not count."""
    said = by_owner("pg_dump", "--schema-only", "--no-owner", database)
    lines = [line.rstrip(",") for line in said.splitlines() if line and not re.match(r"--|\\", line)]
    return sorted(_plain(line) if "ARRAY[" in line or " WHEN (" in line else line for line in lines)


def _plain(condition: str) -> str:
    """Without casts and brackets, which PostgreSQL writes differently after a dump."""
    return re.sub(r"::[a-z ]+(\[\])?|[()]", "", condition)


def test_the_migrations_that_made_it_are_still_what_they_were() -> None:
    assert changed() == [], MADE_ANEW


def test_brought_up_to_date_it_has_the_schema_of_a_new_one(restored: str, new: str) -> None:
    assert schema_of(restored) == schema_of(new)


def test_everything_that_was_in_it_is_there(taken_over: None) -> None:
    assert Deployment.objects.get().ever_demo
    assert (Organisation.objects.count(), Staff.objects.count()) == (20, 12)
    with acting_as(READING):
        assert Contact.objects.count() == 60
        assert Message.objects.count() >= 250
        assert Case.objects.count() == 25
        assert Issue.objects.count() == 13


def test_the_serving_role_opens_a_story_with_its_key(taken_over: None) -> None:
    # Given the serving role, and nobody who acts
    connection.ensure_connection()
    row = connection.connection.execute("SELECT current_user, (SELECT count(*) FROM voice_message)").fetchone()
    assert row == ("saphan_serving", 0)

    # When a caseworker opens the first story of her desk
    nok = story.people().staff["nok"]
    first = first_story(nok.desk_id)
    said = thread(nok, first).messages

    # Then she reads what was written
    assert said[0].text == "အချိန်ပိုကြေး နှစ်လ မရသေးဘူး။"


def test_without_its_key_file_it_stays_closed(restored: str, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), ground.connected_to(restored):
        nok = story.people().staff["nok"]
        first = first_story(nok.desk_id)
        with pytest.raises(KeyFileError, match="no key for desk"):
            thread(nok, first)


def first_story(desk_id: object) -> object:
    with acting_as(READING):
        return Conversation.objects.filter(desk_id=desk_id).earliest("id").id
