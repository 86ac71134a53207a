"""What an answer of the provider does to a delivery, its way and its account. Call as System."""

from datetime import datetime, timedelta

from saphan.network.notices import notify
from saphan.network.selectors import lead_ids, with_role
from saphan.vault.recording import record
from saphan.voice.channels.contract import Failed, Sent
from saphan.voice.channels.events import Why
from saphan.voice.channels.leaving import permission, sentences, waiting
from saphan.voice.channels.leaving.not_arrived import back_to_the_desk, give_up
from saphan.voice.channels.models import ChannelAccount, Delivery, Progress, Way
from saphan.voice.models import Message

TROUBLE = "voice.channel_trouble"
AN_HOUR = timedelta(hours=1)


def taken(row: Delivery, sent: Sent, ref_hash: bytes | None, now: datetime) -> None:
    """The provider has it."""
    row.ref_hash, row.why, row.code = ref_hash, "", ""
    arrived(row, Progress(sent.state.value), now)
    Way.objects.filter(id=row.way_id).update(written_at=now)
    accounts = ChannelAccount.objects.filter(id=row.account_id)
    accounts.exclude(troubles=0, trouble="").update(troubles=0, trouble="", paused_until=None)


def arrived(row: Delivery, progress: Progress, now: datetime) -> None:
    """Sent, delivered or read. What she read by a channel counts as read by her."""
    row.progress, row.progress_at, row.lease_until = progress, now, None
    if row.words != sentences.MACHINE:  # which one she was told of is remembered
        row.sealed = None
    row.save(update_fields=["progress", "progress_at", "lease_until", "sealed", "ref_hash", "why", "code"])
    if progress == Progress.READ and row.message_id and not row.words:
        Message.objects.filter(id=row.message_id, seen_by_her_on=None).update(seen_by_her_on=now.date())


def not_asked(row: Delivery, now: datetime) -> None:
    """The provider could not be reached at all: the whole account waits."""
    failed(row, Why.RETRY, "away", None, now)
    pause(row, now, None)


def failed(
    row: Delivery,
    why: Why,
    code: str,
    after: timedelta | None,
    now: datetime,
    *,
    refused_later: bool = False,
    known_again: bool = False,
) -> None:
    """refused_later: it was taken first, so that the same may not be sent again without somebody's word.

    known_again: the provider sends it once, however often we try. What may have been taken at one try stays so after
    others that were refused.
    """
    uncertain = why == Why.UNKNOWN or (row.why == Why.UNKNOWN and why in (Why.RETRY, Why.ACCOUNT))
    row.why, row.code, row.lease_until, row.progress_at = (
        (Why.UNKNOWN if uncertain else why).value,
        code[:20],
        None,
        now,
    )
    again = why == Why.RETRY or (why == Why.UNKNOWN and known_again)
    if again and not refused_later and now - row.made_at < waiting.GIVE_UP:
        row.progress, row.next_try_at = Progress.WAITING, now + waiting.after(row.attempts, after)
    elif why == Why.ACCOUNT and not refused_later:
        row.progress, row.next_try_at, row.attempts = Progress.WAITING, now, max(row.attempts - 1, 0)
    elif uncertain:
        row.progress = Progress.UNKNOWN
    elif why == Why.WINDOW:
        row.progress = Progress.WINDOW
    else:
        row.progress = Progress.FAILED
    row.save()
    _and_beyond(row, why, after, now, refused_later=refused_later)


def answered(row: Delivery, outcome: Failed, now: datetime, *, known_again: bool) -> None:
    failed(row, outcome.why, outcome.code, outcome.after, now, known_again=known_again)


def _and_beyond(row: Delivery, why: Why, after: timedelta | None, now: datetime, *, refused_later: bool) -> None:
    """A report that comes later is about this one message: the door that took it then is not shut."""
    if not refused_later and (why == Why.RETRY or (why == Why.UNKNOWN and row.progress == Progress.WAITING)):
        pause(row, now, after)
    if why == Why.ACCOUNT:
        in_trouble(row, now)
    if why == Why.GONE:
        way = Way.objects.select_for_update().filter(id=row.way_id).first()
        if way is not None:
            permission.stop(way, now)
    if row.progress in (Progress.FAILED, Progress.UNKNOWN):
        back_to_the_desk(row, now)


def pause(row: Delivery, now: datetime, after: timedelta | None) -> None:
    """One that is refused for now speaks for all of its account: nobody knocks ten thousand times at a shut door."""
    account = ChannelAccount.objects.select_for_update().get(id=row.account_id)
    account.troubles += 1
    account.paused_until = now + (after or waiting.after(account.troubles))
    account.save(update_fields=["troubles", "paused_until"])


def in_trouble(row: Delivery, now: datetime) -> None:
    """Our token or credit: nothing is lost and nothing goes out; whoever can mend it is rung, once."""
    account = ChannelAccount.objects.select_for_update().get(id=row.account_id)
    account.paused_until = now + AN_HOUR
    if not account.trouble:
        account.trouble = Why.ACCOUNT.value
        menders = dict.fromkeys([*lead_ids(account.desk_id), *with_role(account.desk_id, "administrator")])
        notify(staff_ids=menders, kind=TROUBLE)
        record("voice.channel_troubled", account.id, detail={"code": row.code})
    account.save(update_fields=["paused_until", "trouble"])


def never_sent(row: Delivery, now: datetime) -> None:
    """She closed the way, or it may be somebody else's by now: nothing goes there, and her desk knows that."""
    give_up(Delivery.objects.filter(id=row.id), now)
