"""A closed story has an end. Its time runs from the day it was closed; she is told a month ahead, on her own page.

An open story never ends, nor does one about which she is still asked something, nor one that a room above still works
on: nothing of it goes. Of others, photos, recordings, proofs and numbers may end before her words do. What was counted
stays counted, without her.
"""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault import retention
from saphan.vault.models import DataKey
from saphan.vault.recording import record
from saphan.vault.shredding import shred
from saphan.voice.channels.models import Way
from saphan.voice.models import Ask, Attachment, Contact, Conversation, Ending, Message, Status
from saphan.voice.telling import tell
from saphan.voice.traces.arriving import forget_handles
from saphan.voice.vocabulary import AT_THE_END

NOTICE = timedelta(days=30)
BATCH = 200  # stories a sweep, so that no minute gets long
OURSELVES = System("voice.end_stories")

MAY_HOLD_A_NUMBER = ("handle", "row")

StaysOpen = Callable[[Collection[UUID]], set[UUID]]
_stays_open: dict[str, StaysOpen] = {}
_all_done_on: date | None = None


def stays_open(name: str, those_of: StaysOpen) -> None:
    """A room above names the stories, of those given, that it still works on; they do not end. Runs as System."""
    _stays_open[name] = those_of


def sweep() -> None:
    """Each minute until all is done, then not before the next day."""
    global _all_done_on
    if _all_done_on == clock.today():
        return
    note_days()
    done = [end_media(), end_proofs(), end_handles(), end_rows(), tell_of_the_end(), end_stories()]
    if max(done) < BATCH:
        _all_done_on = clock.today()


def note_days() -> None:
    """Every closed story has the day from which its time runs, and no open one has."""
    with acting_as(OURSELVES) as moment:
        living = Conversation.objects.filter(status=Status.CLOSED, left_on=None)
        known = Ending.objects.values("conversation_id")
        fresh = living.exclude(id__in=known).values_list("id", "desk_id")
        Ending.objects.bulk_create(
            [Ending(conversation_id=story, desk_id=desk, closed_on=moment.day) for story, desk in fresh]
        )
        Ending.objects.exclude(conversation_id__in=living.values("id")).delete()


def tell_of_the_end() -> int:
    """She reads on her page that it ends in a month; returns how many were told."""
    with acting_as(OURSELVES) as moment:
        due = _closed_before("words", ahead=NOTICE)
        if due is None:
            return 0
        ending = _without_those_at_work(list(due.filter(told_on=None)))[:BATCH]
        for row in ending:
            tell(conversation_id=row.conversation_id, step="ends_soon")
            row.told_on = moment.day
            row.save(update_fields=["told_on"])
    return len(ending)


def end_stories() -> int:
    """Those whose time is over and who were told a month ago; each in a transaction of its own. Returns how many."""
    with acting_as(OURSELVES) as moment:
        due = _closed_before("words")
        told = due.filter(told_on__lte=moment.day - NOTICE) if due is not None else []
        ids = [row.conversation_id for row in _without_those_at_work(list(told))][:BATCH]
    return sum(_end(conversation_id) for conversation_id in ids)


def _end(conversation_id: UUID) -> bool:
    """False when she opened it again, was asked something or has it worked on meanwhile.

    Coded facts stay: they name nobody, and time proves nothing wrong.
    """
    with acting_as(OURSELVES):
        Conversation.objects.select_for_update().filter(id=conversation_id).first()
        if conversation_id not in _resting([conversation_id]):
            return False
        record("voice.story_ended", conversation_id)
        shred(conversation_id)
    return True


def end_media() -> int:
    """Photos and recordings; one with a proof stays beside it until the proof ends. Returns how many."""
    with acting_as(OURSELVES):
        over = Attachment.objects.filter(conversation_id__in=_stories_over("media"), proof_subject_id=None)
        ids = list(over.values_list("id", flat=True)[:BATCH])
        Attachment.objects.filter(id__in=ids).delete()
        for attachment_id in ids:
            record("voice.media_ended", attachment_id)
    return len(ids)


def end_proofs() -> int:
    """The untouched files and their keys. Returns how many."""
    with acting_as(OURSELVES):
        over = Attachment.objects.filter(conversation_id__in=_stories_over("proof"), proof_subject_id__isnull=False)
        proofs = dict(over.values_list("id", "proof_subject_id")[:BATCH])
        DataKey.objects.filter(subject_id__in=[key for key in proofs.values() if key]).delete()
        Attachment.objects.filter(id__in=proofs).update(proof_subject_id=None, proof_sealed=None)
        for attachment_id in proofs:
            record("voice.proof_ended", attachment_id)
    return len(proofs)


def end_handles() -> int:
    """Numbers and accounts, once every story in which she gave one is closed for long enough. Returns how many."""
    with acting_as(OURSELVES):
        over = Conversation.objects.filter(id__in=_stories_over("handle"))
        living = Conversation.objects.filter(left_on=None).exclude(id__in=_stories_over("handle"))
        contacts = Contact.objects.filter(handle_index__isnull=False, id__in=over.values("contact_id"))
        ids = list(contacts.exclude(id__in=living.values("contact_id")).values_list("id", flat=True)[:BATCH])
        stories = list(Conversation.objects.filter(contact_id__in=ids, left_on=None).values_list("id", flat=True))
        Message.objects.filter(conversation_id__in=stories, part__in=MAY_HOLD_A_NUMBER).delete()
        Way.objects.filter(conversation_id__in=stories).delete()
        forget_handles(stories)
        Conversation.objects.filter(id__in=stories).update(reply_by="code")
        Contact.objects.filter(id__in=ids).update(handle_kind="", handle_index=None, safe_times=[], clock=None)
        for contact_id in ids:
            record("voice.handle_ended", contact_id)
    return len(ids)


def end_rows() -> int:
    """Rows of old logs as they stood there: a number that nobody could read may stand in one. Returns how many."""
    with acting_as(OURSELVES):
        over = Message.objects.filter(conversation_id__in=_stories_over("handle"), part="row")
        ids = list(over.values_list("id", flat=True)[:BATCH])
        Message.objects.filter(id__in=ids).delete()
    return len(ids)


def _closed_before(kind: str, ahead: timedelta = timedelta()) -> QuerySet[Ending] | None:
    """Endings whose time is over, or will be `ahead` from now; None when this kind stays for ever."""
    days = retention.days(kind)
    if days is None:
        return None
    return Ending.objects.filter(closed_on__lte=clock.today() - timedelta(days=days) + ahead).order_by("closed_on")


def _stories_over(kind: str) -> list[UUID]:
    due = _closed_before(kind)
    closed = Conversation.objects.filter(status=Status.CLOSED, left_on=None)
    if due is None:
        return []
    return list(_resting(list(closed.filter(id__in=due.values("conversation_id")).values_list("id", flat=True))))


def _without_those_at_work(rows: list[Ending]) -> list[Ending]:
    resting = _resting([row.conversation_id for row in rows])
    return [row for row in rows if row.conversation_id in resting]


def _resting(ids: Collection[UUID]) -> set[UUID]:
    """Of these, the closed ones on which nobody works any more."""
    open_asks = Ask.objects.filter(conversation_id__in=ids, closed_on=None).exclude(question__in=AT_THE_END)
    at_work = set(open_asks.values_list("conversation_id", flat=True)).union(
        *(those_of(ids) for those_of in _stays_open.values())
    )
    closed = Conversation.objects.filter(id__in=ids, status=Status.CLOSED, left_on=None)
    return set(closed.values_list("id", flat=True)) - at_work
