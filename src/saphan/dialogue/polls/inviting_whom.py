"""Whom a poll may be sent to now: who said yes, is in its audience, has room in her month, and is not in danger.

Call as System. Under 18, in a severe case or in a quarrel lately: not sent (`casework.asking_again`).
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from saphan.casework.asking_again import with_care
from saphan.dialogue.polls import gate
from saphan.dialogue.polls.audience import Audience, Invited, Person, is_in, may_have_one_more
from saphan.dialogue.polls.inviting_models import PollInvitation
from saphan.dialogue.polls.models import Poll, PollQuestion
from saphan.network import selectors as network
from saphan.network.merging.reading import same_as
from saphan.voice.inviting.finding import Invitee, invitees


def least(poll: Poll) -> int:
    """Fewer people are sent nothing: the number that a result of this poll needs."""
    return max(poll.threshold or 0, gate.DEFAULT.threshold_least)


def whom(poll: Poll, now: datetime) -> list[Invitee]:
    """Each person once."""
    asked = _in_the_audience(poll, invitees(poll.desk_id, now))
    careful = with_care({one for each in asked for one in each.stories})
    return _with_room([each for each in asked if not each.stories & careful], questions_of(poll), now.date())


def still(poll: Poll, conversation_id: UUID, now: datetime, *, by_page: bool = False) -> Invitee | None:
    """The same person at the moment at which it goes, or is shown; None where she may not have it any more.

    by_page: she was chosen to read it on her page. A yes to the other way since then is no yes to this one.
    """
    found = invitees(poll.desk_id, now, among=[conversation_id])
    if not found or (found[0].way_id is None) != by_page:
        return None
    if found[0].language not in poll.languages or with_care(found[0].stories):
        return None
    return found[0]


def questions_of(poll: Poll) -> int:
    return PollQuestion.objects.filter(poll_id=poll.id).count()


def _in_the_audience(poll: Poll, willing: Collection[Invitee]) -> list[Invitee]:
    places = same_as(poll.organisation_id) if poll.organisation_id else frozenset[UUID]()
    audience = Audience(places, poll.corridor, frozenset(poll.languages))
    home = network.desk(poll.desk_id).country
    known = network.organisations(each.place_id for each in willing if each.place_id)
    countries = {each: card.country for each, card in known.items()}

    def person(each: Invitee) -> Person:
        country = countries.get(each.place_id, "") if each.place_id else home
        return Person(each.language, each.place_id, country)

    return [each for each in willing if is_in(person(each), audience)]


def _with_room(people: Collection[Invitee], questions: int, today: date) -> list[Invitee]:
    before: defaultdict[UUID, list[Invited]] = defaultdict(list)
    ids = {one for each in people for one in each.stories}
    for row in PollInvitation.objects.filter(conversation_id__in=ids):
        before[row.conversation_id].append(Invited(row.on, row.questions))
    most = gate.DEFAULT.questions_a_month
    return [
        each
        for each in people
        if may_have_one_more([one for story in each.stories for one in before[story]], questions, today, most)
    ]
