"""Giving a story to somebody: by the house when it is new, by a colleague, and handing it back with a reason."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from saphan.casework.finding import conversation_of
from saphan.casework.models import Concern
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import ConflictOfInterest, DoesNotFit
from saphan.casework.routing import reading
from saphan.casework.routing.choosing import Hand, Proposal, may_have, propose
from saphan.casework.routing.models import Aside, Interest, Route
from saphan.network import selectors as network
from saphan.network.frozen import is_frozen
from saphan.network.notices import notify
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.voice.models import Conversation, Status, Urgency
from saphan.voice.moving import Move

FOR_YOU = "casework.story_for_you"
NOBODY_SPEAKS = "casework.nobody_speaks"
WHY_BACK = ("knows_her", "knows_them", "language", "too_much", "other")


def route(conversation_id: UUID) -> None:
    """Give a new story to whoever fits best, and ring for her; or tell the leads that nobody fits.

    One in danger is left to those whom its alarm rings, and one that somebody took, or has read, to her.
    """
    with acting_as(System("casework.route")) as moment:
        story = Conversation.objects.select_for_update().filter(id=conversation_id, left_on=None).first()
        if story is None or is_frozen(story.desk_id) or not _may_be_given(story):
            return
        needed = reading.needed_by(story)
        found = propose(needed, _without_this(story, reading.hands_at(story.desk_id, moment.now)), moment.now)
        best = next((one for one in found if one.is_sound), None)
        if best is not None:
            _give(story, best, moment)
        else:
            _take_away(story)
            notify(staff_ids=network.lead_ids(story.desk_id), kind=NOBODY_SPEAKS, object_id=story.id)
            record("casework.nobody_fits", story.id, detail={"speaks": needed.speaks})


def _may_be_given(story: Conversation) -> bool:
    if story.status == Status.CLOSED or story.urgency == Urgency.DANGER:
        return False
    if story.assigned_to is None:
        return True
    if story.status != Status.WAITING or story.first_read_on is not None:
        return False
    return Route.objects.filter(conversation_id=story.id, to=story.assigned_to).exists()


def _without_this(story: Conversation, hands: tuple[Hand, ...]) -> tuple[Hand, ...]:
    """Who has it already is not the worse for it: it does not go to and fro between two who fit alike."""
    return tuple(replace(one, load=one.load - 1) if one.speaker.id == story.assigned_to else one for one in hands)


def _give(story: Conversation, best: Proposal, moment: Moment) -> None:
    was = story.assigned_to
    _keep(story, best, moment)
    if was != best.staff_id:
        notify(staff_ids=[best.staff_id], kind=FOR_YOU)


def _keep(story: Conversation, best: Proposal, moment: Moment) -> None:
    Route.objects.update_or_create(
        conversation_id=story.id,
        defaults={
            "desk_id": story.desk_id,
            "to": best.staff_id,
            "spoken": best.spoken.language,
            "fit": best.spoken.fit,
            "until": best.until,
            "next_at": best.next_at,
            "load": best.load,
            "at": moment.now,
        },
    )
    story.assigned_to = best.staff_id
    story.save(update_fields=["assigned_to"])
    record("casework.routed", story.id, detail={"to": str(best.staff_id), "spoken": best.spoken.language})


def _take_away(story: Conversation) -> None:
    """Nobody fits any more, now that more is known of her: it waits for everybody."""
    Route.objects.filter(conversation_id=story.id).delete()
    if story.assigned_to is not None:
        story.assigned_to = None
        story.save(update_fields=["assigned_to"])


def give(*, conversation_id: UUID, to: UUID, by: Staff) -> None:
    """Somebody of the desk gives it to a colleague, whatever her language: people may know more.

    Raises NotAllowed, ConflictOfInterest.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        conversation_of(by, conversation_id)
        story = Conversation.objects.select_for_update().get(id=conversation_id)
        hand = next((one for one in reading.hands_at(by.desk_id, moment.now) if one.speaker.id == to), None)
        if hand is None:
            raise NotAllowed
        if not may_have(reading.needed_by(story), hand):
            raise ConflictOfInterest
        story.assigned_to = to
        story.save(update_fields=["assigned_to"])
        Route.objects.filter(conversation_id=story.id).delete()
        record("casework.given", story.id, detail={"to": str(to)})
        if to != by.id:
            notify(staff_ids=[to], kind=FOR_YOU)


def hand_back(*, conversation_id: UUID, why: str, by: Staff) -> None:
    """It is not hers to answer; it is never led to her again, and finds somebody else.

    why: one of `WHY_BACK`. Raises NotAllowed, DoesNotFit.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        conversation_of(by, conversation_id)
        if why not in WHY_BACK:
            raise DoesNotFit("why")
        story = Conversation.objects.select_for_update().get(id=conversation_id)
        if not Aside.objects.filter(conversation_id=story.id, staff_id=by.id).exists():
            Aside.objects.create(desk_id=by.desk_id, conversation_id=story.id, staff_id=by.id, why=why, on=moment.day)
        if story.assigned_to == by.id:
            story.assigned_to = None
            story.save(update_fields=["assigned_to"])
            Route.objects.filter(conversation_id=story.id).delete()
        record("casework.handed_back", story.id, detail={"why": why})
        defer("casework.route", conversation_id=story.id)


def find_others_for(by: Staff, organisation_id: UUID) -> None:
    """She has to do with it now: what the house gave her of it, and she has not read, goes to somebody else.

    Inside her act.
    """
    hers = Conversation.objects.filter(desk_id=by.desk_id, assigned_to=by.id, left_on=None, first_read_on=None)
    same = network.same_as(organisation_id)
    about = Concern.objects.filter(respondent_id__in=same, withdrawn_on=None).values("conversation_id")
    by_the_house = Route.objects.filter(to=by.id).values("conversation_id")
    found = hers.filter(Q(place_organisation_id__in=same) | Q(id__in=about), id__in=by_the_house)
    for story_id in found.values_list("id", flat=True):
        defer("casework.route", conversation_id=story_id)


def keep_apart(staff_id: UUID, to: UUID | None, by: Staff | System) -> None:
    """Somebody leaves: nothing of hers goes to a colleague who has to do with it, or handed it back before.

    Whatever comes first, this or the handing over. Inside the act.
    """
    if to is None:
        return
    hers = Interest.objects.filter(staff_id=to, ended_on=None).values_list("organisation_id", flat=True)
    interests = network.all_same_as(hers)
    about = Concern.objects.filter(respondent_id__in=interests, withdrawn_on=None).values("conversation_id")
    aside = Aside.objects.filter(staff_id=to).values("conversation_id")
    handed = Conversation.objects.select_for_update().filter(assigned_to__in=(staff_id, to), left_on=None)
    for story in handed.filter(Q(place_organisation_id__in=interests) | Q(id__in=about) | Q(id__in=aside)):
        _take_away(story)
        record("casework.kept_apart", story.id, detail={"from": str(to)})
        defer("casework.route", conversation_id=story.id)


def find_people_again(desk_id: UUID) -> None:
    """A desk is open again: who wrote meanwhile has found nobody yet."""
    with acting_as(System("casework.desk_reopened")):
        waiting = Conversation.objects.filter(desk_id=desk_id, status=Status.WAITING, assigned_to=None, left_on=None)
        for story_id in waiting.filter(first_read_on=None).order_by("waiting_since").values_list("id", flat=True):
            defer("casework.route", conversation_id=story_id)


def forget_at_the_old_desk(move: Move) -> None:
    """Who may not answer her there says nothing here; the new desk finds its own people. Runs as System."""
    for model in (Route, Aside):
        model._default_manager.filter(conversation_id=move.conversation_id).delete()
    defer("casework.route", conversation_id=move.conversation_id)
