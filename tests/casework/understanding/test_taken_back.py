"""Given words that she took back, nothing that was made of them stays: no translation, no copy, no machine asked."""

from uuid import UUID

import pytest

from saphan.casework.understanding import interpreting, rendering
from saphan.casework.understanding.models import AskedAbout, AskedWords, Rendering
from saphan.casework.understanding.selectors import other_words
from saphan.network.models import Role
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import inbox
from saphan.voice.channels.events import Deleted, Said
from saphan.voice.inbound import Handle
from saphan.voice.models import Way
from tests.casework.given import Desk
from tests.casework.understanding.given import hire, machine_elsewhere, said
from tests.voice.channels.given import add_bot

pytestmark = pytest.mark.django_db


def nothing_is_left(story: UUID) -> bool:
    with acting_as(System("test")):
        kinds = (Rendering.objects.filter(conversation_id=story), AskedAbout.objects.all(), AskedWords.objects.all())
        return not any(rows.exists() for rows in kinds)


def test_what_she_deletes_in_her_chat_leaves_no_translation_and_goes_to_nobody(desk: Desk) -> None:
    # Given a message that a colleague translated, an interpreter reads and a machine is about to be asked for
    bot, her = accounts.opened(add_bot(desk.id)), Handle("telegram", "7001001")
    assert bot is not None
    inbox.keep(bot, [Said("a", clock.now(), her, "They do not pay us", ref="7001001:1")])
    run_waiting()
    with acting_as(System("test")):
        story = Way.objects.get().conversation_id
    ida = hire(desk, Role.INTERPRETER, "Ida", "en")
    message = {"conversation_id": story, "message_id": said(story), "by": desk.nok}
    with machine_elsewhere(desk, str.upper) as (mill, there):
        rendering.put_in_own_words(**message, words="No pay")
        asking_id = interpreting.ask_interpreter(**message)
        assert asking_id
        interpreting.say_conflict(asking_id=asking_id, knows_them=False, by=ida)
        waiting = rendering.translate_by_machine(**message, machine_id=mill)

        # When she deletes it
        inbox.keep(bot, [Deleted("b", clock.now(), her, "7001001:1")])
        run_waiting()

        # Then nothing of it is left
        assert not there.asked and waiting
    assert nothing_is_left(story)
    with acting_as(desk.nok):
        assert other_words(desk.nok, story).of_message == {}
    with pytest.raises(NotAllowed):
        interpreting.text_to_interpret(asking_id=asking_id, by=ida)
