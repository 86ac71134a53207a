"""Groups: nothing said there is kept, and we say kindly, once, that we do not read them."""

from datetime import datetime

from saphan.network.frozen import is_frozen
from saphan.store.acting import acting_as
from saphan.store.callers import Lookup
from saphan.store.ids import random_id
from saphan.vault import hashing
from saphan.voice.channels import wire
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving.hers import NOTHING, Became
from saphan.voice.channels.contract import Outgoing
from saphan.voice.channels.events import Elsewhere
from saphan.voice.channels.leaving import sentences
from saphan.voice.channels.models import Stage
from saphan.voice.marks import Receipt
from saphan.voice.speaking import is_spoken


def take(found: Opened, event: Elsewhere, now: datetime) -> Became:
    """Only a group that was not told yet leads any further. Call as System."""
    if event.to is None or found.channel.send is None or not _is_first(found, event, now):
        return NOTHING
    return Became(stage=Stage.FILES)


def refuse(found: Opened, event: Elsewhere) -> None:
    """One try: whether it arrived or not, it is not said again for a month. A frozen desk says nothing."""
    if event.to is None or found.channel.send is None or is_frozen(found.desk_id):
        return
    hint = event.language.split("-")[0].lower()
    language = hint if is_spoken(hint) else "en"
    text, _ = sentences.written(sentences.ALONE, language, 0, {})
    request = found.channel.send(Outgoing(event.to.value, text, language, random_id()), found.account)
    try:
        wire.speak(request)
    except (wire.NotAsked, wire.NoAnswer, wire.TooLong):
        return


def _is_first(found: Opened, event: Elsewhere, now: datetime) -> bool:
    """A receipt stands for "told"; like every receipt it goes after its time."""
    if event.to is None:
        return False
    newest, *older = hashing.tokens("once", f"told {found.id} {event.to.value}")
    hashes = [newest.hash, *(each.hash for each in older)]
    with acting_as(Lookup(newest.hash, tuple(hashes[1:]))):
        if Receipt.objects.filter(token_hash__in=hashes).exists():
            return False
    told = Receipt(token_hash=newest.hash, key_version=newest.version, desk_id=found.desk_id, sealed_answer=b"", at=now)
    Receipt.objects.bulk_create([told], ignore_conflicts=True)
    return True
