"""What time alone does: put-off stories come back, drafts of pages and old marks go."""

from datetime import timedelta

from django.db.models.functions import Coalesce

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault import retention
from saphan.voice.channels.arriving.taking_in import forget_what_is_old, forget_what_nobody_could_read
from saphan.voice.models import Conversation, PageDraft, Receipt, Status, WrongTry

WRONG_TRIES_KEPT = timedelta(days=1)


def bring_back_what_is_due() -> None:
    """A story put off until today waits again; one that was never answered has waited all the while."""
    with acting_as(System("voice.bring_back")) as moment:
        due = Conversation.objects.filter(status=Status.LATER, follow_up_on__lte=moment.day)
        due.update(status=Status.WAITING, waiting_since=Coalesce("waiting_since", moment.now))


def drop_what_is_old() -> None:
    """Drafts of pages after their time, receipts after a month, wrong tries after a day.

    What came in and could not be read is kept no longer than the words of a story are.
    """
    with acting_as(System("voice.drop_old")) as moment:
        PageDraft.objects.filter(until__lte=moment.now).delete()
        kept = retention.days("receipt")
        if kept is not None:
            Receipt.objects.filter(at__lte=moment.now - timedelta(days=kept)).delete()
            forget_what_is_old(kept)
        words = retention.days("words")
        if words is not None:
            forget_what_nobody_could_read(words)
        WrongTry.objects.filter(at__lte=moment.now - WRONG_TRIES_KEPT).delete()
