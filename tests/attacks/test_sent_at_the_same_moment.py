"""The same report from another system several times at one moment: one voice, and every answer is the same."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from saphan.store import System as SystemCaller
from saphan.store import acting_as
from saphan.store.tasks import run_waiting
from saphan.voice.models import Conversation, Message
from tests.signed_in import open_desk
from tests.voice.systems import REPORT, System, make_key

AT_ONCE = 6


def test_one_voice_and_one_answer(fresh_database: str) -> None:
    key = make_key(open_desk()).key

    def send(number: int) -> tuple[int, bytes]:
        try:
            answer = System(key).send(once="the-same-for-everyone")
            return answer.status_code, answer.content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as senders:
        answers = set(senders.map(send, range(AT_ONCE)))
    assert {status for status, _ in answers} == {202}
    assert len(answers) == 1
    assert kept() == 1
    assert run_waiting() == 2, "one reads it, and one finds who answers it"


def test_of_two_different_reports_with_one_key_the_first_stands(fresh_database: str) -> None:
    key = make_key(open_desk()).key

    def send(text: str) -> int:
        try:
            return System(key).send({**REPORT, "text": text}, once="the-same-for-everyone").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as senders:
        assert sorted(senders.map(send, ("pay is late", "the door is locked"))) == [202, 409]
    assert kept() == 1


def kept() -> int:
    with acting_as(SystemCaller("test.count")):
        assert Message.objects.count() == Conversation.objects.count()
        return Conversation.objects.count()
