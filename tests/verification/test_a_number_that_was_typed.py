"""Whoever types a number says nothing about whose it is: neither a manager nor room-mates become one person by it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from saphan.casework import services as casework
from saphan.casework.models import Concern
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import run_waiting
from saphan.verification.behind import behind
from saphan.verification.independence import Cluster
from saphan.voice import intake, services
from saphan.voice.inbound import Handle, Inbound
from tests.languages.test_fingerprint import LONG
from tests.signed_in import desk_person
from tests.verification.world import World
from tests.voice.visits.given import Tablet, a_visit, met

pytestmark = pytest.mark.django_db
SAID = {"kind": "unpaid_overtime", "stage": "employment", "period_from": date(2026, 1, 1), "first_hand": True}
ON_THE_PHONE = "They hold our pay back, and the night shift has had no rest day since the new year began"
SCRIPT = LONG["en"]


def writes(world: World, words: str, *, channel: str = "web", browser: str = "", handle: Handle | None = None) -> UUID:
    said = Inbound(world.bridge, channel, "en", str(uuid4()), text=words, browser=browser, handle=handle)
    return intake.accept(said).conversation_id


def recorded(world: World, story: UUID) -> UUID:
    """By a caseworker, as it comes; returns the voice that it counts as."""
    clock.pass_time(timedelta(hours=2))
    by = world.member("caseworker")
    casework.record_from_talk(conversation_id=story, case_id=None, respondent=world.plant, by=by, **SAID)
    run_waiting()
    with acting_as(System("test.look")):
        return Concern.objects.get(conversation_id=story).voice_group


def number(each: int) -> str:
    return f"+6681234560{each}"


def voices(world: World) -> tuple[Cluster, ...]:
    return behind(world.issue().id).clusters


def mates(world: World, tablet: Tablet, *numbers: str) -> list[UUID]:
    return [recorded(world, met(tablet, phone=each, ring=True, said=f"{uuid4()} {ON_THE_PHONE}")) for each in numbers]


@pytest.mark.parametrize("browser", ["b" * 32, ""])
def test_a_manager_who_types_everybodys_number_makes_nobody_one(world: World, browser: str) -> None:
    # Given five workers who are known by their numbers
    handles = [Handle("phone", number(each)) for each in range(5)]
    hers = [recorded(world, writes(world, f"{uuid4()}", channel="sms", handle=each)) for each in handles]
    assert len(voices(world)) == 5

    # When he types each of these numbers, from one browser, or with one script and no cookies
    his = [writes(world, SCRIPT, browser=browser) for _ in hers]
    for each, story in enumerate(his):
        services.set_details(conversation_id=story, phone=number(each))
        run_waiting()
    groups = [recorded(world, story) for story in his]

    # Then he is nobody of them, and they are as many as they were
    assert not {*groups} & {*hers}
    assert [len(cluster.voices) for cluster in voices(world)] == [1, 1, 1, 1, 1, 5]


def test_room_mates_who_were_met_are_as_many_as_they_are_with_one_number(world: World) -> None:
    tablet = a_visit(world.bridge, desk_person(world.bridge, "outreach", name="Olu"))
    there = mates(world, tablet, *[number(7)] * 3)
    assert len(set(there)) == 3
    assert [len(cluster.voices) for cluster in voices(world)] == [1, 1, 1]

    # And who is met again another day is no further one
    again = mates(world, a_visit(world.bridge), *[number(7)] * 2)
    assert {*again} < {*there} and len({*again}) == 2
    assert len(voices(world)) == 3


def test_whoever_types_a_number_twice_is_one_voice_by_the_number(world: World) -> None:
    for words in (ON_THE_PHONE, SCRIPT):
        story = writes(world, words)
        services.set_details(conversation_id=story, phone=number(8))
        recorded(world, story)
    (one,) = voices(world)
    assert [tie.reasons for tie in one.ties] == [("same_phone",)]
