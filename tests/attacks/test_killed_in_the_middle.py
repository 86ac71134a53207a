"""The server is killed while a voice comes in: everything of it is kept or nothing, and sending it again is right."""

import os
import signal
import subprocess
import sys
from uuid import UUID, uuid4

import pytest

from saphan.store import System, acting_as
from saphan.vault.models import DataKey, Event, Fact
from saphan.voice.inbound import Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Contact, Conversation, Message, Receipt, Told
from saphan.voice.selectors import open_story
from tests.voice.given import waiting_tasks

KEPT = (Contact, Conversation, DataKey, Event, Fact, Message, Receipt, Told)
VOICE = """
import os, signal, sys, django
from contextlib import nullcontext
os.environ["DJANGO_SETTINGS_MODULE"] = "saphan.config.settings"
django.setup()
from uuid import UUID
from saphan.store import writing
from saphan.voice import intake
from saphan.voice.inbound import Inbound

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[1] == "before":
    whole = writing._send
    all_but_the_commit = lambda statements: whole([("BEGIN", []), *statements], nullcontext())
    writing._send = lambda statements, around: (all_but_the_commit(statements), die())
intake.accept(Inbound(UUID(sys.argv[2]), "web", "en", once=sys.argv[3], text="pay is late"))
die()
"""


def killed(moment: str, desk_id: UUID, once: str, database: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", VOICE, moment, str(desk_id), once],
        env={**os.environ, "SAPHAN_DATABASE": database},
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


def kept() -> list[int]:
    with acting_as(System("test.count")):
        return [model._default_manager.count() for model in KEPT]


@pytest.mark.parametrize(("moment", "rows"), [("before", 0), ("after", 1)])
def test_all_or_nothing_and_once(fresh_database: str, desk_key: UUID, moment: str, rows: int) -> None:
    once = str(uuid4())
    killed(moment, desk_key, once, fresh_database)
    assert kept() == [rows] * len(KEPT)
    again = accept(Inbound(desk_key, "web", "en", once=once, text="pay is late"))
    assert again.repeated is bool(rows)
    assert kept() == [1] * len(KEPT)
    assert open_story(again.claim_code) == again.conversation_id
    assert [name for name, _ in waiting_tasks()] == ["voice.understand"]
