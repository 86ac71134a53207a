"""What holds for every text, code and send, not only for those we thought of."""

from contextlib import suppress
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saphan.languages.writing import clean
from saphan.store import System, acting_as
from saphan.vault import codes
from saphan.voice.inbound import Inbound
from saphan.voice.intake import NothingSaid, accept
from saphan.voice.media import MediaRefused, read_media
from saphan.voice.models import Conversation, Message
from saphan.voice.numbers import NotRead, read_number
from saphan.voice.selectors import thread
from tests.voice.given import Desk

in_the_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
bodies = st.text(alphabet="0123456789", min_size=15, max_size=15)
STARTS = [b"", b"\0\0\0\x14ftypM4A ", b"OggS", b"RIFF\0\0\0\0WAVE", b"ID3", b"\xff\xd8\xff"]
signs = st.text(st.characters(), max_size=300)


@given(bodies, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(body: str, at: int, more: int) -> None:
    code = f"{body}{codes.check_digit(body)}"
    wrong = code[:at] + str((int(code[at]) + more) % 10) + code[at + 1 :]
    with pytest.raises(codes.Mistyped):
        codes.read_code(wrong)


@given(bodies, st.integers(0, 14))
def test_two_neighbours_exchanged_are_always_noticed(body: str, at: int) -> None:
    code = f"{body}{codes.check_digit(body)}"
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    if swapped != code:
        with pytest.raises(codes.Mistyped):
            codes.read_code(swapped)


@given(bodies, st.sampled_from("0၀๐០०০"), st.sampled_from(["", " ", "-", "\u00a0"]))
def test_a_code_is_read_in_every_script_with_any_gaps(body: str, zero: str, gap: str) -> None:
    code = f"{body}{codes.check_digit(body)}"
    typed = gap.join(chr(ord(zero) + int(digit)) for digit in code)
    assert codes.read_code(typed) == code


@given(signs)
def test_any_text_is_either_a_code_or_mistyped(typed: str) -> None:
    with suppress(codes.Mistyped):
        assert codes.check_digit(codes.read_code(typed)) == 0


@given(signs)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\0" not in once and "\r" not in once
    once.encode()


@given(signs)
def test_any_text_is_a_number_or_not_and_never_breaks(typed: str) -> None:
    with suppress(NotRead):
        assert read_number(typed, "TH").startswith("+")


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\0\0\0\x14ftypM4A ", b"OggS", b"RIFF\0\0\0\0WAVE", b"ID3", b"\xff\xd8\xff"]),
)
def test_any_bytes_are_a_file_or_refused_and_never_break(content: bytes, start: bytes) -> None:
    with suppress(MediaRefused):
        read_media(start + content, largest=300)


@pytest.mark.django_db
@in_the_database
@given(text=signs, times=st.integers(1, 3))
def test_a_send_is_kept_once_however_often_it_comes(desk: Desk, text: str, times: int) -> None:
    once = str(uuid4())
    sends = [Inbound(desk.id, "web", "my", once=once, text=text)] * times
    try:
        answers = {(answer.conversation_id, answer.claim_code) for answer in map(accept, sends)}
    except NothingSaid:
        assert not clean(text)
        return
    ((conversation_id, _),) = answers
    with acting_as(System("test")):
        assert Conversation.objects.filter(id=conversation_id).count() == 1
        assert Message.objects.filter(conversation_id=conversation_id).count() == 1
    (line,) = thread(desk.caseworker, conversation_id).messages
    assert line.text == text.replace("\0", "")
