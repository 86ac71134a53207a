"""A real browser against the real pages: a server in this process, a database of its own, time that stands still.

Tasks run between the acts by `world.settle()`, as the worker process would a moment later.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread; our code stays synchronous

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that beeps, and nobody is asked
    "--use-fake-ui-for-media-stream",
)
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "No Chromium found. Install one (Debian: apt-get install chromium), then run the tests again."
    return {"executable_path": found, "args": list(QUIET)}


@pytest.fixture
def served(fresh_database: str) -> Iterator[str]:
    """The address of a server over the fresh database."""
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.db import connections
    from django.test.testcases import LiveServerThread

    class Thread(LiveServerThread):
        server_class = ThreadedWSGIServer

    # Static files come from WhiteNoise, as they do in earnest
    thread = Thread("127.0.0.1", lambda handler: handler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None, thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    connections.close_all()


@pytest.fixture
def monday() -> Iterator[datetime]:
    """Time stands still at Monday 2 March 2026, 04:00 UTC (11:00 in Bangkok)."""
    from saphan.store import clock

    start = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    with clock.stopped_at(start):
        yield start


def pass_days(days: float) -> None:
    """Let days pass: the clock moves, the sweeps run, and so does what they defer."""
    from saphan.store import clock, tasks

    clock.pass_time(timedelta(days=days))
    tasks.sweep_all()
    settle()


def settle() -> None:
    from saphan.store import tasks

    tasks.run_waiting()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A cheap phone: 360 px wide, no JavaScript."""
    context: BrowserContext = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()
