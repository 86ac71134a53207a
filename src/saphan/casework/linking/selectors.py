"""What stands beside one story about her other ways. Before her yes on both nothing of the other story is shown."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from saphan.casework import codes
from saphan.casework.wording import language_name
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice.linking.models import How
from saphan.voice.linking.together import LinkCard, links_of
from saphan.voice.models import Conversation, Message

Words = str | Promise
MOST_OFFERED = 40


@dataclass(frozen=True, slots=True)
class OtherWay:
    """A story of this desk, in codes: by which channel, in which language, since when."""

    conversation_id: UUID
    channel: Words
    language: str
    about: Words
    opened_on: date


@dataclass(frozen=True, slots=True)
class Beside:
    """One link. other: None while she has not said yes to it, so that nothing crosses before."""

    id: UUID
    how: str
    stands: bool
    said_here: bool
    said_there: bool
    on: date
    other: OtherWay | None

    @property
    def wants_a_ring(self) -> bool:
        """She says that an old account is hers: a colleague rings her before anything old is shown."""
        return self.how == How.OWNER and not self.stands


def beside(by: Staff, conversation_id: UUID) -> tuple[Beside, ...]:
    with acting_as(by):
        cards = links_of(conversation_id)
        shown = [card.other_id for card in cards if _is_shown(card)]
        others = {row.id: _other(row) for row in Conversation.objects.filter(id__in=shown, left_on=None)}
    return tuple(
        Beside(card.id, card.how, card.stands, card.said_here, card.said_there, card.on, others.get(card.other_id))
        for card in cards
    )


def may_be_hers(by: Staff, conversation_id: UUID) -> tuple[OtherWay, ...]:
    """Other stories of the desk, those in her language first, then the newest; she is asked about the one she named."""
    with acting_as(by):
        story = Conversation.objects.filter(id=conversation_id, desk_id=by.desk_id).first()
        if story is None:
            return ()
        taken = {conversation_id, *(card.other_id for card in links_of(conversation_id))}
        rows = Conversation.objects.filter(desk_id=by.desk_id, left_on=None).exclude(id__in=taken)
        shown = rows.only("channel", "language", "dialect", "icon", "opened_at")
        newest = list(shown.order_by("-opened_at", "-id")[: MOST_OFFERED * 3])
    return tuple(map(_other, sorted(newest, key=lambda row: row.language != story.language)[:MOST_OFFERED]))


def lost_her_code(by: Staff, conversation_id: UUID) -> bool:
    """She wrote again because she lost the number of an earlier story, where she cannot be asked any more."""
    with acting_as(by):
        return Message.objects.filter(conversation_id=conversation_id, part="lost").exists()


def _is_shown(card: LinkCard) -> bool:
    """A colleague named the other one herself, or it stands; what she began by its number waits for her yes."""
    return card.stands or card.how in (How.DESK, How.OWNER)


def _other(row: Conversation) -> OtherWay:
    return OtherWay(
        row.id,
        codes.CHANNELS.get(row.channel, row.channel),
        language_name(row.dialect or row.language),
        codes.ICONS.get(row.icon, ""),
        row.opened_at.date(),
    )
