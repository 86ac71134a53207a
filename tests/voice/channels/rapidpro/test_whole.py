"""A flow of RapidPro through the house: her words in, what she allowed out, and what a revoked token means."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from saphan.network.services import OURSELVES
from saphan.store import acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.leaving import sending
from saphan.voice.channels.models import ChannelAccount
from saphan.voice.models import Conversation
from tests.voice.channels.given import SYSTEM, answer, deliveries, events, let_pass, said, stories, way
from tests.voice.channels.payloads import all_payloads, payload
from tests.voice.channels.rapidpro.provider import TOKEN, RapidPro
from tests.voice.channels.rapidpro.replay import ENTERED, HANDLES, SECRET, brought
from tests.voice.channels.replaying import Text
from tests.voice.channels.stand_in import standing_in
from tests.voice.given import Desk


@pytest.fixture
def service() -> Iterator[RapidPro]:
    playing = RapidPro()
    with standing_in(playing, "rapidpro"):
        yield playing


@pytest.fixture
def flow(desk: Desk, service: RapidPro, monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))
    return accounts.add_account(desk_id=desk.id, channel="rapidpro", name="Line", entered=ENTERED, by=OURSELVES)


def bring(flow: UUID, body: bytes, secret: str = SECRET) -> int:
    headers = {"Authorization": f"Token {secret}"}
    answered = Client().post(f"/in/rapidpro/{flow}/", body, content_type="application/json", headers=headers)
    run_waiting()
    return answered.status_code


def says(flow: UUID, number: int, text: str) -> None:
    (sent,) = brought([Text(0, number, text)])
    assert bring(flow, sent.body) == 200


def test_she_writes_is_asked_and_answered_as_she_allowed(flow: UUID, service: RapidPro, desk: Desk) -> None:
    # When she writes and the desk answers
    says(flow, 1, "They keep my passport")
    assert said() == ["They keep my passport"]
    answer(desk)
    # Then she is asked first what may be written there, and answers with a number
    assert service.texts()[-1].endswith("Send the number.") and "We can help you." not in service.texts()
    says(flow, 2, "1")
    assert service.texts()[-1] == "We can help you."
    assert {sent["contact"] for sent in service.taken} == {HANDLES[0]}
    assert said() == ["They keep my passport"], "her answer is kept as one, and not as words"


def test_a_revoked_token_loses_nothing(flow: UUID, service: RapidPro, desk: Desk) -> None:
    says(flow, 1, "They keep my passport")
    says(flow, 2, "0")
    answer(desk)
    says(flow, 3, "1")
    # Given a token that the service does not know any more
    accounts.change_account(account_id=flow, entered={"token": "f" * 40}, by=OURSELVES)
    answer(desk, "Come on Monday.")
    with acting_as(SYSTEM):
        assert ChannelAccount.objects.get().trouble
    assert "Come on Monday." not in service.texts()
    # When the desk enters the new one, then it goes out once
    accounts.change_account(account_id=flow, entered={"token": TOKEN}, by=OURSELVES)
    let_pass(minutes=10)
    assert service.texts().count("Come on Monday.") == 1


def test_a_contact_that_is_gone_closes_the_way(flow: UUID, service: RapidPro, desk: Desk) -> None:
    says(flow, 1, "They keep my passport")
    service.gone = {HANDLES[0]}
    answer(desk)
    let_pass(minutes=5)
    assert way().closed_on is not None
    assert "sent" not in {each.progress for each in deliveries() if each.message_id}


def look_again() -> None:
    """Until the next full ten minutes, and a while beyond."""
    for _ in range(12):
        let_pass(minutes=1)


def progress() -> list[str]:
    return [each.progress for each in deliveries() if each.message_id]


def test_how_far_an_answer_came_is_asked_for(flow: UUID, service: RapidPro, desk: Desk) -> None:
    # Given an answer that the service took
    says(flow, 1, "They keep my passport")
    answer(desk)
    says(flow, 2, "1")
    name = f"m-{len(service.taken)}"
    assert service.texts()[-1] == "We can help you." and progress() == ["sent"]
    # When it cannot be asked, or has it on its way, nothing changes
    service.is_down = True
    look_again()
    service.is_down, service.states = False, {name: "errored", "m-of-others": "failed"}
    look_again()
    assert progress() == ["sent"]
    # When it arrived, that is seen
    service.states[name] = "delivered"
    look_again()
    assert progress() == ["delivered"]
    # And nothing is asked any more
    service.left, before = 0, service.asked_after
    look_again()
    assert service.asked_after == before


def test_an_answer_that_failed_there_comes_back_to_the_desk(flow: UUID, service: RapidPro, desk: Desk) -> None:
    says(flow, 1, "They keep my passport")
    answer(desk)
    says(flow, 2, "1")
    with acting_as(SYSTEM):
        assert Conversation.objects.get().status == "answered"
    service.states = {f"m-{len(service.taken)}": "failed"}
    look_again()
    assert progress() == ["failed"] and len(service.taken) == service.texts().index("We can help you.") + 1
    with acting_as(SYSTEM):
        assert Conversation.objects.get().status == "waiting"


def test_an_answer_of_which_nothing_is_heard_for_two_days_is_not_asked_for(
    flow: UUID, service: RapidPro, desk: Desk
) -> None:
    says(flow, 1, "They keep my passport")
    answer(desk)
    says(flow, 2, "1")
    clock.pass_time(timedelta(days=3))
    look_again()
    assert service.asked_after is None


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x"])
def test_who_does_not_know_the_secret_changes_nothing(flow: UUID, secret: str) -> None:
    assert bring(flow, payload("rapidpro", "text.json"), secret) == 403
    assert events() == [] and stories() == []


@pytest.mark.parametrize("file", all_payloads("rapidpro"))
def test_every_payload_is_taken_in_without_a_fault(flow: UUID, file: str, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert bring(flow, payload("rapidpro", file)) == 200
    assert {event.stage for event in events()} <= {"done", "files"}
    assert "not taken in" not in caplog.text and len(stories()) <= 1
