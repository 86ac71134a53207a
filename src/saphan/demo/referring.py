"""A worker of the demo who goes home: Thailand refers her to Myanmar, and she agrees to two parts of four."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from saphan.casework import services as casework
from saphan.demo import cast, passing
from saphan.demo.sayings import GOING_HOME, WHY_MYANMAR
from saphan.demo.story import People
from saphan.network.models import Desk
from saphan.network.workers_bodies import note_workers_body
from saphan.store import callers
from saphan.store.acting import acting_as
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound
from saphan.voice.models import Ask, Message


def one_who_goes_home(everybody: People, now: datetime) -> None:
    """Said, where, needs and why are asked for; she ticks what she said and what she needs. Myanmar accepts."""
    nok, hnin = everybody.staff["nok"], everybody.staff["hnin"]
    passing.travel_to(now - timedelta(days=6))
    story_id = _writes(everybody)
    case_id = casework.open_case(conversation_id=story_id, by=nok)
    casework.add_need(case_id=case_id, kind="documents", by=nok)
    passing.travel_to(now - timedelta(days=5))
    referral_id = casework.propose_referral(
        conversation_id=story_id,
        recipient_id=Desk.objects.get(id=everybody.desks[cast.MYANMAR]).organisation_id,
        chosen=casework.Chosen(frozenset({"where", "needs"}), _said(story_id), WHY_MYANMAR),
        until=(now + timedelta(days=90)).date(),
        by=nok,
    )
    passing.travel_to(now - timedelta(days=4))
    with acting_as(callers.Story(story_id)):
        ask_id = Ask.objects.get(question="refer").id
    voice.answer(ask_id=ask_id, code="yes", parts=["said", "needs"], by=callers.Story(story_id))
    run_waiting()
    passing.travel_to(now - timedelta(days=3))
    casework.accept_referral(referral_id=referral_id, by=hnin)
    run_waiting()


def a_committee(everybody: People) -> None:
    """Workers of the plant of the story are told how to reach those who speak for them there."""
    note_workers_body(
        organisation_id=everybody.organisations["Blue Prawn Foods"],
        kind="committee",
        name="Night Line Committee",
        how_to_reach="Canteen, table by the door, Sundays 10 to 12",
        languages=["my", "th"],
        by=everybody.staff["ann"],
    )


def _writes(everybody: People) -> UUID:
    told = voice.accept(
        Inbound(everybody.desks[cast.THAILAND], "web", "my", once=str(uuid4()), text=GOING_HOME, icon="papers")
    )
    voice.set_details(conversation_id=told.conversation_id, place="Golden Kite Garments, Mae Sot")
    run_waiting()
    casework.take_up(conversation_id=told.conversation_id, by=everybody.staff["nok"])
    return told.conversation_id


def _said(story_id: UUID) -> frozenset[UUID]:
    with acting_as(callers.Story(story_id)):
        return frozenset(Message.objects.filter(part="said").values_list("id", flat=True))
