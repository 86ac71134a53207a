"""Which channels of a desk are open to a worker, as her page lists them: nothing of what was entered but a number."""

import re
from dataclasses import dataclass
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import OURSELVES, Opened
from saphan.voice.channels.contract import Words
from saphan.voice.channels.models import ChannelAccount

TO_RING = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class OpenWay:
    """number: that she rings or writes to, where the channel is one of the telephone."""

    channel: str
    label: str
    learns: Words
    number: str
    order: int


def ways_open(desk_id: UUID) -> tuple[OpenWay, ...]:
    """Each once, in the order of channels. One that cannot work now is left out, a company's, and what partners use."""
    with acting_as(OURSELVES):
        rows = ChannelAccount.objects.filter(desk_id=desk_id, ended_on=None, trouble="")
        ids = list(rows.order_by("made_on", "id").values_list("id", flat=True))
    found = (accounts.opened(account_id) for account_id in ids)
    hers = (each for each in found if each is not None and each.independent and each.declaration.hers)
    shown = dict.fromkeys(map(_shown, hers))
    return tuple(sorted(shown, key=lambda way: (way.order, way.label, way.number)))


def _shown(found: Opened) -> OpenWay:
    it, entered = found.declaration, found.account["number"]
    number = entered if TO_RING.fullmatch(entered) else ""
    return OpenWay(it.name, str(it.to_her or it.label), it.learns, number, it.order)
