"""Given a story that moves to and fro while everybody writes to it, nothing is lost and no row stays behind."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection

from saphan.casework import services
from saphan.casework.models import Note
from saphan.store import System, acting_as
from saphan.store.refusals import Refusal
from saphan.store.turns import patiently
from saphan.voice import moving
from saphan.voice import selectors as voice_reads
from saphan.voice import services as voice
from saphan.voice.models import Conversation, Message, Told
from tests.casework import given

ROUNDS = 8


@pytest.fixture
def desks(fresh_database: str) -> tuple[given.Desk, given.Desk]:
    return given.our_desk(), given.their_desk()


def test_nothing_is_lost_while_a_story_moves(desks: tuple[given.Desk, given.Desk]) -> None:
    here, there = desks
    story = given.voices_for(here)()
    writers = {
        "said": lambda words: voice.say_more(conversation_id=story, text=words, once=words),
        "here": lambda words: voice.reply(conversation_id=story, text=words, by=here.nok),
        "there": lambda words: voice.reply(conversation_id=story, text=words, by=there.nok),
        "note": lambda words: services.add_note(conversation_id=story, text=words, by=here.nok),
        "told": lambda words: _tell(story),
    }
    over = threading.Event()
    with ThreadPoolExecutor(len(writers) + 1) as pool:
        moves = pool.submit(alone, lambda: to_and_fro(story, there.id, here.id, over))
        writing = {
            name: pool.submit(alone, lambda name=name: keep_writing(name, writers[name], over)) for name in writers
        }
        kept = {name: each.result() for name, each in writing.items()}
        assert moves.result() == 2 * ROUNDS
    assert kept["here"] and kept["there"], "both desks got words in"
    with acting_as(System("test")):
        owner = Conversation.objects.get(id=story).desk_id
        for model in (Message, Told, Note):
            assert set(model.objects.filter(conversation_id=story).values_list("desk_id", flat=True)) <= {owner}
        assert Note.objects.filter(conversation_id=story).count() == len(kept["note"])
    assert owner == here.id
    opened = [line.text for line in voice_reads.thread(here.nok, story).messages]
    for name in ("said", "here", "there"):
        assert set(kept[name]) <= set(opened)
    assert len(opened) == 1 + sum(len(kept[name]) for name in ("said", "here", "there"))


def _tell(story: UUID) -> None:
    """As a task of an upper room does: without locking the story."""
    with acting_as(System("test.tell")):
        steps = list(Told.objects.filter(conversation_id=story).values_list("step", flat=True))
        voice.tell(conversation_id=story, step="checked" if steps[-1] != "checked" else "shared")


def to_and_fro(story: UUID, there: UUID, here: UUID, over: threading.Event) -> int:
    try:
        for _ in range(ROUNDS):
            for desk_id in (there, here):
                patiently(lambda desk_id=desk_id: _move(story, desk_id))
                time.sleep(0.02)
    finally:
        over.set()
    return 2 * ROUNDS


def _move(story: UUID, desk_id: UUID) -> None:
    with acting_as(System("test.move")):
        moving.move_story(conversation_id=story, to_desk_id=desk_id)


def keep_writing(name: str, write: Callable[[str], object], over: threading.Event) -> list[str]:
    """What was accepted; a desk is refused while the story is at the other one, she herself never."""
    kept = []
    while not over.is_set():
        words = f"{name} {uuid4().hex}"
        try:
            write(words)
        except Refusal:
            assert name != "said"
            continue
        except DatabaseError as error:
            assert str(error).startswith(("SP002", "42501")), f"{name} met {error}"
            continue
        kept.append(words)
    return kept


def alone(act: Callable[[], object]) -> object:
    """In a thread: its connection ends with it."""
    try:
        return act()
    finally:
        connection.close()
