"""The large desk of the measurements is made of the rows that the services write: a small world made both ways."""

import os
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from benchmarks.filling import Story, fill
from saphan.casework.models import Case, Party
from saphan.casework.services import open_case
from saphan.store import System, acting_as, clock
from saphan.store.callers import Staff
from saphan.vault.models import DataKey
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound
from saphan.voice.models import Contact, Conversation, Message, Told
from saphan.voice.selectors import thread
from tests import ground
from tests.conftest import HOME

MADE = (DataKey, Contact, Conversation, Message, Told, Case, Party)
ENDS = ("waiting", "answered", "closed")
CASEWORKER = UUID(int=7)


def by_services(story: Story, by: Staff) -> None:
    """The same story, act by act, a minute apart."""
    inbound = Inbound(by.desk_id, "web", story.language, once=os.urandom(12).hex(), text=story.hers, icon=story.icon)
    hers = voice.accept(inbound).conversation_id
    for number in range(1, story.messages):
        clock.pass_time(timedelta(minutes=1))
        if number % 2:
            voice.reply(conversation_id=hers, text=story.ours, by=by)
        else:
            voice.say_more(conversation_id=hers, text=story.hers, once=os.urandom(12).hex())
        if number == 1:
            open_case(conversation_id=hers, by=by)
    if story.ends == "closed":
        voice.close(conversation_id=hers, by=by)
    clock.pass_time(-timedelta(minutes=story.messages - 1))


def world() -> Counter[tuple[Any, ...]]:
    """Every row, with ids and ciphertexts as what they are and not which."""
    with acting_as(System("test")):
        return Counter(
            (model._meta.db_table, *(seen(getattr(row, field.attname)) for field in model._meta.concrete_fields))
            for model in MADE
            for row in model._default_manager.all()
        )


def seen(value: Any) -> Any:
    if isinstance(value, UUID):
        return "the caseworker" if value == CASEWORKER else "an id"
    if isinstance(value, bytes | memoryview):
        return "sealed"
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("ends", ENDS)
def test_a_small_world_made_both_ways_is_the_same(
    fresh_database: str, desk_key: UUID, day_one: datetime, ends: str
) -> None:
    by = Staff(CASEWORKER, desk_key, frozenset({"caseworker"}))
    story = Story(began=day_one, messages=5 if ends == "waiting" else 6, ends=ends)
    by_services(story, by)
    made_by_services = world()
    connection.close()
    ground.copy(HOME, "saphan_template", fresh_database)
    with ground.as_owner(HOME, fresh_database) as owner:
        assert fill(owner, [story], desk_key, CASEWORKER) == story.messages
    assert world() == made_by_services
    assert_it_opens(by, story)


def assert_it_opens(by: Staff, story: Story) -> None:
    with acting_as(System("test")):
        conversation_id = Conversation.objects.get().id
    said = [line.text for line in thread(by, conversation_id).messages]
    assert said == [story.ours if number % 2 else story.hers for number in range(story.messages)]
    assert isinstance(thread(by, conversation_id).told[0].on, date)
