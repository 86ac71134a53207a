"""What is kept of where a story came from, and that nobody but the system reads it."""

from uuid import uuid4

import pytest

from saphan.languages.fingerprint import likeness
from saphan.store import System, acting_as, clock
from saphan.voice.inbound import Handle
from saphan.voice.models import Trace
from saphan.voice.traces import marks
from saphan.voice.traces.selectors import StoryTraces, traces_of
from tests.languages.test_fingerprint import LONG
from tests.voice.given import Desk, a_voice

pytestmark = pytest.mark.django_db
NUMBER = Handle("whatsapp", "+66812345678")
SYSTEM = System("test")


def test_a_story_without_a_row_has_its_beginning_and_its_channel(desk: Desk) -> None:
    story = a_voice(desk).conversation_id
    with acting_as(SYSTEM):
        Trace.objects.filter(conversation_id=story).delete()
        found = traces_of([story, uuid4()])
    assert found == {story: StoryTraces(began=int(clock.now().timestamp() // 3600), channel="web")}


def test_a_row_is_read_as_sets_of_marks(desk: Desk) -> None:
    story, message = a_voice(desk).conversation_id, uuid4()
    kept = {
        "began": 1,
        "sources": marks.marks_of("door", "poster"),
        "handles": marks.of_handle(NUMBER),
        "phones": marks.of_phone(NUMBER),
        "browsers": marks.marks_of("browser", "token"),
        "texts": marks.of_text(message, LONG["en"]),
    }
    with acting_as(SYSTEM):
        Trace.objects.filter(conversation_id=story).delete()
        Trace.objects.create(conversation_id=story, desk_id=desk.id, key_version=1, **kept)
        found = traces_of([story])[story]
    assert (found.began, found.source, found.met) == (1, kept["sources"][0], False)  # type: ignore[index]
    assert {len(mark) for mark in (found.source, *found.handles, *found.phones, *found.browsers)} == {8}
    assert found.handles == frozenset(marks.of_handle(NUMBER))
    assert [likeness(each, marks.signature_in(marks.of_text(uuid4(), LONG["en"])[0])) for each in found.texts] == [1.0]


def test_a_telephone_number_is_no_account(desk: Desk) -> None:
    """Anybody can type one, and room-mates share it: it meets as a number, which excuses and limits reach."""
    typed = Handle("phone", NUMBER.value)
    assert marks.of_handle(typed) == []
    assert marks.of_phone(typed) == marks.of_phone(NUMBER) != []
