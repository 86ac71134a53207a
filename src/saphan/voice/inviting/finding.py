"""Who may be sent the address of questions: each person once, where she said yes, by its chat or on its page.

Call as System. Coded columns only; no word and no number is opened.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from saphan.network import selectors as network
from saphan.voice.channels import registry
from saphan.voice.channels.arriving.ways import may_be_another
from saphan.voice.channels.contract import Channel
from saphan.voice.channels.leaving import hours
from saphan.voice.channels.models import ChannelAccount, MayWrite, Way
from saphan.voice.consent import POLLS
from saphan.voice.inviting.judging import (
    IN_HER_CHAT,
    ON_HER_PAGE,
    Standing,
    holds,
    may_be_asked,
    may_be_sent,
    may_be_shown,
)
from saphan.voice.linking.together import of_one_person, with_company
from saphan.voice.models import Consent, Contact, Conversation, Status
from saphan.voice.safe_times import zone_of
from saphan.voice.wishes.moments import is_urgent


@dataclass(frozen=True, slots=True)
class Invitee:
    """stories: all of hers that we know as hers. way_id: her chat; None: it stands on her story's page alone.

    at_a_good_time: it may arrive in her chat now, by the hours that she named.
    """

    conversation_id: UUID
    stories: frozenset[UUID]
    way_id: UUID | None
    language: str
    place_id: UUID | None
    at_a_good_time: bool


def invitees(desk_id: UUID, now: datetime, *, among: Collection[UUID] | None = None) -> tuple[Invitee, ...]:
    """Of one desk; a person who said yes in two stories is one. among: these stories alone."""
    given = Consent.objects.filter(desk_id=desk_id, purpose=POLLS, given=True, ended_on=None)
    if among is not None:
        given = given.filter(conversation_id__in=list(among))
    yes = {each.conversation_id: each for each in given}
    stories = list(Conversation.objects.filter(id__in=list(yes), desk_id=desk_id, left_on=None).order_by("id"))
    stories.sort(key=lambda story: yes[story.id].words_version == ON_HER_PAGE)  # by her chat, where she said so
    people = _people(stories)
    everything = {one for group in people.values() for one in group}
    helped, against = _who_need_help(everything), _taken_back(everything)
    ways = _last_ways(list(yes))
    carried, good = _that_carry(ways.values(), now), _at_a_good_time(stories, ways, now)
    found, seen = list[Invitee](), set[UUID]()
    for story in stories:
        group, said = people[story.id], yes[story.id]
        by_page = said.words_version == ON_HER_PAGE
        way = None if by_page else ways.get(story.id)
        if group & seen or not (way or by_page):
            continue
        says_yes = holds(said.on, [day for one in group - {story.id} for day in against.get(one, ())])
        needs_help = bool(group & helped)
        if (
            may_be_sent(_standing(way, now, says_yes, needs_help, way.id in carried))
            if way
            else may_be_shown(says_yes=says_yes, needs_help=needs_help)
        ):
            seen |= group
            found.append(_invitee(story, group, way, at_a_good_time=story.id in good))
    return tuple(found)


def _invitee(story: Conversation, group: frozenset[UUID], way: Way | None, *, at_a_good_time: bool) -> Invitee:
    way_id = way.id if way else None
    return Invitee(story.id, group, way_id, story.language, story.place_organisation_id, at_a_good_time)


def words_for(story: Conversation, now: datetime) -> str:
    """Version of the sentences to which a yes of hers could be kept now; "" where none could."""
    way = _last_ways([story.id]).get(story.id)
    if way is None:
        return "" if _needs_help(story) else ON_HER_PAGE
    carries = bool(_that_carry([way], now))
    standing = _standing(way, now, says_yes=False, needs_help=_needs_help(story), carries=carries)
    return IN_HER_CHAT if may_be_asked(standing) else ""


def _standing(way: Way, now: datetime, says_yes: bool, needs_help: bool, carries: bool) -> Standing:
    return Standing(
        says_yes=says_yes,
        needs_help=needs_help,
        writes_everything=way.may_write == MayWrite.EVERYTHING,
        is_open=way.closed_on is None,
        may_be_another=may_be_another(way, now),
        carries=carries,
    )


def _that_carry(ways: Collection[Way], now: datetime) -> set[UUID]:
    """A window that is over stays shut: no template is bought for questions, and none waits until she writes again."""
    accounts = ChannelAccount.objects.filter(id__in={way.account_id for way in ways}, ended_on=None)
    channels = {account_id: registry.channel(name) for account_id, name in accounts.values_list("id", "channel")}
    return {way.id for way in ways if _is_carried(channels.get(way.account_id), now - way.heard_at)}


def _is_carried(it: Channel | None, silent: timedelta) -> bool:
    if it is None or it.send is None:
        return False
    return it.declaration.window is None or silent <= it.declaration.window


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


def _at_a_good_time(stories: Collection[Conversation], ways: Mapping[UUID, Way], now: datetime) -> set[UUID]:
    """Those stories whose worker may hear from us now, by the hours that she named, or by day."""
    contacts = Contact.objects.in_bulk([story.contact_id for story in stories])
    desks = {desk_id: network.desk(desk_id).time_zone for desk_id in {story.desk_id for story in stories}}
    found = set()
    for story in stories:
        contact, way = contacts.get(story.contact_id), ways.get(story.id)
        times, clock = (contact.safe_times, contact.clock) if contact else ([], None)
        if way and hours.may_arrive(times, now, way.heard_at, zone_of(clock, desks[story.desk_id])):
            found.add(story.id)
    return found
