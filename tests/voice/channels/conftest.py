"""A bot of a desk, and Telegram on loopback."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.voice.channels.given import Bot
    from tests.voice.channels.telegram.provider import Telegram
    from tests.voice.given import Desk


@pytest.fixture
def provider() -> Iterator["Telegram"]:
    """Telegram as it answers the core."""
    from tests.voice.channels.stand_in import standing_in
    from tests.voice.channels.telegram.provider import Telegram

    telegram = Telegram()
    with standing_in(telegram):
        yield telegram


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses that a provider wants pass on our clock, and not on yours."""
    from saphan.store import clock
    from saphan.voice.channels.leaving import sending

    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))


@pytest.fixture
def bot(desk: "Desk", provider: "Telegram", no_pause: None) -> "Bot":
    """Set up."""
    from tests.voice.channels.given import Bot, add_bot

    return Bot(desk, add_bot(desk.id))
