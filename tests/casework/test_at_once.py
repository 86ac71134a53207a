"""Given two people at it in the same moment, or a story that is just moving away, nothing is doubled or left behind."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from saphan.casework import batches, hand_over, looking, services
from saphan.casework.batches import Answer
from saphan.casework.models import Batch, HandOver, Look
from saphan.casework.understanding import interpreting
from saphan.casework.understanding.models import Asking
from saphan.network.models import Role
from saphan.store import System, acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import Refusal
from saphan.store.turns import patiently
from saphan.voice import moving
from saphan.voice import services as voice
from saphan.voice.models import Conversation
from tests.casework import given
from tests.meanwhile import Meanwhile, meanwhile
from tests.signed_in import desk_person

Desks = tuple[given.Desk, given.Desk]


@pytest.fixture
def desks(fresh_database: str) -> Desks:
    return given.our_desk(), given.their_desk()


def twice_at_once(act: Callable[[], UUID]) -> list[UUID]:
    ready, done = threading.Barrier(2), list[UUID]()

    def go() -> None:
        ready.wait()
        done.append(act())

    assert [each.over() for each in (Meanwhile(go), Meanwhile(go))] == [None, None]
    return done


def test_a_form_sent_twice_in_the_same_moment_counts_once(desks: Desks) -> None:
    here, _ = desks
    story, answer = given.voices_for(here)(), Answer(text="We read it.", language="my")
    for about in (None, story, None):
        once = uuid4()
        assert twice_at_once(
            lambda once=once: batches.send_to_many(conversation_ids=(story,), answer=answer, by=here.nok, once=once)
        ) == [once, once]
        assert twice_at_once(
            lambda once=once, about=about: hand_over.leave_note(
                text="She rings at six", conversation_id=about, by=here.nok, once=once
            )
        ) == [once, once]
    with acting_as(System("test")):
        assert (Batch.objects.count(), HandOver.objects.count()) == (3, 3)


def while_it_moves(story: UUID, to: given.Desk, act: Callable[[], object]) -> BaseException | None:
    """What stops somebody who begins before the move is done."""
    with acting_as(System("test.move")):
        moving.move_story(conversation_id=story, to_desk_id=to.id)
        (trying,) = meanwhile(act)
    return trying.over()


def test_she_gives_her_number_to_the_other_desk_in_the_moment_of_the_move(desks: Desks) -> None:
    here, there = desks
    story = given.voices_for(here)(phone="+66815550123")

    def move() -> None:
        with acting_as(System("test.move")):
            moving.move_story(conversation_id=story, to_desk_id=there.id)

    with transaction.atomic():
        given.voices_for(there)(phone="+66815550123")
        (moved,) = meanwhile(lambda: patiently(move))
    assert moved.over() is None
    with acting_as(there.nok):
        assert Conversation.objects.values("contact_id").distinct().count() == 1
        assert Conversation.objects.count() == 2


def hired(desk: given.Desk, role: Role) -> Staff:
    return Staff(desk_person(desk.id, role.value, name=role.value).id, desk.id, frozenset({role.value}))


def test_a_note_about_a_story_that_is_just_moving_away_is_refused(desks: Desks) -> None:
    here, there = desks
    story = given.voices_for(here)()
    stopped = while_it_moves(
        story, there, lambda: hand_over.leave_note(text="late", conversation_id=story, by=here.nok)
    )
    assert isinstance(stopped, Refusal)
    assert hand_over.hand_over_page(here.nok).notes == ()


def test_nobody_is_let_look_at_a_story_that_is_just_moving_away(desks: Desks) -> None:
    here, there = desks
    say = given.voices_for(here)
    interpreter, administrator = hired(here, Role.INTERPRETER), hired(here, Role.ADMINISTRATOR)

    def interpret(story: UUID) -> object:
        with acting_as(here.nok):
            message_id = looking.said_in_words(story)[0].id
        return lambda: interpreting.ask_interpreter(
            conversation_id=story, message_id=message_id, interpreter_id=interpreter.id, by=here.nok
        )

    def identity(story: UUID) -> object:
        voice.set_details(conversation_id=story, phone="+66815550123")
        return lambda: looking.ask_for_identity(conversation_id=story, reason="safety", by=here.nok)

    def glass(story: UUID) -> object:
        return lambda: looking.ask_to_break_glass(about=story, reason="fault", by=administrator)

    def glass_of_a_case(story: UUID) -> object:
        case_id = services.open_case(conversation_id=story, by=here.nok)
        return lambda: looking.ask_to_break_glass(about=case_id, reason="fault", by=administrator)

    for ask in (interpret, identity, glass, glass_of_a_case):
        story = say("They keep my passport")
        act: Any = ask(story)
        assert isinstance(while_it_moves(story, there, act), Refusal), ask.__name__
    with acting_as(System("test")):
        assert not Look.objects.exists() and not Asking.objects.exists()
