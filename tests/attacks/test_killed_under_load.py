"""`kill -9` of web server, worker and database, at random moments while voices come in by two doors.

Three rounds of 150 here; `make test-long` makes it twenty of 2,000. The database is a real one, with fsync.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from saphan.store.embedded import wait_for
from tests.attacks.load import Given, send_all
from tests.config.installation import Installation, Running
from tests.config.test_first_day import FLAGS
from tests.source import ROOT

ROUNDS = int(os.environ.get("SAPHAN_TEST_ROUNDS", "3"))
VOICES = int(os.environ.get("SAPHAN_TEST_VOICES", "150"))
PARTS = ("web", "worker", "database")
STANDS_STILL = 120.0  # seconds
KEY = """
import django
django.setup()
from saphan.network.integrations import add_integration
from saphan.network.models import Desk
from saphan.network.services import OURSELVES
print(add_integration(desk_id=Desk.objects.get().id, name="Load", run_by="desk", by=OURSELVES).key)
"""


@pytest.fixture(scope="module")
def house() -> Iterator[Installation]:
    installation = Installation("killed")
    installation.more = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "saphan.config.settings"}
    made = installation.saphan("init", *FLAGS)
    assert made.returncode == 0, made.stderr
    installation.more["SAPHAN_ADDRESS"] = installation.address
    yield installation
    installation.remove()


def test_what_was_acknowledged_is_there_once_and_its_task_ran(house: Installation) -> None:
    with house.running() as saphan:
        assert saphan.is_ready(), saphan.said
        key = python(house, "-c", KEY).strip()
        codes: dict[str, str] = {}
        for number in range(1, ROUNDS + 1):
            # Given voices that come in by the interface and by the first page
            given = Given()
            voices = [f"voice-{number}-{one}" for one in range(VOICES)]
            senders = send_all(house.port, key, voices, given)
            # When each part is killed in the middle
            killing = threading.Thread(target=kill_each_part, args=(saphan, given))
            killing.start()
            for thread in (*senders, killing):
                thread.join()
            # Then the house comes back, and everybody has a code in the end
            assert wait_for(saphan.is_healthy, 60), saphan.said
            assert (given.lost, len(given.codes)) == ([], VOICES), saphan.said
            codes |= given.codes
            print(f"round {number}: {VOICES} voices, {given.tries} requests")
        seen = when_all_is_quiet(house, codes)
    # And every voice is there once, under its code, and was read by its task; nothing is left in the queue
    assert seen["times"] == dict.fromkeys(codes, 1)
    assert {name: seen[name] for name in ("without_words", "wrong", "unread", "jobs")} == {
        "without_words": [],
        "wrong": [],
        "unread": [],
        "jobs": {},
    }


def kill_each_part(saphan: Running, given: Given) -> None:
    """Each part once, in any order, each when a random share of the voices has been answered."""
    moments = sorted(random.uniform(0.05, 0.85) for _ in PARTS)
    for share, part in zip(moments, random.sample(PARTS, len(PARTS)), strict=True):
        wait_for(lambda share=share: len(given.codes) >= share * VOICES, 60)  # type: ignore[misc]
        kill(saphan, part)


def kill(saphan: Running, part: str) -> None:
    with suppress(ProcessLookupError):
        if part == "database":
            os.kill(min(saphan.installation.data_processes()), signal.SIGKILL)
        elif part == "worker":
            os.kill(saphan.child("work"), signal.SIGKILL)
        elif random.random() < 0.5:  # the web server's master alone
            os.kill(saphan.child("serve"), signal.SIGKILL)
        else:  # or with all of its processes
            os.killpg(saphan.child("serve"), signal.SIGKILL)


def when_all_is_quiet(house: Installation, codes: dict[str, str]) -> dict[str, object]:
    """What is there once the worker has nothing left to do, or for two minutes has got nothing done.

    However long the rest takes: the worker gives way to whatever else this machine is busy with.
    """
    fewest, since = len(codes) + 1, time.monotonic()
    while (left := jobs_left(house)) and time.monotonic() - since < STANDS_STILL:
        if left < fewest:
            fewest, since = left, time.monotonic()
        time.sleep(1)
    seen: dict[str, object] = json.loads(
        python(house, "-m", "tests.attacks.look_after", typed=json.dumps({"codes": codes}))
    )
    return seen


def jobs_left(house: Installation) -> int:
    return sum(json.loads(python(house, "-m", "tests.attacks.look_after", "jobs")).values())


def python(house: Installation, *arguments: str, typed: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=house.environment, input=typed, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
