"""What a channel that speaks back at once may ask of the house: how far a story is, who is on duty."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from saphan.network import selectors as network
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.aloud import playing
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.contract import StoryState
from saphan.voice.models import Conversation, Status
from saphan.voice.returning import Mistyped, NoSuchCode, open_story


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """`contract.Inside` for one account."""

    found: Opened

    def story_state(self, code: str) -> StoryState:
        try:
            story_id = open_story(code)
        except Mistyped:
            return StoryState.MISTYPED
        except NoSuchCode:
            return StoryState.NO_SUCH_CODE
        with acting_as(System("voice.story_state")):
            story = Conversation.objects.filter(id=story_id, left_on=None).first()
        return _state(story) if story is not None else StoryState.NO_SUCH_CODE

    def on_duty_until(self) -> datetime | None:
        return network.on_duty(self.found.desk_id, clock.now()).until

    def read_aloud(self, code: str, language: str) -> str:
        found = playing.on_a_line(code, language)
        return f"{settings.SAPHAN_ADDRESS}/aloud/{found}/" if found else ""


def _state(story: Conversation) -> StoryState:
    if story.status == Status.CLOSED:
        return StoryState.CLOSED
    if story.status == Status.ANSWERED:
        return StoryState.ANSWERED
    return StoryState.READ if story.first_read_on is not None else StoryState.WAITING
