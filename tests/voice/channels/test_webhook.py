"""The one door for providers: signed or shut, kept before it is acknowledged, once however often it is brought."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import Error as DatabaseError

from saphan.network import services as network
from saphan.network.services import OURSELVES
from saphan.store import Staff, acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.voice.channels import registry, webhook
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import reading_again
from saphan.voice.channels.contract import Account, Answer, Received
from saphan.voice.channels.events import Said
from saphan.voice.channels.models import InboundEvent
from tests.voice.channels.given import SYSTEM, Bot, events, said, stories
from tests.voice.channels.payloads import all_payloads, payload
from tests.voice.given import waiting_tasks


def test_what_is_acknowledged_is_kept_sealed_and_waits_for_its_task(bot: Bot) -> None:
    # When she writes
    answer = bot.bring(bot.update(message=bot.message("They lock the gate")))
    # Then it is acknowledged, it stands sealed, and nothing of it in the task
    assert (answer.status_code, answer.content) == (200, b"")
    (event,) = events()
    assert (event.kind, event.stage) == ("said", "waiting")
    assert b"gate" not in bytes(event.sealed) and b"7001001" not in bytes(event.sealed)
    assert ("voice.take_in", {"event_id": str(event.id)}) in waiting_tasks()
    # And when the task ran, it stands in her story and nowhere else
    run_waiting()
    assert said() == ["They lock the gate"]
    assert [(each.stage, bytes(each.sealed)) for each in events()] == [("done", b"")]


@pytest.mark.parametrize("secret", ["", "wrong", "s3cret-of-our-addres", "s3cret-of-our-address "])
def test_who_is_not_signed_changes_nothing(bot: Bot, secret: str) -> None:
    answer = bot.post(json.dumps(bot.update(message=bot.message("hello"))).encode(), secret=secret)
    assert (answer.status_code, answer.content) == (403, b"")
    assert events() == [] and waiting_tasks() == []


def test_another_account_and_another_channel_are_not_there(bot: Bot) -> None:
    body = json.dumps(bot.update(message=bot.message("hello"))).encode()
    for address in (f"/in/line/{bot.account_id}/", "/in/telegram/00000000-0000-0000-0000-000000000001/", "/in/x/y/"):
        assert bot.client.post(address, body, content_type="application/json").status_code == 404
    assert events() == []


def test_an_account_that_ended_takes_nothing_and_opens_nothing(bot: Bot) -> None:
    accounts.end_account(account_id=bot.account_id, by=OURSELVES)
    assert bot.bring(bot.update(message=bot.message("hello"))).status_code == 404
    assert accounts.opened(bot.account_id) is None


def test_what_came_before_the_account_ended_is_taken_in(bot: Bot) -> None:
    bot.bring(bot.update(message=bot.message("hello")))
    accounts.end_account(account_id=bot.account_id, by=OURSELVES)
    run_waiting()
    assert said() == ["hello"]


def test_an_account_without_its_secret_is_shut(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even were the channel to say yes."""
    # Given an account with a token and no secret, and a channel that lets everybody in
    found = accounts.opened(bot.account_id)
    assert found is not None
    careless = replace(found.channel, verify=lambda received, account: True)
    without = replace(found.account, settings={"token": "1"})
    shut = replace(found, channel=careless, account=without)
    monkeypatch.setattr(accounts, "opened", lambda *a, **k: shut)
    # When somebody writes, then nobody is let in
    assert bot.bring(bot.update(message=bot.message("hello"))).status_code == 403
    assert events() == []


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head", "options"])
def test_other_ways_in_are_none(bot: Bot, method: str) -> None:
    assert getattr(bot.client, method)(bot.address).status_code == 405


def test_a_huge_request_is_refused_before_it_is_read(bot: Bot) -> None:
    body = json.dumps(bot.update(message=bot.message("x" * 1_100_000))).encode()
    assert bot.post(body).status_code == 413
    assert events() == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b'{"update_id": 5, "message": {"te'])
def test_what_was_cut_is_asked_for_again(bot: Bot, body: bytes) -> None:
    assert bot.post(body).status_code == 400
    assert events() == []


def test_fewer_bytes_than_announced_are_cut(bot: Bot) -> None:
    body = json.dumps(bot.update(message=bot.message("hello"))).encode()
    assert bot.post(body, CONTENT_LENGTH="many").status_code == 400
    assert events() == []
    short = SimpleNamespace(META={"CONTENT_LENGTH": "50"}, body=body[:20])
    with pytest.raises(webhook._Refused) as refused:
        webhook._body(short, 1000)  # type: ignore[arg-type]
    assert refused.value.answer.status == 400


def test_what_no_page_describes_is_kept_sealed_until_somebody_can_read_it(bot: Bot) -> None:
    # Given something well signed that we do not know, twice
    for _ in range(2):
        assert bot.post(b'{"update_id": 7, "message": {"chat": "lamp"}}').status_code == 200
    assert bot.post(b"[]").status_code == 200
    # Then it is kept once, and it is her secret all the same
    event, _ = events()
    assert (event.kind, event.stage) == ("unread", "unread")
    assert b"lamp" not in bytes(event.sealed)
    run_waiting()
    assert stories() == []


def test_a_fault_of_ours_loses_nothing(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("lamp")

    found = accounts.opened(bot.account_id)
    assert found is not None
    channel = replace(found.channel, parse=broken)  # type: ignore[arg-type]
    monkeypatch.setattr(registry, "channel", lambda name: channel)
    assert bot.bring(bot.update(message=bot.message("lamp"))).status_code == 200
    assert [event.stage for event in events()] == ["unread"]
    assert "ZeroDivisionError" in caplog.text and "lamp" not in caplog.text


def test_what_a_parser_makes_and_nobody_can_keep_is_kept_as_it_came(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A name that no keyed hash can be made of: else the provider would bring it for ever, and nothing after it."""
    # Given a request whose event has half a letter in its name
    half = Said("lamp \ud800", clock.now(), None, "lamp")
    channel = replace(registry.channels()["telegram"], parse=lambda *_: (half,))
    monkeypatch.setattr(registry, "channel", lambda name: channel)
    # When it comes, then it is kept sealed
    assert bot.bring(bot.update(message=bot.message("lamp"))).status_code == 200
    assert [event.stage for event in events()] == ["unread"]
    assert "UnicodeEncodeError" in caplog.text and "lamp" not in caplog.text
    # And reading it again holds up no other
    lead = Staff(bot.desk.lead_id, bot.desk.id, frozenset({"lead"}))
    assert reading_again.read_again(by=lead, desk_id=bot.desk.id) == reading_again.ReadAgain(0, 1)


def test_when_nothing_can_be_kept_the_provider_keeps_it(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(webhook.inbox, "keep", away)
    assert bot.bring(bot.update(message=bot.message("hello"))).status_code == 503


def test_doubled_is_once(bot: Bot) -> None:
    # Given the same update three times, before and after its task
    update = bot.update(message=bot.message("No pay"))
    bot.bring(update)
    bot.bring(update)
    run_waiting()
    bot.bring(update)
    run_waiting()
    # Then she said it once
    assert said() == ["No pay"]
    assert len(events()) == 1


def test_what_happens_twice_at_the_worst_moment_is_once(bot: Bot) -> None:
    """The row of the inbox was lost, as after a change of keys: the receipt still knows it."""
    update = bot.says("No pay")
    with acting_as(SYSTEM):
        InboundEvent.objects.all().delete()
    bot.bring(update)
    run_waiting()
    assert said() == ["No pay"]
    assert len(stories()) == 1


def test_no_cookie_no_session_and_nothing_to_keep_comes_back(bot: Bot) -> None:
    answer = bot.bring(bot.update(message=bot.message("hello")))
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_challenge_is_answered_where_the_channel_has_one(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def challenge(received: Received, account: Account) -> Answer | None:
        right = received.asked("hub.verify_token") == account["secret"]
        return Answer(200, "text/plain", received.asked("hub.challenge").encode()) if right else None

    channel = replace(registry.channels()["telegram"], challenge=challenge)
    monkeypatch.setattr(registry, "channel", lambda name: channel)
    right = bot.client.get(f"{bot.address}?hub.verify_token=s3cret-of-our-address&hub.challenge=1158")
    assert (right.status_code, right.content) == (200, b"1158")
    assert bot.client.get(f"{bot.address}?hub.verify_token=x&hub.challenge=1158").status_code == 403


def test_a_pressed_button_is_told_so_in_the_same_answer(bot: Bot) -> None:
    answer = bot.post(payload("telegram", "button.json"))
    assert json.loads(answer.content)["method"] == "answerCallbackQuery"
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("file", all_payloads("telegram"))
def test_every_payload_is_taken_in_without_a_fault(bot: Bot, file: str, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert bot.post(payload("telegram", file)).status_code == 200
        run_waiting()
    assert [event.stage for event in events() if event.stage not in ("done", "files", "waiting")] == []
    assert "not taken in" not in caplog.text
    assert len(stories()) <= 1


def test_a_frozen_desk_still_takes_what_she_says_and_sends_nothing(bot: Bot, provider: object) -> None:
    lead = Staff(bot.desk.lead_id, bot.desk.id, frozenset({"lead"}))
    network.freeze_desk(by=lead)
    bot.says("They are here")
    bot.says("hello", chat={"id": -1009, "type": "group", "title": "Night line"})
    assert said() == ["They are here"]
    assert provider.taken == []  # type: ignore[attr-defined]


def test_an_account_is_looked_up_once_a_second_and_anew_when_it_changed(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an account that has just brought something
    seen: list[object] = []
    look = accounts.opened
    monkeypatch.setattr(accounts, "opened", lambda *a, **k: (seen.append(a), look(*a, **k))[1])
    for number in range(3):
        assert bot.bring(bot.update(message=bot.message(f"message {number}"))).status_code == 200
    assert len(seen) == 1
    # When it is ended here, then it is shut at once
    accounts.end_account(account_id=bot.account_id, by=OURSELVES)
    assert bot.bring(bot.update(message=bot.message("late"))).status_code == 404
