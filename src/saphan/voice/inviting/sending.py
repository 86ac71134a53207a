"""What goes out by her yes: one neutral sentence with an address that is the same for everybody. Call as System.

It goes by the outbox like everything else, sent once however often it is tried, and looked at once more when it goes
(`may_still_go`): a yes that was taken back a moment ago stops it.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from saphan.voice.channels.leaving import outbox
from saphan.voice.channels.models import STILL_TO_GO, Delivery, Progress, Way
from saphan.voice.inviting.finding import Invitee


def put(invitee: Invitee, address: str, now: datetime) -> UUID | None:
    """Into the outbox; returns what goes out, None where her chat was closed meanwhile.

    address: of no person; it is sealed under her key until it is sent, and then gone.
    """
    if invitee.way_id is None:
        return None
    way = Way.objects.select_for_update().filter(id=invitee.way_id, closed_on=None).first()
    if way is None or way.conversation_id != invitee.conversation_id:
        return None
    return outbox.put_invitation(way, address, now)


def call_off(delivery_ids: Collection[UUID], now: datetime) -> None:
    """What waits never goes: nobody is asked any more."""
    waiting = Delivery.objects.filter(id__in=list(delivery_ids), progress__in=STILL_TO_GO)
    waiting.update(progress=Progress.CANCELLED, progress_at=now)
