"""Which channels there are: every folder beside this file that has a declaration."""

from functools import cache
from importlib import import_module
from pathlib import Path

from saphan.voice.channels.contract import Channel


@cache
def channels() -> dict[str, Channel]:
    """By name, in the order in which workers here use them."""
    folders = sorted(file.parent.name for file in Path(__file__).parent.glob("*/declaration.py"))
    found = [import_module(f"saphan.voice.channels.{name}").CHANNEL for name in folders]
    return {channel.declaration.name: channel for channel in sorted(found, key=_place)}


def channel(name: str) -> Channel | None:
    """None for a name that no channel has."""
    return channels().get(name)


def _place(channel: Channel) -> tuple[int, str]:
    return channel.declaration.order, channel.declaration.name
