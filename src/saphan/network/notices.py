"""The bell: something needs a member of staff. The e-mail beside it says that and nothing else."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from saphan.network.models import Notice
from saphan.store import clock
from saphan.store.tasks import defer


def notify(*, staff_ids: Iterable[UUID], kind: str, object_id: UUID | None = None, urgent: bool = False) -> None:
    """Ring for each of these people, in the running transaction if there is one; each notice is e-mailed once.

    kind: `room.what_needs_you`, its words said with `notice_words.say`. One that still waits is not rung twice,
    unless it is urgent.
    """
    wanted = list(dict.fromkeys(staff_ids))
    with transaction.atomic():
        waiting = Notice.objects.filter(staff_id__in=wanted, kind=kind, object_id=object_id, seen_at=None)
        already = set() if urgent else set(waiting.values_list("staff_id", flat=True))
        now = clock.now()
        for staff_id in wanted:
            if staff_id not in already:
                notice = Notice.objects.create(staff_id=staff_id, kind=kind, object_id=object_id, urgent=urgent, at=now)
                defer("network.mail_notice", priority=10 if urgent else 0, notice_id=notice.id)


def see_notice(*, notice_id: UUID, staff_id: UUID) -> None:
    """She has seen it. Somebody else's notice is left as it is."""
    Notice.objects.filter(id=notice_id, staff_id=staff_id, seen_at=None).update(seen_at=clock.now())


def forget(object_id: UUID) -> None:
    """For `vault.shredding`: nobody was ever rung for it."""
    Notice.objects.filter(object_id=object_id).delete()


def nothing_more_of(object_id: UUID, *, desk_id: UUID) -> None:
    """What this desk was rung for is not its own any more: its bells about it are silent."""
    waiting = Notice.objects.filter(object_id=object_id, seen_at=None, staff__desk_id=desk_id)
    waiting.update(seen_at=clock.now(), mailed_at=clock.now())
