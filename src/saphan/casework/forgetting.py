"""What casework holds about one conversation, taken away when its story is deleted."""

from uuid import UUID

from saphan.casework.models import BatchItem, Concern, HandOver, Note, Party, Slip
from saphan.store.acting import acting_as
from saphan.store.callers import System


def forget(conversation_id: UUID) -> None:
    """Notes go; concerns stay as tombstones that count no more; the case stays without her."""
    with acting_as(System("casework.forget")) as moment:
        Note.objects.filter(conversation_id=conversation_id).delete()
        HandOver.objects.filter(conversation_id=conversation_id).delete()
        BatchItem.objects.filter(conversation_id=conversation_id).delete()
        Slip.objects.filter(conversation_id=conversation_id).delete()
        Party.objects.filter(conversation_id=conversation_id, left_on=None).update(left_on=moment.day)
        hers = Concern.objects.filter(conversation_id=conversation_id)
        hers.filter(withdrawn_on=None).update(withdrawn_on=moment.day)
        hers.update(line="", proof="")
