"""LINE from its door to her story and back: signed, redelivered, unsent, used up."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from saphan.store import clock
from saphan.voice.channels.leaving import sentences
from tests.voice.channels.doors import Door, add_door
from tests.voice.channels.given import answer, deliveries, events, her_lines, let_pass, said, stories, story, way
from tests.voice.channels.line.provider import Line
from tests.voice.channels.line.replay import ENTERED
from tests.voice.channels.payloads import payload
from tests.voice.channels.stand_in import standing_in
from tests.voice.given import Desk


@pytest.fixture
def line() -> Iterator[Line]:
    provider = Line()
    with standing_in(provider, "line"):
        yield provider


@pytest.fixture
def ours(desk: Desk, line: Line, no_pause: None) -> Door:
    return add_door(desk, "line", ENTERED)


def now(event: dict[str, Any]) -> dict[str, Any]:
    return event | {"timestamp": int(clock.now().timestamp() * 1000)}


def brings(ours: Door, *files: str) -> None:
    found = [event for file in files for event in json.loads(payload("line", file))["events"]]
    ours.bring({"destination": "Ub0", "events": [now(event) for event in found]})


def texts(line: Line) -> list[str]:
    return [each["messages"][0]["text"] for each in line.taken]


def test_a_sticker_then_text_is_one_story_and_the_sticker_is_answered_kindly(ours: Door, line: Line) -> None:
    # When a Thai worker sends a sticker, and then says what it is about
    brings(ours, "sticker.json")
    brings(ours, "text.json")
    # Then both stand in one story; of the sticker she was told in the desk's first language, and from her words on we
    # write to her in hers: here, that nobody speaks it
    assert len(stories()) == 1
    assert [(each.kind, each.text) for each in her_lines()] == [("sticker", ""), ("text", "ยังไม่ได้ค่าจ้างสองเดือน")]
    kind = (sentences.HELLO, sentences.NOT_CARRIED["sticker"])
    in_hers = sentences.written(sentences.SPEAKS_NOBODY, "th", 0, {"language": "ไทย"})[0]
    assert texts(line) == [*(sentences.written(code, "my", 0, {})[0] for code in kind), in_hers]
    assert story().language == "th"


def test_what_is_brought_again_is_taken_once(ours: Door) -> None:
    brings(ours, "text.json")
    brings(ours, "text_again.json", "text.json")
    assert said() == ["ยังไม่ได้ค่าจ้างสองเดือน"]


def test_verify_and_what_says_nothing_are_acknowledged(ours: Door) -> None:
    for file in ("verify.json", "beacon.json", "group_edited.json"):
        assert ours.post(payload("line", file)).status_code == 200
    assert events() == []


def test_what_she_unsends_is_gone_from_her_story(ours: Door) -> None:
    brings(ours, "text.json")
    brings(ours, "unsend.json")
    assert "ค่าจ้าง" not in "".join(said())


def test_of_a_group_nothing_is_kept_and_it_is_answered_once_for_nothing(ours: Door, line: Line) -> None:
    line.reply_tokens.add(json.loads(payload("line", "join.json"))["events"][0]["replyToken"])
    brings(ours, "join.json")
    brings(ours, "group_text.json")
    assert stories() == [] and line.used == 0
    assert len(texts(line)) == 1 and "groups" in texts(line)[0]


def test_a_used_up_month_loses_nothing(desk: Desk, ours: Door, line: Line) -> None:
    # Given she wrote, and said that everything may be written; and the month's number is used up
    brings(ours, "text.json")
    answer(desk)
    brings(ours, "postback.json")
    assert way().may_write == "neutral"
    line.used = line.quota
    # When the desk answers again, then it waits, and the desk is told of the trouble
    before = len(line.taken)
    answer(desk, "There is more.")
    assert len(line.taken) == before
    # And when the month is over, it goes out
    line.used = 0
    let_pass(hours=2)
    assert len(line.taken) > before
    assert {row.progress for row in deliveries()} == {"sent", "cancelled"}


def test_whoever_unfollows_is_not_written_to(desk: Desk, ours: Door, line: Line) -> None:
    brings(ours, "text.json")
    before = len(line.taken)
    brings(ours, "unfollow.json")
    answer(desk)
    assert len(line.taken) == before and way().closed_on is not None
