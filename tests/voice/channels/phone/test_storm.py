"""Many calls by few people, each brought twice and in any order: `make test-long` brings ten thousand."""

import random
from datetime import datetime

import pytest

from saphan.casework.call_queue import queue
from saphan.store.tasks import run_waiting
from tests.voice.channels.given import her_lines, stories
from tests.voice.channels.phone.spoken import RECORDING, spoken
from tests.voice.channels.replaying import GROUND, MESSAGES, PEOPLE, run_all
from tests.voice.channels.sms.provider import Twilio
from tests.voice.channels.stand_in import StandIn
from tests.voice.channels.twilio_desk import OURS, Number
from tests.voice.given import Desk, open_desk

MISSED = 1 << 64  # calls from here on are missed ones


@pytest.fixture
def desk(request: pytest.FixtureRequest, day_one: datetime) -> Desk:
    request.getfixturevalue(GROUND)
    return open_desk()


def test_doubled_and_shuffled_each_call_counts_once(line: Number, there: StandIn, twilio: Twilio, desk: Desk) -> None:
    # Given calls of twenty people: each speaks messages and gives missed calls, all brought twice
    each_gives = max(MESSAGES // (2 * PEOPLE), 1)
    brought: list[tuple[str, dict[str, str]]] = []
    for place in range(PEOPLE * each_gives):
        who = {"CallSid": f"CA{place:032x}", "From": f"+668000000{place % PEOPLE:02}", "To": OURS}
        path = RECORDING[:-6] + f"{place:06x}"
        twilio.files[path + ".mp3"] = (spoken(), "audio/mpeg")
        recorded = {"RecordingUrl": there.url + path, "RecordingDuration": "9"}
        brought.append(("step=recorded&lang=my", who | recorded))
        brought.append(("step=status", who | {"CallSid": f"CA{MISSED + place:032x}", "CallStatus": "no-answer"}))
    every = brought * 2
    chance = random.Random(6)
    chance.shuffle(every)
    # When they come in any order, while tasks run now and then
    for query, form in every:
        assert line.post(form, query).status_code == 200
        if chance.random() < 0.02:
            run_waiting(chance.randrange(20))
    run_all()
    # Then each person has one story with all her calls, and waits to be rung once
    assert len(stories()) == PEOPLE == len(queue(desk.caseworker))
    for each in stories():
        kinds = [said.kind for said in her_lines(each)]
        assert sorted(kinds) == ["call"] * each_gives + ["voice"] * each_gives
        assert sum(len(said.attachments) for said in her_lines(each)) == each_gives
