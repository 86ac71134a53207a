"""The ground of every test: an embedded server, a template migrated by the owning role, a log-in that serves.

Ordinary tests run inside a transaction that is rolled back. Tests that need real commits, threads or a browser use
`fresh_database`: a copy of the template, made in some tens of milliseconds and dropped afterwards.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(
    os.environ.get("SAPHAN_TEST_HOME")
    or Path(tempfile.gettempdir()) / f"saphan-tests-{sha256(str(ROOT).encode()).hexdigest()[:10]}-{os.geteuid()}"
)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "one")
TEMPLATE = "saphan_template"
# Who we log in as before all else; then what takes long, so that no process works alone at the end.
FIRST = (
    "tests/store/test_who_we_are.py",
    "tests/config/test_running.py",
    "tests/attacks/test_killed_under_load.py",
    "tests/journeys/test_story.py",
    "tests/config/test_first_day.py",
    "tests/demo/test_world.py",
    "tests/journeys/",
)

os.environ["SAPHAN_HOME"] = str(HOME)
os.environ["SAPHAN_DATABASE"] = f"test_{WORKER}"
os.environ["SAPHAN_KEYS"] = str(HOME / f"keys-{WORKER}.json")
os.environ["DJANGO_SETTINGS_MODULE"] = "saphan.config.settings"
# No test speaks with a provider: where one has its interface, nobody listens.
CHANNELS = ("email", "kobo", "line", "messenger", "phone", "rapidpro", "sms", "telegram", "viber", "whatsapp")
os.environ["SAPHAN_CHANNEL_SERVERS"] = ",".join(f"{channel}=http://127.0.0.1:9" for channel in CHANNELS)
for name in ("DATABASE_URL", "SAPHAN_DEMO"):
    os.environ.pop(name, None)

import django  # noqa: E402
import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402

from saphan.config import gathering, words  # noqa: E402
from tests import ground  # noqa: E402

# Nothing is timed here: a busy machine makes examples slowly, and says nothing of ours.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process starts the server before any worker asks for it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        ground.start(HOME, TEMPLATE)
        words.compile_all()
    django.setup()
    settings.PASSWORD_HASHERS = ["tests.quick_passwords.QuickScrypt"]
    # A worker process must name its own database before Django is set up there, so it does not inherit the settings.
    os.environ.pop("DJANGO_SETTINGS_MODULE")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        gathering.gather()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: [not item.nodeid.startswith(start) for start in FIRST])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers inherit our environment; pytest-django must not read the settings there before this file has."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        ground.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """pytest-django's hook: hand it a copy of the template instead of letting it make a database as the owner."""
    from saphan.vault import keyring

    keys = Path(os.environ["SAPHAN_KEYS"])
    keys.unlink(missing_ok=True)
    keyring.make(keys)
    ground.copy(HOME, TEMPLATE, os.environ["SAPHAN_DATABASE"])
    yield
    from django.db import connections

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connections.close_all()
    ground.drop(HOME, os.environ["SAPHAN_DATABASE"])


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """A database of its own for tests that commit; yields its name. Every connection made meanwhile goes there."""
    name = f"{os.environ['SAPHAN_DATABASE']}_fresh"
    ground.copy(HOME, TEMPLATE, name)
    with django_db_blocker.unblock(), ground.connected_to(name):  # type: ignore[attr-defined]
        yield name
    ground.drop(HOME, name)


@pytest.fixture
def day_one() -> Iterator[datetime]:
    """Time stands still: Monday 2 March 2026, 09:00 UTC."""
    from saphan.store import clock

    start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    with clock.stopped_at(start):
        yield start


@pytest.fixture
def desk_key(django_db_setup: None) -> UUID:
    """A desk that has a key on this machine; for tests that need no more of a desk than its id."""
    return _with_key(UUID(int=1))


@pytest.fixture
def other_desk_key(django_db_setup: None) -> UUID:
    return _with_key(UUID(int=2))


def _with_key(desk_id: UUID) -> UUID:
    from saphan.vault import keyring

    keyring.add_desk(Path(os.environ["SAPHAN_KEYS"]), desk_id)
    return desk_id
