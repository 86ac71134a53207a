"""Given remedy still works on a story, its time does not run out: neither its words go, nor its files and number."""

from datetime import timedelta
from uuid import UUID

import pytest

from saphan.remedy import sweeping
from saphan.remedy.models import Claim, HeldCheck, Recall
from saphan.remedy.staying import before_others
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice import ending
from saphan.voice import services as voice
from saphan.voice.models import Ask, Conversation, Message
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def at_work(walk: Walk) -> set[UUID]:
    with acting_as(System("test")):
        return before_others(walk.stories)


def years_pass(story: UUID, walk: Walk) -> bool:
    """Every case and question is closed, the story too; whether its number and the story are still there."""
    voice.close(conversation_id=story, by=walk.nok)
    with acting_as(System("test")):
        Ask.objects.update(closed_on=clock.today())
    for days in (800, 31):
        clock.pass_time(timedelta(days=days))
        ending._all_done_on = None
        ending.sweep()
    with acting_as(System("test")):
        number = Message.objects.filter(conversation_id=story, part="handle").exists()
        assert number == Conversation.objects.filter(id=story, left_on=None).exists()
    return number


def test_a_running_claim_keeps_her_story_and_her_number(walk: Walk) -> None:
    story = walk.stories[0]
    voice.set_details(conversation_id=story, phone="081 234 5678")
    with acting_as(System("test")):
        claim = Claim.objects.create(
            desk_id=walk.nok.desk_id, conversation_id=story, how="talk", wished_on=clock.today()
        )
    assert years_pass(story, walk)
    with acting_as(System("test")):
        Claim.objects.filter(id=claim.id).update(ended_on=clock.today())
    assert not years_pass(story, walk)


def test_an_open_page_keeps_those_who_agreed_to_it_until_it_is_taken_back(walk: Walk) -> None:
    # Given a page that they agreed to
    assert at_work(walk) == set()
    disclosure_id = walk.disclosed()
    assert at_work(walk) == set(walk.stories)

    # When it is taken back, nobody is kept for it
    with acting_as(walk.preecha):
        Recall.objects.create(
            desk_id=walk.preecha.desk_id,
            recipient_id=walk.plant,
            disclosure_id=disclosure_id,
            reason="mistake",
            on=clock.today(),
        )
    assert at_work(walk) == set()


def test_a_remedy_keeps_them_until_the_last_question_whether_it_held(walk: Walk) -> None:
    walk.remedied()
    assert walk.stage() == "remedied"
    assert at_work(walk) == set(walk.stories)
    clock.pass_time(timedelta(days=181))
    sweeping.sweep()
    with acting_as(System("test")):
        assert not HeldCheck.objects.filter(done_on=None).exists()
    assert at_work(walk) == set()
