"""A day's outage, and ten thousand messages brought twice in any order: nothing is lost, nothing is doubled.

`make test-long` brings ten thousand; here a few hundred are enough to see that order and doubles do not matter.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from saphan.network.services import OURSELVES
from saphan.store import acting_as, clock
from saphan.store.tasks import run_waiting, sweep_all
from saphan.voice import services as voice
from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.events import Kind
from saphan.voice.channels.leaving import sending
from saphan.voice.channels.models import Delivery, InboundEvent, Way
from saphan.voice.models import Conversation
from tests.voice.channels.given import SYSTEM, said
from tests.voice.channels.replaying import (
    GROUND,
    MESSAGES,
    PEOPLE,
    Brought,
    PlaysProvider,
    SendsNothing,
    Text,
    in_stories,
    run_all,
    said_by_all,
    storms,
)
from tests.voice.channels.stand_in import standing_in
from tests.voice.given import Desk, open_desk

LATER = 25 * 60 * 60  # seconds after the first message, by the number of the message
STORMS = storms()
CLIENT = Client()  # one for all: each loads everything that stands between a request and us


@pytest.fixture(params=sorted(STORMS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desk(request: pytest.FixtureRequest, day_one: datetime) -> Desk:
    request.getfixturevalue(GROUND)
    return open_desk()


@pytest.fixture
def storm(name: str) -> Any:
    return STORMS[name]


@pytest.fixture
def provider(name: str, storm: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlaysProvider]:
    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))
    playing: PlaysProvider = getattr(storm, "Provider", SendsNothing)()
    with standing_in(playing, name):
        yield playing


@pytest.fixture
def account_id(name: str, storm: ModuleType, desk: Desk, provider: PlaysProvider) -> UUID:
    return accounts.add_account(desk_id=desk.id, channel=name, name="Ours", entered=storm.ENTERED, by=OURSELVES)


def bring(name: str, account_id: UUID, brought: Brought) -> None:
    address = f"/in/{name}/{account_id}/" + (f"?{brought.query}" if brought.query else "")
    headers = {**brought.headers, **brought.signs(settings.SAPHAN_ADDRESS + address)}
    answer = CLIENT.post(address, brought.body, content_type=brought.kind, headers=headers)
    assert answer.status_code < 300, answer.status_code


def stories_of_all() -> list[UUID]:
    with acting_as(SYSTEM):
        return list(Conversation.objects.order_by("id").values_list("id", flat=True))


def test_doubled_and_shuffled_is_each_once(name: str, storm: ModuleType, account_id: UUID, desk: Desk) -> None:
    # Given what twenty people say, each of it brought twice, in any order, while tasks run now and then
    texts = list(said_by_all(MESSAGES))
    every = storm.brought(texts) * 2
    chance = random.Random(4)
    chance.shuffle(every)
    for request in every:
        bring(name, account_id, request)
        if chance.random() < 0.02:
            run_waiting(chance.randrange(20))
    run_all()
    # Then each of them has one story, with each of her words in it once
    expected = in_stories(texts, has_talks=getattr(storm, "HAS_TALKS", True))
    found = sorted(sorted(said(story)) for story in stories_of_all())
    assert found == sorted(sorted(words) for words in expected)
    # And nothing waits, and nothing of theirs is left in the inbox
    with acting_as(SYSTEM):
        assert InboundEvent.objects.count() == MESSAGES
        assert not InboundEvent.objects.exclude(stage="done").exists()
        assert not InboundEvent.objects.exclude(sealed=b"").exists()


def test_what_waits_for_a_day_keeps_its_order(name: str, storm: ModuleType, account_id: UUID) -> None:
    """We were away: the provider brings a day's messages at once, in any order."""
    texts = list(said_by_all(PEOPLE * 5))
    every = storm.brought(texts)
    random.Random(5).shuffle(every)
    clock.pass_time(timedelta(days=1))
    for request in every:
        bring(name, account_id, request)
    run_all()
    in_order = list if getattr(storm, "TELLS_TIME", True) else sorted
    found = sorted(in_order(said(story)) for story in stories_of_all())
    expected = in_stories(texts, has_talks=getattr(storm, "HAS_TALKS", True))
    assert found == sorted(in_order(words) for words in expected)


def test_a_provider_away_for_a_day_takes_every_answer_once(
    name: str, storm: ModuleType, account_id: UUID, desk: Desk, provider: PlaysProvider
) -> None:
    if registry.channels()[name].send is None:
        assert not hasattr(storm, "send"), "a channel that only brings has nothing to send"
        return
    # Given twenty people who may be written everything, and a provider that goes away
    for request in storm.brought(said_by_all(PEOPLE)):
        bring(name, account_id, request)
    run_all()
    with acting_as(SYSTEM):
        Way.objects.update(may_write="everything")
    provider.is_down = True
    # When the desk answers each of them, hour by hour, for a day
    stories = stories_of_all()
    for hour in range(24):
        for story in stories[hour % 4 :: 4] if hour < 8 else ():
            voice.reply(conversation_id=story, text=f"Answer of hour {hour}.", by=desk.caseworker)
        clock.pass_time(timedelta(hours=1))
        sweep_all()
        run_all()
    assert not [text for text in provider.texts() if text.startswith("Answer")]
    # And it comes back; where its window has closed meanwhile, each of them writes once more
    provider.is_down = False
    if registry.channels()[name].declaration.window is not None:
        for request in storm.brought(Text(who, LATER + who, "Are you there?") for who in range(PEOPLE)):
            bring(name, account_id, request)
        run_all()
    for _ in range(40):
        clock.pass_time(timedelta(minutes=1))
        sweep_all()
        run_all()
    # Then each has each answer once
    taken = sorted(text for text in provider.texts() if text.startswith("Answer"))
    assert taken == sorted(f"Answer of hour {hour}." for hour in range(8) for _ in range(PEOPLE // 4))
    with acting_as(SYSTEM):
        assert set(Delivery.objects.filter(message_id__isnull=False).values_list("progress", flat=True)) == {"sent"}


def test_every_channel_that_brings_messages_has_a_storm() -> None:
    """A channel is added with its replay."""
    channels = registry.channels().items()
    assert {name for name, it in channels if Kind.TEXT in it.declaration.carries_in} == set(STORMS)
