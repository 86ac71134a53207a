"""How far messages came where a provider tells nothing by itself and may be asked: every ten minutes, for two days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import defer
from saphan.voice.channels import registry, wire
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving.inbox import ref_hash
from saphan.voice.channels.contract import MEBIBYTE
from saphan.voice.channels.events import Reached
from saphan.voice.channels.leaving import reports
from saphan.voice.channels.models import ChannelAccount, Delivery, Progress

OURSELVES = System("voice.look_after")
LOOK = "voice.look_after"
MINUTES = 10
LONG_ENOUGH = timedelta(days=2)
LARGEST = 4 * MEBIBYTE


def look_after_what_went_out() -> None:
    """At each account that sent something of which nothing more is known. Once in ten minutes it does anything."""
    names = [name for name, channel in registry.channels().items() if channel.look is not None]
    with acting_as(OURSELVES) as moment:
        if moment.now.minute % MINUTES:
            return
        ours = ChannelAccount.objects.filter(channel__in=names, ended_on=None)
        for account_id in ours.filter(id__in=_open(moment.now).values("account_id")).values_list("id", flat=True):
            defer(LOOK, account_id=account_id)


def look_after(account_id: UUID) -> None:
    """What it answers of others is not kept. Where it does not answer, it is asked again in ten minutes."""
    found = accounts.opened(account_id)
    if found is None or found.channel.look is None or found.channel.looked is None:
        return
    with acting_as(OURSELVES) as moment:
        mine = _open(moment.now).filter(account_id=account_id).order_by("made_at")
        oldest = mine.values_list("made_at", flat=True).first()
    if oldest is None:
        return
    for request in found.channel.look(oldest, found.account):
        try:
            response = wire.speak(request, largest=LARGEST)
        except (wire.NotAsked, wire.NoAnswer, wire.TooLong):
            return
        _take(found, found.channel.looked(response, moment.now))


def _open(now: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(progress=Progress.SENT, progress_at__gt=now - LONG_ENOUGH).exclude(ref_hash=None)


def _take(found: Opened, events: Sequence[Reached]) -> None:
    by_hash = {ref_hash(found.id, event.ref): event for event in events}
    with acting_as(OURSELVES) as moment:
        mine = _open(moment.now).filter(account_id=found.id, ref_hash__in=[each for each in by_hash if each])
        for each in sorted(bytes(each) for each in mine.values_list("ref_hash", flat=True) if each):
            reports.take(found.id, by_hash[each], each, moment.now, moment.now)
