"""What cannot be read holds nothing else up, and is read again after an upgrade."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from saphan.config import receiving
from saphan.network.models import Role
from saphan.network.models import Staff as Person
from saphan.network.services import OURSELVES
from saphan.store import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import reading_again
from saphan.voice.channels.arriving.packing import pack_request, unpack_request
from saphan.voice.channels.contract import Account, Channel, NotRead, Received
from saphan.voice.channels.events import Event, Parsed, Said, Unread
from saphan.voice.channels.in_parts import each_once, read_each
from saphan.voice.channels.models import InboundEvent
from saphan.voice.channels.signing import hmac_base64
from tests.signed_in import sign_in
from tests.voice.channels.given import SYSTEM, Bot, events, said, stories
from tests.voice.channels.payloads import AT, account, payload, received

LAMP = {"type": "lamp", "source": {"type": "user", "userId": "U1"}}


def line_events(*files: str) -> list[Any]:
    return [event for file in files for event in json.loads(payload("line", file))["events"]]


def parsed(name: str, content: object) -> tuple[Parsed, ...]:
    return registry.channels()[name].parse(received(name, json.dumps(content).encode()), account(name))


def only_unread(found: Sequence[Parsed]) -> list[Unread]:
    return [each for each in found if isinstance(each, Unread)]


def test_a_part_that_no_page_describes_is_kept_beside_what_was_read() -> None:
    found = parsed("line", {"events": [*line_events("text.json"), LAMP, *line_events("sticker.json")]})
    assert [type(each) for each in found] == [Said, Unread, Said]
    (lamp,) = only_unread(found)
    assert json.loads(lamp.body) == {"events": [LAMP]}, "a request of its own, to be read when the parser is mended"


def test_alone_it_is_the_whole_request_that_is_not_read() -> None:
    with pytest.raises(NotRead):
        parsed("line", {"events": [LAMP]})


def _messenger(spoil: Callable[[dict[str, Any]], None]) -> tuple[Parsed, ...]:
    content = json.loads(payload("messenger", "batch.json"))
    spoil(content["entry"][0]["messaging"][0])
    return parsed("messenger", content)


def test_one_message_that_is_broken_does_not_hold_up_those_of_others_in_messenger() -> None:
    whole = parsed("messenger", json.loads(payload("messenger", "batch.json")))
    found = _messenger(lambda item: item.update(timestamp="never"))
    (broken,) = only_unread(found)
    assert {each for each in found if each != broken} == set(whole), "the batch brings the first one twice"
    assert json.loads(broken.body)["object"] == "page"


def test_one_message_that_is_broken_does_not_hold_up_those_of_others_in_whatsapp() -> None:
    content = json.loads(payload("whatsapp", "batch.json"))
    whole = parsed("whatsapp", content)
    value = content["entry"][0]["changes"][0]["value"]
    value["messages"][0]["timestamp"] = "never"
    found = parsed("whatsapp", content)
    (broken,) = only_unread(found)
    assert {each for each in found if each != broken} == set(whole), "the batch brings the first one twice"
    alone = json.loads(broken.body)
    mended = alone["entry"][0]["changes"][0]["value"]
    assert mended["metadata"] == value["metadata"] and len(mended["messages"]) == 1 and "statuses" not in mended
    mended["messages"][0]["timestamp"] = "1772441891"
    assert [type(each) for each in parsed("whatsapp", alone)] == [type(whole[0])]


def test_parts_are_read_one_by_one() -> None:
    def read(part: str) -> tuple[Event, ...]:
        if part == "lamp":
            raise KeyError(part)
        return (Said(part, AT, None, part),)

    found = read_each(("a", "lamp", "b", "a"), read, lambda part: [part], AT)
    assert [each.id for each in each_once(found)] == ["a", found[1].id, "b"]
    assert each_once(()) == ()
    with pytest.raises(NotRead):
        each_once(read_each(("lamp",), read, lambda part: [part], AT))


def test_a_request_is_kept_with_its_query_and_older_ones_without() -> None:
    query = (("step", "2"), ("language", "my"))
    assert unpack_request(pack_request(query, b"\x00\xffbody")) == (query, b"\x00\xffbody")
    assert unpack_request(b'{"as": "kept before"}') == ((), b'{"as": "kept before"}')


# Through the house


def mends(monkeypatch: pytest.MonkeyPatch, bot: Bot, parse: Callable[[Received, Account], tuple[Parsed, ...]]) -> None:
    """From now on the channel reads so."""
    found: Channel = replace(registry.channels()["telegram"], parse=parse)
    monkeypatch.setattr(registry, "channel", lambda name: found)
    accounts.remembered.clear()


def lead(bot: Bot) -> Staff:
    return Staff(bot.desk.lead_id, bot.desk.id, frozenset({Role.LEAD.value}))


def a_lamp(bot: Bot) -> None:
    assert bot.post(b'{"update_id": 7, "message": {"chat": "lamp"}}').status_code == 200


def reads_lamps(received: Received, account: Account) -> tuple[Parsed, ...]:
    if received.json()["message"]["chat"] != "lamp":
        raise NotRead
    return (Said("7", received.at, None, "They lock the gate"),)


def test_after_an_upgrade_it_is_read_again_and_nothing_of_it_is_left(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given something that could not be read
    a_lamp(bot)
    assert reading_again.how_many(lead(bot)) == 1
    # When it is tried before the parser is mended, then it stays
    assert reading_again.read_again(by=lead(bot), desk_id=bot.desk.id) == reading_again.ReadAgain(0, 1)
    assert [event.stage for event in events()] == ["unread"]
    # When it is tried afterwards
    mends(monkeypatch, bot, reads_lamps)
    assert reading_again.read_again(by=lead(bot), desk_id=bot.desk.id) == reading_again.ReadAgain(1, 0)
    run_waiting()
    # Then it stands in a story, once, and nowhere else
    assert said() == ["They lock the gate"]
    assert {(event.stage, bytes(event.sealed)) for event in events()} == {("done", b"")}
    reading_again.read_again(by=lead(bot), desk_id=bot.desk.id)
    run_waiting()
    assert said() == ["They lock the gate"] and reading_again.how_many(lead(bot)) == 0


def test_a_fault_while_reading_again_leaves_it_where_it_is(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> tuple[Parsed, ...]:
        raise ZeroDivisionError

    a_lamp(bot)
    mends(monkeypatch, bot, broken)
    assert reading_again.read_again(by=lead(bot), desk_id=bot.desk.id).left == 1
    assert len(events(stage="unread")) == 1


def test_what_its_story_could_not_take_is_tried_anew(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given an event that failed until it was given up
    bot.bring(bot.update(message=bot.message("They lock the gate")))
    with acting_as(SYSTEM):
        InboundEvent.objects.update(stage="unread", tries=20)
    # When it is read again
    assert reading_again.read_again(by=lead(bot), desk_id=bot.desk.id).read == 1
    run_waiting()
    # Then it stands in her story
    assert said() == ["They lock the gate"]
    assert [event.tries for event in events()] == [0]


def test_the_part_of_a_batch_is_read_again_alone(bot: Bot) -> None:
    secret = "0123456789abcdef0123456789abcdef"
    entered = {"token": "a" * 170, "secret": secret}
    ours = accounts.add_account(desk_id=bot.desk.id, channel="line", name="L", entered=entered, by=OURSELVES)
    body = json.dumps({"events": [*line_events("text.json"), LAMP]}).encode()
    for _ in range(2):
        headers = {"X-Line-Signature": hmac_base64(body, secret)}
        answer = Client().post(f"/in/line/{ours}/", body, content_type="application/json", headers=headers)
        assert answer.status_code == 200
    run_waiting()
    assert len(stories()) == 1, "what was read is not held up"
    (lamp,) = events(stage="unread")
    assert b"lamp" not in bytes(lamp.sealed)
    assert reading_again.read_again(by=lead(bot), desk_id=bot.desk.id).left == 1


def test_who_does_not_set_up_channels_reads_nothing_again(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    a_lamp(bot)
    mends(monkeypatch, bot, reads_lamps)
    for by in (bot.desk.caseworker, Staff(bot.desk.lead_id, bot.account_id, frozenset({Role.LEAD.value}))):
        with pytest.raises(NotAllowed):
            reading_again.read_again(by=by, desk_id=bot.desk.id)
    with pytest.raises(NotAllowed):
        reading_again.how_many(bot.desk.caseworker)
    assert [event.stage for event in events()] == ["unread"] and stories() == []


def test_by_command_every_desk_is_read_again(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    receiving.read_again()
    assert capsys.readouterr().out == "0 read again, 0 still cannot be read.\n"
    a_lamp(bot)
    receiving.read_again()
    mends(monkeypatch, bot, reads_lamps)
    receiving.read_again()
    assert capsys.readouterr().out.split("\n")[:2] == [
        "0 read again, 1 still cannot be read.",
        "1 read again, 0 still cannot be read.",
    ]
    run_waiting()
    assert said() == ["They lock the gate"]


def test_a_lead_sees_it_on_the_page_and_presses_once(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in(Client(), Person.objects.get(id=bot.desk.lead_id))
    assert "could not be read" not in client.get("/desk/channels/").content.decode()
    a_lamp(bot)
    assert "1 thing that came in could not be read" in client.get("/desk/channels/").content.decode()
    mends(monkeypatch, bot, reads_lamps)
    assert client.post("/desk/channels/unread/").status_code == 302
    run_waiting()
    assert said() == ["They lock the gate"]
