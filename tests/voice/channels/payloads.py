"""Payloads as providers send them, and the requests that bring them.

`tests/voice/channels/<name>/payloads/` holds one file for each inbound and status kind. We wrote them after the page
that the channel's declaration names as `source`; every number, name and token in them is invented.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from saphan.voice.channels.contract import Account, Received
from saphan.voice.channels.registry import channels

HERE = Path(__file__).parent
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACCOUNT = UUID(int=77)
ADDRESS = "https://saphan.example/in/{name}/00000000-0000-0000-0000-00000000004d/"


def payload(name: str, file: str) -> bytes:
    return (HERE / name / "payloads" / file).read_bytes()


def all_payloads(name: str) -> list[str]:
    """File names of every payload of a channel."""
    return sorted(file.name for file in (HERE / name / "payloads").iterdir())


def received(
    name: str, body: bytes = b"", headers: Mapping[str, str] | None = None, *, query: str = "", method: str = "POST"
) -> Received:
    """A request to the webhook of this channel, as the core hands it on."""
    address = ADDRESS.format(name=name) + (f"?{query}" if query else "")
    given = {key.lower(): value for key, value in (headers or {}).items()}
    return Received(method, address, tuple(parse_qsl(urlsplit(address).query, keep_blank_values=True)), given, body, AT)


def account(name: str, api: str = "", **settings: str) -> Account:
    """api: where the stand-in listens; else the provider's own address, which no test may ask."""
    ours = ADDRESS.format(name=name)
    return Account(ACCOUNT, settings, api or channels()[name].declaration.api, ("my", "en"), ours)
