"""A poll that was sent, on the page of a worker who said yes there and writes by no chat.

All that her yes hangs on is looked at anew each time. That she saw it, or followed it, is kept nowhere.
"""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from saphan.dialogue.polls import inviting_whom
from saphan.dialogue.polls.answering import is_open
from saphan.dialogue.polls.inviting_models import PollInvitation
from saphan.dialogue.polls.models import Poll
from saphan.dialogue.polls.services import OURSELVES
from saphan.network.frozen import is_frozen
from saphan.store.acting import Moment, acting_as
from saphan.voice.inviting.showing import OnHerPage


def shown(conversation_id: UUID, language: str) -> tuple[OnHerPage, ...]:
    """The public address, in the language in which she reads now where the poll speaks it."""
    with acting_as(OURSELVES) as moment:
        return tuple(_shown(conversation_id, language, moment))


def _shown(conversation_id: UUID, language: str, moment: Moment) -> Iterator[OnHerPage]:
    hers = PollInvitation.objects.filter(conversation_id=conversation_id, by_page=True)
    for poll in Poll.objects.filter(id__in=hers.values("poll_id")).order_by("ends_on", "id"):
        if poll.ends_on is None or not is_open(poll, moment.day) or is_frozen(poll.desk_id):
            continue
        invitee = inviting_whom.still(poll, conversation_id, moment.now, by_page=True)
        if invitee is not None:
            read = language if language in poll.languages else invitee.language
            yield OnHerPage(reverse("dialogue:poll", args=[read, poll.id]), poll.ends_on)
