"""Everything that people, providers and others send that is not a plain message: by every channel, through the house.

Unsigned, wrong, replayed, cut, huge; what we cannot carry; letters of every make. Reordered and away for a day:
`test_storm.py`. Hostile: `test_every_channel.py` spoils each payload. Revoked tokens: each channel's `test_send.py` and
`test_sending.py`. Five minutes of voice: `test_files.py`. A number with a new owner: `test_taking_in.py`.
"""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from saphan.languages.writing import clean
from saphan.network.services import OURSELVES
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.contract import NotRead
from saphan.voice.channels.events import Deleted, Edited, Elsewhere, Kind, Parsed, Said
from saphan.voice.channels.registry import channels
from tests.voice.channels.given import events, said, stories
from tests.voice.channels.payloads import account, all_payloads, payload, received
from tests.voice.channels.replaying import Brought, Text, storms
from tests.voice.given import Desk

STORMS = storms()
CLIENT = Client()
LETTERS = {
    "mixed scripts": "no pay ค่าจ้าง နားလည် ไม่ वेतन ប្រាក់",
    "mojibake": "à¸à¹ˆà¸²à¸ˆà¹‰à¸²à¸‡ Ã©tÃ©",
    "right-to-left marks": "a \u202eyap on\u202c b\u200f",
    "emoji alone": "😢🙏🏽",
    "marks on marks": "a" + "\u0300\u0301" * 40,
    "markup": '<script>alert(1)</script> & "x" \'; DROP TABLE voice_message; --',
    "percent and braces": "%s %(x)s {0} {{ x }} {% x %}",
    "long": "no pay since March. " * 30,
}


@pytest.fixture(params=sorted(STORMS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def storm(name: str) -> Any:
    return STORMS[name]


@pytest.fixture
def account_id(name: str, storm: ModuleType, desk: Desk) -> UUID:
    return accounts.add_account(desk_id=desk.id, channel=name, name="Ours", entered=storm.ENTERED, by=OURSELVES)


def bring(name: str, account_id: UUID, brought: Brought, *, signed: bool = True, body: bytes | None = None) -> int:
    address = f"/in/{name}/{account_id}/" + (f"?{brought.query}" if brought.query else "")
    headers = {**brought.headers, **brought.signs(settings.SAPHAN_ADDRESS + address)} if signed else {}
    sent = brought.body if body is None else body
    return int(CLIENT.post(address, sent, content_type=brought.kind, headers=headers).status_code)


def one(storm: ModuleType, text: str = "They keep my passport") -> Brought:
    (brought,) = storm.brought([Text(0, 0, text)])
    assert isinstance(brought, Brought)
    return brought


def test_unsigned_and_signed_for_another_are_nothing(name: str, storm: ModuleType, account_id: UUID) -> None:
    brought = one(storm)
    assert bring(name, account_id, brought, signed=False) == 403
    deep = b'"x"' + b"[" * 5_000
    assert bring(name, account_id, brought, body=deep) in (400, 403)
    spoiled = Brought(
        brought.body,
        {header: value[:-2] + "xx" for header, value in brought.headers.items()},
        brought.query,
        brought.kind,
        lambda address: {header: value[:-2] + "xx" for header, value in brought.signs(address).items()},
    )
    assert bring(name, account_id, spoiled) == 403
    assert events() == []


def test_replayed_it_is_once_and_huge_is_refused(name: str, storm: ModuleType, account_id: UUID) -> None:
    for _ in range(3):
        assert bring(name, account_id, one(storm)) == 200
        run_waiting()
    brought = one(storm)
    assert bring(name, account_id, brought, body=brought.body + b" " * 4_000_000) == 413
    assert said() == ["They keep my passport"] and len(events()) == 1


def test_letters_of_every_make_come_through_and_nothing_said_begins_nothing(
    name: str, storm: ModuleType, account_id: UUID
) -> None:
    texts = [*LETTERS.values(), " \n "]
    for brought in storm.brought(Text(who, who, text) for who, text in enumerate(texts)):
        assert bring(name, account_id, brought) == 200
    run_waiting()
    assert sorted(clean(said(story)[0]) for story in stories()) == sorted(map(clean, LETTERS.values()))
    assert {event.stage for event in events()} <= {"done"}


# What we cannot carry: every channel on which people can send it has a payload of it

ALL = set(channels())
IN_CHATS = {"messenger", "line", "viber", "telegram", "whatsapp"}
WHAT: dict[str, tuple[set[str], Callable[[Parsed], bool]]] = {
    "sticker": (IN_CHATS, lambda event: isinstance(event, Said) and event.kind == Kind.STICKER),
    "location": (
        IN_CHATS | {"rapidpro"},
        lambda event: isinstance(event, Said) and event.kind == Kind.LOCATION,
    ),
    "contact card": (
        {"viber", "telegram", "whatsapp", "sms"},
        lambda event: isinstance(event, Said) and event.kind == Kind.CONTACT,
    ),
    "edited": ({"line", "messenger", "telegram", "whatsapp", "kobo"}, lambda event: isinstance(event, Edited)),
    "deleted": ({"line", "whatsapp"}, lambda event: isinstance(event, Deleted)),
    "group chat": (
        {"line", "viber", "telegram", "whatsapp", "sms"},
        lambda event: isinstance(event, Elsewhere),
    ),
    "forwarded": (
        {"telegram", "whatsapp", "mail"},
        lambda event: isinstance(event, Said) and event.forwarded,
    ),
    "voice": (
        {"messenger", "line", "telegram", "whatsapp", "sms", "rapidpro", "kobo", "mail"},  # by telephone: `phone/`
        lambda event: isinstance(event, Said) and event.kind == Kind.VOICE,
    ),
    "emoji only": (
        ALL - {"phone"},
        lambda event: isinstance(event, Said) and 0 < len(event.text) < 12 and not any(map(str.isalnum, event.text)),
    ),
}


def parsed(name: str) -> Iterator[Parsed]:
    for file in all_payloads(name):
        try:
            yield from channels()[name].parse(
                received(name, payload(name, file)), account(name, words="what_happened", country="TH")
            )
        except NotRead:
            continue


@pytest.mark.parametrize("what", WHAT)
def test_each_thing_that_people_send_is_tried_on_every_channel_that_has_it(what: str) -> None:
    expected, is_it = WHAT[what]
    assert {name for name in ALL if any(is_it(event) for event in parsed(name))} == expected
