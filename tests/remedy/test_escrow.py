"""Remedy knows nothing of who waits for others, until she says yes; and then only among as many as she asked for."""

from datetime import timedelta
from uuid import UUID

import pytest

from saphan.remedy import services as remedy
from saphan.remedy.models import Draft, Recall
from saphan.remedy.refusals import ConsentMissing
from saphan.remedy.weighing import consenting, standing_of
from saphan.store import clock, tasks
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.refusals import NotAllowed
from saphan.verification.escrow.asking import record_spoken
from saphan.voice import services as voice
from saphan.voice.models import Ask
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def joins(walk: Walk, tell: str) -> UUID:
    """Another voice about the same, who waits for others."""
    concern = walk.world.speak()
    story = walk.world.conversation_of(concern)
    voice.set_details(conversation_id=story, tell=tell)
    tasks.run_waiting()
    return story


def all_spoken_with(walk: Walk, *stories: UUID) -> None:
    for story in (*walk.stories, *stories):
        record_spoken(conversation_id=story, by=walk.nok)
    for _ in range(11):
        clock.pass_time(timedelta(days=1))
        tasks.sweep_all()
        tasks.run_waiting()


def says(story: UUID, code: str) -> None:
    with acting_as(System("test")):
        ask = Ask.objects.get(conversation_id=story, question="others", closed_on=None)
    voice.answer(ask_id=ask.id, code=code, by=Story(story))
    tasks.run_waiting()


def weighed(walk: Walk, draft_id: UUID) -> tuple[int, int]:
    with acting_as(walk.preecha):
        standing = standing_of(Draft.objects.get(id=draft_id))
    return standing.voices, standing.consenting


def test_she_is_neither_asked_nor_counted(walk: Walk) -> None:
    hers = joins(walk, "if_5")
    draft_id = walk.draft()

    assert set(walk.asks("consent", draft_id)) == set(walk.stories)
    walk.consent(draft_id)
    assert weighed(walk, draft_id) == (len(walk.stories), len(walk.stories))
    assert hers not in consenting(draft_id)


def test_after_her_yes_she_is_asked_with_the_words(walk: Walk) -> None:
    hers = joins(walk, "if_3")
    all_spoken_with(walk, hers)
    says(hers, "yes")

    draft_id = walk.draft()
    assert hers in walk.asks("consent", draft_id)
    voice.answer(ask_id=walk.asks("consent", draft_id)[hers], code="yes", by=Story(hers))
    tasks.run_waiting()

    # Two others have not said yes to these words: she is not told of alone
    assert consenting(draft_id) == frozenset()
    walk.consent(draft_id, "yes")
    assert consenting(draft_id) == {walk.stories[0]}
    walk.consent(draft_id, "yes", "yes")
    assert consenting(draft_id) == {*walk.stories[:2], hers}


def test_who_said_no_makes_up_nobodys_number(walk: Walk) -> None:
    """Given two who want five to say it, when one of the five says no, then the other is not told of."""
    hers, another = joins(walk, "if_5"), joins(walk, "if_5")
    all_spoken_with(walk, hers, another)
    says(hers, "yes")
    says(another, "no")

    draft_id = walk.draft()
    assert set(walk.asks("consent", draft_id)) == {*walk.stories, hers}
    walk.consent(draft_id)
    voice.answer(ask_id=walk.asks("consent", draft_id)[hers], code="yes", by=Story(hers))
    tasks.run_waiting()
    assert consenting(draft_id) == set(walk.stories)

    # And when the other changes her mind and says yes to the words too, both are told of
    says(another, "yes")
    draft_id = walk.draft()
    walk.consent(draft_id)
    for story in (hers, another):
        voice.answer(ask_id=walk.asks("consent", draft_id)[story], code="yes", by=Story(story))
    assert consenting(draft_id) == {*walk.stories, hers, another}


def test_a_page_that_rested_on_her_yes_closes_when_she_waits(walk: Walk) -> None:
    """Given a page that three agreed to, when one of them decides to wait for others, then it closes."""
    disclosure_id = walk.disclosed()

    voice.set_details(conversation_id=walk.stories[0], tell="if_10")
    tasks.run_waiting()

    with acting_as(System("test")):
        assert Recall.objects.filter(disclosure_id=disclosure_id).exists()


def test_no_draft_is_written_on_what_rests_on_her(walk: Walk) -> None:
    """Given three voices of whom two wait, then for remedy it is not corroborated."""
    for story in walk.stories[:2]:
        voice.set_details(conversation_id=story, tell="if_5")
    tasks.run_waiting()

    with pytest.raises(NotAllowed):
        walk.draft()


def test_nothing_goes_out_on_her_word(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    for story in walk.stories:
        voice.set_details(conversation_id=story, tell="if_5")
    tasks.run_waiting()
    walk.wait_is_over()

    with pytest.raises((ConsentMissing, NotAllowed)):
        remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)
