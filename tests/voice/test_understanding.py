"""What the house itself reads of a first message: its language, which is corrected only where nobody has to ask."""

import pytest

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.models import Message
from saphan.voice.understanding import understand
from tests.voice.given import Desk, a_voice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They keep our passports", "en"),
        ("တလ လစာ မရသေးဘူး", "my"),
        ("lakha ma ya thay bu", "my"),
        ("ၶႃႈဢမ်ႇလႆႈငိုၼ်းလိူၼ်", "shn"),
        ("तलब पाएको छैन", "ne"),
        ("tankhwah nahi mili hai", "hi"),
    ],
)
def test_the_language_she_wrote_in_is_kept(desk: Desk, text: str, language: str) -> None:
    story = a_voice(desk, text)
    understand(story.conversation_id)
    assert kept_as(story.conversation_id) == language


@pytest.mark.parametrize("text", ["ko", "123", "😭", "Не заплатили", "á€™á€á€›á€"])
def test_where_she_would_have_to_be_asked_the_pages_she_chose_stand(desk: Desk, text: str) -> None:
    story = a_voice(desk, text)
    understand(story.conversation_id)
    assert kept_as(story.conversation_id) == "my"


def kept_as(conversation_id: object) -> str:
    with acting_as(System("test.look")):
        return Message.objects.get(conversation_id=conversation_id, part="said").language
