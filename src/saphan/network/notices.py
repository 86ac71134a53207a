"""The bell: something needs a member of staff. The e-mail beside it says that and nothing else."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from saphan.network.models import Notice
from saphan.network.models import Staff as Member
from saphan.network.selectors import lead_ids
from saphan.store import clock
from saphan.store.callers import Staff, System
from saphan.store.tasks import deferred
from saphan.store.writing import send, statement_for


def notify(*, staff_ids: Iterable[UUID], kind: str, object_id: UUID | None = None, urgent: bool = False) -> None:
    """Ring for each of these people, in the running transaction if there is one; each notice is e-mailed once.

    Somebody who left is not rung: whoever took over is, or the leads. kind: `room.what_needs_you`, its words said with
    `notice_words.say`. One that still waits is not rung twice, unless it is urgent.
    """
    with transaction.atomic(savepoint=False):
        wanted = _who_is_here(staff_ids)
        waiting = Notice.objects.filter(staff_id__in=wanted, kind=kind, object_id=object_id, seen_at=None)
        already = set() if urgent else set(waiting.values_list("staff_id", flat=True))
        now = clock.now()
        rung = [
            Notice(staff_id=staff_id, kind=kind, object_id=object_id, urgent=urgent, at=now)
            for staff_id in wanted
            if staff_id not in already
        ]
        _ring(rung, priority=10 if urgent else 0)


def notify_of_each(*, staff_ids: Iterable[UUID], kind: str, object_ids: Collection[UUID]) -> None:
    """`notify` of many objects at once, none of which is urgent."""
    with transaction.atomic(savepoint=False):
        wanted = _who_is_here(staff_ids)
        waiting = Notice.objects.filter(staff_id__in=wanted, kind=kind, object_id__in=object_ids, seen_at=None)
        already = set(waiting.values_list("staff_id", "object_id"))
        now = clock.now()
        rung = [
            Notice(staff_id=staff_id, kind=kind, object_id=object_id, at=now)
            for object_id in object_ids
            for staff_id in wanted
            if (staff_id, object_id) not in already
        ]
        _ring(rung, priority=0)


def _ring(rung: Sequence[Notice], priority: int) -> None:
    """Each with the task of its e-mail, in one round trip."""
    mailed = [deferred("network.mail_notice", priority=priority, notice_id=notice.id) for notice in rung]
    if rung:
        send([*map(statement_for, rung), *mailed])


def count_notices(staff_id: UUID) -> int:
    """Those of hers that she has not seen, and that nobody else of her desk was rung for."""
    return len(_hers_alone(staff_id))


def hand_over_notices(staff_id: UUID, to: UUID | None, by: Staff | System) -> None:
    """What only she was rung for rings at the colleague's who takes over, or at the leads'. Nothing is rung twice."""
    for notice in _hers_alone(staff_id):
        people = [to] if to else _leads_instead(staff_id)
        notify(staff_ids=people, kind=notice.kind, object_id=notice.object_id, urgent=notice.urgent)
    Notice.objects.filter(staff_id=staff_id, seen_at=None).update(seen_at=clock.now(), mailed_at=clock.now())


def _hers_alone(staff_id: UUID) -> list[Notice]:
    others = Notice.objects.filter(
        kind=OuterRef("kind"), seen_at=None, staff__desk_id=OuterRef("staff__desk_id"), staff__left_on=None
    ).exclude(staff_id=staff_id)
    same = others.filter(Q(object_id=OuterRef("object_id")) | Q(object_id=None, kind=OuterRef("kind")))
    hers = Notice.objects.filter(staff_id=staff_id, seen_at=None)
    return list(hers.exclude(Exists(same)).order_by("at", "id"))


def _who_is_here(staff_ids: Iterable[UUID]) -> list[UUID]:
    """Each of them once; for somebody who left, whoever took over, or the leads of her desk."""
    wanted = dict.fromkeys(staff_ids)
    gone = dict(Member.objects.filter(id__in=wanted).exclude(left_on=None).values_list("id", "handed_to"))
    if not gone:
        return list(wanted)
    here = [each for each in wanted if each not in gone]
    instead = [each for left, to in gone.items() for each in ([to] if to else _leads_instead(left))]
    return _who_is_here([*here, *instead])


def _leads_instead(staff_id: UUID) -> list[UUID]:
    """Of her desk, without her; nobody for people of partners."""
    desk_id = Member.objects.values_list("desk_id", flat=True).filter(id=staff_id).first()
    return [lead_id for lead_id in lead_ids(desk_id) if lead_id != staff_id] if desk_id else []


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
