"""Who may be sent the address of questions: each person once, by the chat of the very story in which she said yes.

Call as System. Coded columns only; no word and no number is opened.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from saphan.network import selectors as network
from saphan.voice.channels import registry
from saphan.voice.channels.arriving.ways import may_be_another
from saphan.voice.channels.leaving import hours
from saphan.voice.channels.models import ChannelAccount, MayWrite, Way
from saphan.voice.consent import POLLS
from saphan.voice.inviting.judging import Standing, holds, may_be_sent
from saphan.voice.linking.together import of_one_person, with_company
from saphan.voice.models import Consent, Contact, Conversation, Status
from saphan.voice.safe_times import zone_of
from saphan.voice.wishes.moments import is_urgent


@dataclass(frozen=True, slots=True)
class Invitee:
    """stories: all of hers that we know as hers. at_a_good_time: it may arrive now, by the hours that she named."""

    conversation_id: UUID
    stories: frozenset[UUID]
    way_id: UUID
    language: str
    place_id: UUID | None
    at_a_good_time: bool


def invitees(desk_id: UUID, now: datetime, *, among: Collection[UUID] | None = None) -> tuple[Invitee, ...]:
    """Of one desk; a person who said yes in two stories is one. among: these stories alone."""
    given = Consent.objects.filter(desk_id=desk_id, purpose=POLLS, given=True, ended_on=None)
    if among is not None:
        given = given.filter(conversation_id__in=list(among))
    yes = dict(given.values_list("conversation_id", "on"))
    stories = list(Conversation.objects.filter(id__in=list(yes), desk_id=desk_id, left_on=None).order_by("id"))
    people = _people(stories)
    helped = _who_need_help({one for group in people.values() for one in group})
    against = _taken_back({one for group in people.values() for one in group})
    ways = _last_ways(list(yes))
    found, seen = list[Invitee](), set[UUID]()
    for story in stories:
        group, way = people[story.id], ways.get(story.id)
        others = [day for one in group - {story.id} for day in against.get(one, ())]
        says_yes = holds(yes[story.id], others)
        if way is None or group & seen or not may_be_sent(_standing(way, now, says_yes, bool(group & helped))):
            continue
        seen |= group
        found.append(_invitee(story, group, way, now))
    return tuple(found)


def standing_of(story: Conversation, now: datetime) -> Standing | None:
    """Of one story that is to be asked; None where she writes by no chat."""
    way = _last_ways([story.id]).get(story.id)
    return _standing(way, now, says_yes=False, needs_help=_needs_help(story)) if way else None


def _standing(way: Way, now: datetime, says_yes: bool, needs_help: bool) -> Standing:
    return Standing(
        says_yes=says_yes,
        needs_help=needs_help,
        writes_everything=way.may_write == MayWrite.EVERYTHING,
        is_open=way.closed_on is None,
        may_be_another=may_be_another(way, now),
        carries=_carries(way, now),
    )


def _carries(way: Way, now: datetime) -> bool:
    """A window that is over stays shut: no template is bought for questions, and none waits until she writes again."""
    name = ChannelAccount.objects.filter(id=way.account_id, ended_on=None).values_list("channel", flat=True).first()
    it = registry.channel(name) if name else None
    if it is None or it.send is None:
        return False
    window = it.declaration.window
    return window is None or now - way.heard_at <= window


def _people(stories: Collection[Conversation]) -> dict[UUID, frozenset[UUID]]:
    """By story, all that are hers: those of the same number or account, and those that were put together."""
    same = Conversation.objects.filter(contact_id__in=[each.contact_id for each in stories], left_on=None)
    by_contact: dict[UUID, set[UUID]] = {}
    for story_id, contact_id in same.values_list("id", "contact_id"):
        by_contact.setdefault(contact_id, set()).add(story_id)
    linked = with_company([one for group in by_contact.values() for one in group])
    found = {}
    for story in stories:
        group = by_contact[story.contact_id]
        found[story.id] = frozenset(group).union(*(of_one_person(one) for one in group & linked))
    return found


def _who_need_help(story_ids: Collection[UUID]) -> set[UUID]:
    return {each.id for each in Conversation.objects.filter(id__in=list(story_ids)) if _needs_help(each)}


def _needs_help(story: Conversation) -> bool:
    """In danger at any time, or urgent until it is closed."""
    return story.danger_at is not None or (is_urgent(story) and story.status != Status.CLOSED)


def _taken_back(story_ids: Collection[UUID]) -> Mapping[UUID, list[date]]:
    """The days on which she said no, or took a yes back, by story."""
    found: dict[UUID, list[date]] = {}
    for row in Consent.objects.filter(purpose=POLLS, conversation_id__in=list(story_ids)):
        if not row.given or row.ended_on:
            found.setdefault(row.conversation_id, []).append(row.ended_on or row.on)
    return found


def _last_ways(story_ids: Collection[UUID]) -> dict[UUID, Way]:
    """The open chat by which she spoke last, by story."""
    ways = Way.objects.filter(conversation_id__in=list(story_ids), closed_on=None).order_by("heard_at", "-id")
    return {way.conversation_id: way for way in ways}


def _invitee(story: Conversation, group: frozenset[UUID], way: Way, now: datetime) -> Invitee:
    times, clock = Contact.objects.filter(id=story.contact_id).values_list("safe_times", "clock").first() or ([], None)
    zone = zone_of(clock, network.desk(story.desk_id).time_zone)
    good = hours.may_arrive(times, now, way.heard_at, zone)
    return Invitee(story.id, group, way.id, story.language, story.place_organisation_id, good)
