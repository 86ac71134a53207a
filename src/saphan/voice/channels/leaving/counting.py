"""What a text would cost on its way to her, while it is being written."""

from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.voice.channels import registry
from saphan.voice.channels.contract import Cost
from saphan.voice.channels.models import ChannelAccount, MayWrite, Way
from saphan.voice.channels.segments import Length, length_of
from saphan.voice.models import Conversation
from saphan.voice.policies import may_answer

OURSELVES = System("voice.count")
SENT_AS_IT_IS = (MayWrite.UNASKED, MayWrite.EVERYTHING)


def counted(by: Staff, conversation_id: UUID, text: str) -> Length | None:
    """The parts of an SMS that this text would be; None where she is answered by no SMS, or only told of news.

    Raises NotAllowed.
    """
    if not may_answer(by):
        raise NotAllowed
    with acting_as(by):
        if not Conversation.objects.filter(id=conversation_id, left_on=None).exists():
            raise NotAllowed
        way = Way.objects.filter(conversation_id=conversation_id, closed_on=None).order_by("-heard_at", "id").first()
    if way is None or way.may_write not in SENT_AS_IT_IS or not _costs_by_part(way.account_id):
        return None
    return length_of(text.replace("\r\n", "\n").strip())


def _costs_by_part(account_id: UUID) -> bool:
    with acting_as(OURSELVES):  # after a move the account is another desk's
        name = ChannelAccount.objects.filter(id=account_id, ended_on=None).values_list("channel", flat=True).first()
    it = registry.channel(name) if name else None
    return it is not None and it.declaration.cost == Cost.PART
