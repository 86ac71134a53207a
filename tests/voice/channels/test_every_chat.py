"""What holds for the chat of every other company: each payload is known, each request proven, each message whole.

A channel that has `kinds.py` is one. What only one of them does stands in its own tests.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest

from saphan.voice.channels.contract import Choice, Cut, Failed, Sent
from saphan.voice.channels.events import Said, Why
from saphan.voice.channels.lengths import cut, utf16_units
from saphan.voice.channels.registry import channels
from saphan.voice.channels.wire import NoAnswer
from tests.voice.channels.asking import told
from tests.voice.channels.payloads import account, all_payloads, payload, received
from tests.voice.channels.reading import Reader
from tests.voice.channels.replaying import Text, storms
from tests.voice.channels.stand_in import StandIn, standing_in

HERE = "tests.voice.channels"
KINDS = {name: import_module(f"{HERE}.{name}.kinds") for name in channels() if find_spec(f"{HERE}.{name}.kinds")}
STORMS = storms()
WITH_KINDS = [(name, *each) for name, kinds in KINDS.items() for each in kinds.WHAT_WE_MAKE_OF_IT.items()]
SIGN_BODIES = sorted(set(KINDS) - {"telegram"})  # Telegram sends a secret along, and signs nothing
REPEATED = ("We read it 🙏. ", "လစာ မရသေးပါ။ ", "🙏🙏🙏🙏 ")


@pytest.fixture(params=sorted(KINDS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def storm(name: str) -> ModuleType:
    return STORMS[name]


# What comes in


def reader(name: str) -> Reader:
    return Reader(name, STORMS[name].ENTERED)


def test_five_are_chats() -> None:
    assert sorted(KINDS) == ["line", "messenger", "telegram", "viber", "whatsapp"]


def test_every_payload_has_its_line_there(name: str) -> None:
    assert sorted(KINDS[name].WHAT_WE_MAKE_OF_IT) == all_payloads(name)


@pytest.mark.parametrize(("name", "file", "made"), WITH_KINDS, ids=[f"{each[0]} {each[1]}" for each in WITH_KINDS])
def test_each_kind_is_known_for_what_it_is(name: str, file: str, made: tuple[str, object]) -> None:
    event = reader(name).first(file)
    found = event.kind if isinstance(event, Said) else type(event) if event else None
    assert found == made[1]


def test_no_name_and_picture_of_hers_is_taken_over(name: str) -> None:
    for file in all_payloads(name):
        kept = str([asdict(event) for event in reader(name).read(file)])
        assert not any(hers in kept for hers in ("orker", "pictures.example")), file


def test_what_is_cut_is_told_so(name: str) -> None:
    for body in (b"", b"{", payload(name, "text.json")[:-40], b"\xff\xfe", b"[" * 100_000):
        with pytest.raises(Cut):
            reader(name).parsed(body)


def test_a_huge_text_is_read_whole(name: str, storm: ModuleType) -> None:
    (brought,) = storm.brought([Text(0, 0, "က" * 200_000)])
    (event,) = reader(name).parsed(brought.body)
    assert isinstance(event, Said) and len(event.text) == 200_000


def is_let_in(name: str, body: bytes, headers: dict[str, str], **changed: str) -> bool:
    entered = {**STORMS[name].ENTERED, **changed}
    return channels()[name].verify(received(name, body, headers), account(name, **entered))


def signed(name: str, number: int = 0) -> tuple[bytes, str, str]:
    """A body, the name of the header that proves it, and the proof."""
    (brought,) = STORMS[name].brought([Text(0, number, "They lock the gate")])
    ((header, proof),) = brought.headers.items()
    return brought.body, header, proof


def test_the_right_proof_opens_and_an_account_without_secrets_is_shut(name: str) -> None:
    body, header, proof = signed(name)
    assert is_let_in(name, body, {header: proof})
    without = dict.fromkeys(channels()[name].declaration.secrets, "")
    for sent in ("", proof, "x"):
        assert not is_let_in(name, body, {header: sent}, **without)


def test_no_proof_and_a_wrong_one_open_nothing(name: str) -> None:
    body, header, proof = signed(name)
    assert not is_let_in(name, body, {})
    for wrong in ("", "wrong", proof[:-1], proof + " ", " " + proof, proof.swapcase(), "ကခ", f"sha1={proof}"):
        assert not is_let_in(name, body, {header: wrong}), wrong


@pytest.mark.parametrize("name", SIGN_BODIES)
def test_a_signature_counts_for_its_bytes_and_under_its_secret_alone(name: str) -> None:
    """Also where only a space or an escape differs: the bytes count, not what they mean."""
    body, header, proof = signed(name)
    older = signed(name, number=1)[2]
    assert not is_let_in(name, body, {header: older})
    for other in (body + b" ", json.dumps(json.loads(body), indent=1).encode(), b""):
        assert not is_let_in(name, other, {header: proof})
    renewed = {field: value[::-1] for field, value in STORMS[name].ENTERED.items()}
    assert not is_let_in(name, body, {header: proof}, **renewed)


@pytest.mark.parametrize("name", SIGN_BODIES)
def test_a_signature_in_other_letters_opens_nothing(name: str) -> None:
    body, header, proof = signed(name)
    if name == "line":
        other = base64.b64decode(proof).hex()
    else:
        other = base64.b64encode(bytes.fromhex(proof.removeprefix("sha256="))).decode()
    assert not is_let_in(name, body, {header: other})


# What goes out


@pytest.fixture
def provider(storm: ModuleType) -> Any:
    return storm.Provider()


@pytest.fixture
def there(name: str, provider: Any) -> Iterator[StandIn]:
    with standing_in(provider, name) as stand_in:
        yield stand_in


def say(name: str, there: StandIn, text: str, *, token: str = "", **more: object) -> Sent | Failed:
    entered = {**STORMS[name].ENTERED, **({"token": token} if token else {})}
    return told(name, account(name, there.url, **entered), text, STORMS[name].HANDLES[0], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("repeated", REPEATED)
def test_a_long_answer_goes_in_pieces_that_are_all_taken(
    name: str, there: StandIn, provider: Any, repeated: str
) -> None:
    # Given an answer that is longer than one message, also in signs that are four bytes or two units
    limit, measure = channels()[name].declaration.text_limit, channels()[name].declaration.measure
    long = repeated * (3 * limit // utf16_units(repeated))
    # When it is cut and sent, then every piece is taken and has a name of its own, and nothing is lost
    pieces = cut(long, limit, measure)
    outcomes = [say(name, there, piece, once=number) for number, piece in enumerate(pieces, 1)]
    assert len(pieces) > 2 and all(isinstance(each, Sent) and each.ref for each in outcomes)
    assert len({each.ref for each in outcomes if isinstance(each, Sent)}) == len(pieces)
    assert " ".join(provider.texts()).split() == long.split()


def test_what_is_too_long_or_empty_is_refused_for_good(name: str, there: StandIn, provider: Any) -> None:
    limit = channels()[name].declaration.text_limit
    for text in ("x" * (limit + 1), ""):
        outcome = say(name, there, text)
        assert isinstance(outcome, Failed) and outcome.why == Why.TERMINAL
    assert provider.texts() == []


@pytest.mark.parametrize("length", [1, 40])
def test_as_many_choices_as_we_say_are_taken_and_each_can_be_read_whole(name: str, there: StandIn, length: int) -> None:
    count = channels()[name].declaration.buttons
    choices = tuple(Choice(f"choice_{number}", chr(0x1000 + number) * length) for number in range(count))
    assert isinstance(say(name, there, "Which?", choices=choices), Sent)
    asked = there.asked[-1].body.decode()
    assert all(choice.label in asked and choice.code in asked for choice in choices)


def test_a_revoked_token_is_a_matter_of_the_account(name: str, there: StandIn, provider: Any) -> None:
    outcome = say(name, there, "We read it.", token="110201543:revoked-token-of-nobody-000000")
    assert isinstance(outcome, Failed) and outcome.why == Why.ACCOUNT
    assert provider.texts() == []


def test_down_is_tried_again_and_a_lost_answer_was_taken(name: str, there: StandIn, provider: Any) -> None:
    provider.is_down = True
    assert say(name, there, "We read it.") == Failed(Why.RETRY, "503")
    provider.is_down, provider.loses_answers = False, True
    with pytest.raises(NoAnswer):
        say(name, there, "We read it.")
    assert provider.texts() == ["We read it."]
