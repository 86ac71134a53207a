"""What comes through a company's line counts behind no issue until the worker has spoken with the desk."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import Fact
from saphan.verification import gathering
from saphan.verification.models import CodedFact, Issue
from saphan.voice import intake, services
from saphan.voice.inbound import Inbound
from saphan.voice.input_class import THEIR_LINE
from tests.signed_in import desk_person, sign_in
from tests.verification.world import World


def feedback(world: World, once: str = "a-companys-line") -> tuple[UUID, UUID]:
    """Her story, and the concern that a caseworker wrote down from it."""
    said = Inbound(world.bridge, "app", "my", once, text="They did not pay us", rule=THEIR_LINE)
    story = intake.accept(said).conversation_id
    concern = world.concern(story)
    gathering.gather(concern)
    return story, concern


def counted() -> tuple[int, int]:
    with acting_as(System("test.look")):
        return CodedFact.objects.count(), Issue.objects.count()


def test_feedback_opens_no_issue_and_corroborates_nothing(world: World) -> None:
    for number in range(3):
        feedback(world, f"line-{number}")
    assert counted() == (0, 0)
    # Beside a voice it adds nothing
    world.speak()
    assert counted() == (1, 1)


def test_once_she_has_spoken_with_the_desk_it_counts(world: World) -> None:
    story, _ = feedback(world)
    nok = sign_in(Client(), desk_person(world.bridge, name="Nok"))
    page = f"/desk/story/{story}/"
    assert "I have spoken with her" in nok.get(page).content.decode()
    for _ in range(2):
        assert nok.post(f"{page}spoken/").status_code == 302
        run_waiting()
    assert counted() == (1, 1)
    assert "I have spoken with her" not in nok.get(page).content.decode()
    with acting_as(System("test.look")):
        assert Fact.objects.filter(kind="voice.spoken_with", subject=story).count() == 1


def test_nobody_of_another_desk_says_that_she_has_spoken(world: World) -> None:
    story, _ = feedback(world)
    others = (world.verifier(world.river), Staff(random_id(), world.bridge, frozenset({"analyst"})))
    for other in others:
        with pytest.raises(NotAllowed):
            services.note_spoken_with(conversation_id=story, by=other)
    run_waiting()
    assert counted() == (0, 0)
