"""What holds for every channel, whoever wrote it: the declaration is whole, and no payload leads astray."""

import json
import random
import re

import pytest
from django.conf import settings
from django.utils.functional import Promise

from saphan.voice.channels.contract import Account, Channel, NotRead, Outgoing, Request
from saphan.voice.channels.events import Parsed
from saphan.voice.channels.lengths import cut
from saphan.voice.channels.registry import channel, channels
from tests.source import ROOT, tree
from tests.voice.channels.payloads import ACCOUNT, account, all_payloads, payload, received

NAMES = sorted(channels())
FOLDER = ROOT / "src" / "saphan" / "voice" / "channels"
WITH_PAYLOADS = [(name, file) for name in NAMES for file in all_payloads(name)]


def parsed(name: str, body: bytes) -> tuple[Parsed, ...]:
    return channels()[name].parse(received(name, body), account(name, country="TH"))


def test_channels_stand_in_the_order_in_which_workers_use_them() -> None:
    orders = [each.declaration.order for each in channels().values()]
    assert orders == sorted(orders) and len(set(orders)) == len(orders)
    assert channel("nothing") is None


@pytest.mark.parametrize("name", NAMES)
def test_a_declaration_is_whole(name: str) -> None:
    declaration = channels()[name].declaration
    assert declaration.name == name and re.fullmatch(r"[a-z]{2,12}", name)
    assert 0 < len(declaration.handle_kind) <= 12
    assert isinstance(declaration.learns, Promise), "she reads it in her language"
    assert declaration.source.startswith("https://")
    assert not declaration.api.endswith("/") and declaration.api.startswith(("https://", "")[declaration.api == ""])
    assert declaration.secrets, "without a secret nothing may come in"
    assert all(re.compile(field.pattern) for field in declaration.fields)
    assert declaration.largest <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "or it is refused before it is looked at"
    assert declaration.rate > 0 and declaration.rate_each > 0 and declaration.text_limit > 0


@pytest.mark.parametrize("name", NAMES)
def test_what_she_reads_is_short(name: str) -> None:
    for sentence in re.split(r"(?<=[.!?])\s", str(channels()[name].declaration.learns)):
        assert len(sentence.split()) <= 12, sentence


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_has_its_four_files_and_knows_no_database_and_no_network(name: str) -> None:
    files = {file.name for file in (FOLDER / name).glob("*.py")}
    assert {"__init__.py", "declaration.py", "parse.py", "send.py", "status.py"} <= files
    for file in (FOLDER / name).glob("*.py"):
        words = file.read_text()
        assert not re.search(
            r"saphan\.(store|vault|network)|\bmodels\b|django\.(db|conf|http)|socket|urllib\.request|httpx", words
        )
        assert tree(file)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_account_lets_nothing_in(name: str) -> None:
    nothing = Account(ACCOUNT, {})
    for body in (b"", *(payload(name, file) for file in all_payloads(name))):
        assert not channels()[name].verify(received(name, body), nothing)
        assert not channels()[name].verify(received(name, body, query="", method="GET"), nothing)


@pytest.mark.parametrize(("name", "file"), WITH_PAYLOADS)
def test_ids_are_there_and_once_in_a_request(name: str, file: str) -> None:
    events = parsed(name, payload(name, file))
    ids = [event.id for event in events]
    assert all(ids) and len(set(ids)) == len(ids)
    assert all(event.at.tzinfo is not None for event in events)
    assert parsed(name, payload(name, file)) == events


@pytest.mark.parametrize(("name", "file"), WITH_PAYLOADS)
def test_a_spoiled_payload_is_said_to_be_one_and_breaks_nothing(name: str, file: str) -> None:
    chance, body = random.Random(file), payload(name, file)
    for spoiled in (
        *(body[: chance.randrange(len(body))] for _ in range(20)),
        *(_spoil(body, chance) for _ in range(60)),
    ):
        try:
            parsed(name, spoiled)
        except NotRead as said:
            assert not said.args, "it carries nothing of what was sent"


def _spoil(body: bytes, chance: random.Random) -> bytes:
    """One value changed into another kind, or some bytes into others."""
    try:
        content = json.loads(body)
    except ValueError:
        place = chance.randrange(len(body))
        return body[:place] + chance.randbytes(3) + body[place + 3 :]
    places = list(_places(content))
    holder, key = chance.choice(places)
    holder[key] = chance.choice([None, 7, -1.5, "x", "", [], {}, [None], {"x": 1}, True, 10**30, "\ud800"])
    return json.dumps(content).encode()


def _places(content: object) -> list[tuple[dict | list, object]]:  # type: ignore[type-arg]
    if not isinstance(content, dict | list):
        return []
    keys = list(content) if isinstance(content, dict) else list(range(len(content)))
    return [place for key in keys for place in ((content, key), *_places(content[key]))]  # type: ignore[index]


@pytest.mark.parametrize("name", [name for name in NAMES if channels()[name].send])
def test_a_message_of_the_longest_length_can_be_asked_for(name: str) -> None:
    it: Channel = channels()[name]
    (text,) = cut("ဟ" * it.declaration.text_limit, it.declaration.text_limit, it.declaration.measure)[:1]
    settings = {field.name: "1" for field in it.declaration.fields}
    assert it.send is not None
    request = it.send(Outgoing("7001001", text, "my", ACCOUNT), account(name, "https://provider.example", **settings))
    assert isinstance(request, Request) and request.url.startswith("https://")
